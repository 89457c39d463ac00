/* SPDX-License-Identifier: GPL-2.0-or-later */
/* model.c - the file that train-names wrote, taken into the program as it is. */
#include "indexer/analysis/names/model/model.h"

#include <pthread.h>

__asm__(".pushsection .rodata\n"
	".balign 8\n"
	"mf_tagger_model:\n"
	".incbin \"" MF_TAGGER_MODEL "\"\n"
	"mf_tagger_model_end:\n"
	".byte 0\n"
	".popsection\n");

extern const char mf_tagger_model[], mf_tagger_model_end[];

/* Made once and then only read. */
static struct mf_tagger built_in;
static pthread_once_t built_in_once = PTHREAD_ONCE_INIT;

static void open_once(void)
{
	if (mf_tagger_open(&built_in, mf_tagger_model, (size_t)(mf_tagger_model_end - mf_tagger_model),
			   NULL) < 0)
		built_in.head = NULL;
}

const struct mf_tagger *mf_tagger_built_in(void)
{
	pthread_once(&built_in_once, open_once);
	return built_in.head ? &built_in : NULL;
}
