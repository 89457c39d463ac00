/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a gazetteer in Turtle: read, compiled, opened, and every name looked up again; then the
 * compiled block, changed as the bytes say and with its hash made right, is refused or is safe to use. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/document.h"
#include "indexer/analysis/names/gazetteer_private.h"
#include "tests/fuzz/fuzz.h"
#include "wrappers/libc/mem.h"

const struct mf_fuzz_seeds mf_fuzz_seeds = { "tests/golden/entities.ttl", 0, 400 };

static void check(int holds)
{
	if (!holds)
		abort();
}

static void ignore(void *ctx, const struct mf_error *problem)
{
	(void)ctx;
	check(!strchr(problem->text, '\n'));
}

static int look_up(void *ctx, const char *name, size_t len)
{
	uint32_t found[4];

	return mf_gazetteer_lookup(ctx, name, len, found, 4) > 4;
}

static void use(struct mf_gazetteer *g)
{
	static const char text[] =
		"قال وزير الخارجية الكازاخستاني في مدينة ألماتي إن مجلس الأمن يجتمع في قناة «العالم» بالرياض";
	struct mf_annotation_input in = { .title = "",
					  .text = text,
					  .text_len = sizeof text - 1,
					  .date = "",
					  .file_name = "",
					  .day = MF_NO_DAY };
	struct mf_annotation a;
	uint32_t near[3];

	for (uint32_t e = 0; e < mf_gazetteer_count(g) && e < 50; e++) {
		struct mf_entity about;
		mf_gazetteer_entity(g, e, &about);
		check(mf_gazetteer_by_id(g, about.id, strlen(about.id)) < mf_gazetteer_count(g) ||
		      !*about.id || e);
		mf_gazetteer_names(g, e, look_up, g);
	}
	check(mf_gazetteer_nearest(g, "توكاييف", strlen("توكاييف"), near, 3) <= 3);
	mf_annotation_init(&a, NULL);
	mf_annotate(&a, g, &in);
	mf_annotation_release(&a);
}

/* Six bytes are one change: where, and what stands there then. */
static void change(struct mf_buf *block, const uint8_t *data, size_t size)
{
	struct mf_gz_header *head = (struct mf_gz_header *)(void *)block->data;

	for (; size >= 6; data += 6, size -= 6) {
		uint32_t at = (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 |
			      (uint32_t)data[3] << 24;
		block->data[at % block->len] = (char)data[4];
		block->data[(at + 1) % block->len] = (char)data[5];
	}
	head->hash = mf_hash64(head + 1, block->len - sizeof *head);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(ignore, NULL);
	struct mf_buf block = MF_BUF_INIT;
	struct mf_gazetteer *g;

	mf_gazetteer_add_turtle(b, "fuzz", (const char *)data, size, NULL);
	check(mf_gazetteer_compile(b, &block, NULL) == 0);
	mf_gazetteer_builder_free(b);
	check(mf_gazetteer_open(&g, block.data, block.len, NULL) == 0);
	use(g);
	mf_gazetteer_close(g);
	change(&block, data, size < 600 ? size : 600);
	if (mf_gazetteer_open(&g, block.data, block.len, NULL) == 0) {
		use(g);
		mf_gazetteer_close(g);
	}
	mf_buf_release(&block);
	return 0;
}
