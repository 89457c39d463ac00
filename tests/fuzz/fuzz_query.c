/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a query: read, printed, pointed at. */
#include "search/query/query.h"
#include "tests/fuzz/fuzz.h"

const struct mf_fuzz_seeds mf_fuzz_seeds = { "tests/golden/queries.txt", 1, 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct mf_query query;
	struct mf_error err = MF_ERROR_INIT;
	const char *text = (const char *)data;

	for (unsigned flags = 0; flags <= MF_QUERY_STRICT; flags++) {
		if (mf_query_parse(&arena, text, size, flags, &query, &err) == 0)
			mf_query_print_tree(query.root, &out);
		else if (err.offset >= 0)
			mf_query_print_caret(text, size, (size_t)err.offset, &out);
	}
	mf_query_print_lexemes(text, size, &out);
	mf_buf_release(&out);
	mf_arena_release(&arena);
	return 0;
}
