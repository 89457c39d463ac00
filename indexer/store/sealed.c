/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/sealed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wrappers/libc/hash.h"

#define END_BYTES 21 /* "end ", 16 digits and the end of the line */

static void print_end(const char *text, size_t len, char out[static END_BYTES + 1])
{
	snprintf(out, END_BYTES + 1, "end %016" PRIx64 "\n", mf_hash64(text, len));
}

void mf_sealed_close(struct mf_buf *text)
{
	char end[END_BYTES + 1];

	print_end(text->data, text->len, end);
	mf_buf_addstr(text, end);
}

int mf_sealed_open(struct mf_buf *text)
{
	char end[END_BYTES + 1];

	if (text->len < END_BYTES)
		return -1;
	print_end(text->data, text->len - END_BYTES, end);
	if (memcmp(text->data + text->len - END_BYTES, end, END_BYTES) != 0)
		return -1;
	text->len -= END_BYTES;
	text->data[text->len] = '\0';
	return 0;
}
