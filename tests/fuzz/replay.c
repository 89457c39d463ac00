/* SPDX-License-Identifier: GPL-2.0-or-later */
/* replay.c - drives a fuzz target without libFuzzer: its seeds, and damaged copies of them that are the
 * same in every run.  One line of TAP a file; a crash ends the program before the plan is printed. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

/* Bytes that text code trips over: a cut letter, a lone surrogate, an overlong NUL, marks of direction. */
static const char *const pieces[] = {
	"\xd8",
	"\xed\xa0\x80",
	"\xc0\x80",
	"\xe2\x80\xae",
	"\xe2\x81\xa9",
	"\xef\xbb\xbf",
	"\xff",
	"(",
	"\"",
	":",
	"ـ",
	"َّ",
	"لا",
	"\n",
	"\x1b[2J",
	"-",
	"999999999999999999999",
};

struct dice {
	uint64_t state;
};

/* xorshift64* (S. Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016). */
static size_t roll(struct dice *d, size_t sides)
{
	d->state ^= d->state >> 12;
	d->state ^= d->state << 25;
	d->state ^= d->state >> 27;
	return sides ? (size_t)(d->state * 0x2545f4914f6cdd1d >> 33) % sides : 0;
}

static void damage(struct dice *d, const uint8_t *seed, size_t size, struct mf_buf *out)
{
	size_t at = roll(d, size + 1), other = roll(d, size + 1);
	size_t begin = at < other ? at : other, end = at < other ? other : at;
	const char *piece = pieces[roll(d, sizeof pieces / sizeof *pieces)];

	mf_buf_reset(out);
	switch (roll(d, 5)) {
	case 0: /* the end is missing */
		mf_buf_add(out, seed, at);
		break;
	case 1: /* something comes between */
		mf_buf_add(out, seed, at);
		mf_buf_add(out, piece, strlen(piece));
		mf_buf_add(out, seed + at, size - at);
		break;
	case 2: /* a part is missing */
		mf_buf_add(out, seed, begin);
		mf_buf_add(out, seed + end, size - end);
		break;
	case 3: /* a part stands twice */
		mf_buf_add(out, seed, end);
		mf_buf_add(out, seed + begin, size - begin);
		break;
	default: /* one byte is another */
		mf_buf_add(out, seed, size);
		if (at < size)
			out->data[at] = (char)roll(d, 256);
	}
}

/* The target gets a copy of its own to the byte, so that a sanitizer sees a read past the end. */
static void try_bytes(const void *data, size_t size)
{
	uint8_t *copy = mf_malloc(size ? size : 1);

	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void try_seed(const char *data, size_t size)
{
	struct dice dice = { 0x9e3779b97f4a7c15 ^ size };
	struct mf_buf copy = MF_BUF_INIT;

	try_bytes(data, size);
	for (unsigned i = 0; i < mf_fuzz_seeds.damaged; i++) {
		damage(&dice, (const uint8_t *)data, size, &copy);
		try_bytes(copy.data, copy.len);
	}
	mf_buf_release(&copy);
}

static bool try_file(const char *path)
{
	struct mf_buf text = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;

	if (mf_file_read(path, MF_BUF_CEILING, &text, &err)) {
		printf("# %s\n", err.text);
		return false;
	}
	if (!mf_fuzz_seeds.lines) {
		try_seed(text.data, text.len);
	} else {
		for (size_t at = 0; at < text.len;) {
			const char *end = memchr(text.data + at, '\n', text.len - at);
			size_t len = end ? (size_t)(end - text.data) - at : text.len - at;

			try_seed(text.data + at, len);
			at += len + 1;
		}
	}
	mf_buf_release(&text);
	return true;
}

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(void)
{
	const char *top = getenv("top_srcdir");
	char *path = mf_printf("%s/%s", top ? top : ".", mf_fuzz_seeds.path);
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, visible, alphasort);

	for (int i = 0; i < count; i++) {
		char *file = mf_printf("%s/%s", path, entries[i]->d_name);

		printf("%s %d - %s\n", try_file(file) ? "ok" : "not ok", i + 1, entries[i]->d_name);
		fflush(stdout);
		free(file);
		free(entries[i]);
	}
	if (count < 0) {
		count = 1;
		printf("%s 1 - %s\n", try_file(path) ? "ok" : "not ok", mf_fuzz_seeds.path);
	}
	printf("1..%d\n", count);
	free(entries);
	free(path);
	return 0;
}
