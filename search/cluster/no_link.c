/* SPDX-License-Identifier: GPL-2.0-or-later */
/* no_link.c - link.h where mufahris is built without libgearman. */
#include "search/cluster/link.h"

int mf_link_open(struct mf_link **out, const char *file, const char *archive, struct mf_error *err)
{
	(void)archive;
	*out = NULL;
	mf_error_set(err, MF_E_UNSUPPORTED,
		     "%s: built without Gearman, which reaches the shards of a cluster", file);
	mf_error_hint(err, "install libgearman-dev and build again");
	return MF_E_UNSUPPORTED;
}

void mf_link_close(struct mf_link *link)
{
	(void)link;
}

struct mf_engine *mf_link_engine(struct mf_link *link)
{
	(void)link;
	return NULL;
}
