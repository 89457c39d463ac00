/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a file to be indexed: by its content, and as each format. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/source/source.h"
#include "tests/fuzz/fuzz.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

const struct mf_fuzz_seeds mf_fuzz_seeds = { "tests/fuzz/source", 0, 60 };

static void check(int holds)
{
	if (!holds)
		abort();
}

static int want(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx, (void)err;
	check(file->path && file->name);
	return 1;
}

static void is_text(const char *text, size_t len)
{
	size_t bad;

	check(mf_utf8_valid(text, len, &bad));
}

static int document(void *ctx, const struct mf_document *d, struct mf_error *err)
{
	(void)ctx, (void)err;
	check(*d->id && d->text_len <= MF_DOCUMENT_MAX && d->title_end <= d->text_len &&
	      d->text[d->text_len] == '\0');
	is_text(d->id, strlen(d->id));
	is_text(d->title, strlen(d->title));
	is_text(d->text, d->text_len);
	is_text(d->date, strlen(d->date));
	for (size_t i = 0; i < d->extra_n; i++)
		is_text(d->extra[i].value, strlen(d->extra[i].value));
	return 0;
}

static int done(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	(void)ctx, (void)file, (void)err;
	return 0;
}

static void rejected(void *ctx, const struct mf_error *problem)
{
	(void)ctx;
	check(*problem->text && !strchr(problem->text, '\n'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct mf_source_calls calls = { want, document, done, rejected, rejected, NULL };
	char path[] = "/tmp/mufahris-fuzz-XXXXXX";
	const char *paths[] = { path };
	int fd = mkstemp(path);

	check(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	close(fd);
	for (int format = MF_FORMAT_AUTO; format < MF_FORMATS; format++) {
		struct mf_source_options options = { .format = (enum mf_format)format, .encoding = "auto" };
		check(mf_sources_read(paths, 1, &options, &calls, NULL) == 0);
	}
	unlink(path);
	return 0;
}
