/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/source_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

const struct mf_source_options automatic = { .encoding = "auto" };

static int on_want(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct seen *s = ctx;

	(void)err;
	if (s->wanted)
		s->wanted(s);
	return !s->skip || strcmp(s->skip, file->name) != 0;
}

static int on_document(void *ctx, const struct mf_document *doc, struct mf_error *err)
{
	struct seen *s = ctx;

	assert_int_equal(doc->text[doc->text_len], '\0');
	assert_true(doc->text_len <= MF_DOCUMENT_MAX);
	assert_true(mf_utf8_valid(doc->text, doc->text_len, NULL));
	assert_true(mf_utf8_valid(doc->id, strlen(doc->id), NULL));
	assert_true(mf_utf8_valid(doc->title, strlen(doc->title), NULL));
	s->longest = doc->text_len > s->longest ? doc->text_len : s->longest;
	if (s->brief)
		mf_buf_printf(&s->log, "doc %s part %u\n", doc->id, doc->part);
	else
		mf_buf_printf(&s->log, "doc %s|%s|%s|%u|%s|%ld\n", doc->id, doc->title, doc->text,
			      doc->title_end, doc->date, doc->line);
	for (size_t i = 0; i < doc->extra_n; i++)
		mf_buf_printf(&s->log, "  +%s=%s\n", doc->extra[i].name, doc->extra[i].value);
	if (s->meanwhile)
		s->meanwhile(s);
	if (++s->documents == s->stop_after)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	return 0;
}

static int on_done(void *ctx, const struct mf_file_stat *file, struct mf_error *err)
{
	struct seen *s = ctx;

	(void)err;
	mf_buf_printf(&s->log, "done %s\n", file->name);
	return 0;
}

/* The folder of the test is left out of messages. */
static void log_problem(struct seen *s, const char *what, const struct mf_error *problem)
{
	size_t len = strlen(s->folder);
	const char *text = problem->text;

	assert_true(*problem->hint != '\0');
	assert_null(strchr(text, '\n'));
	assert_true(problem->code < 0);
	if (!strncmp(text, s->folder, len))
		text += len + (text[len] == '/');
	mf_buf_printf(&s->log, "%s %s\n", what, text);
}

static void on_rejected(void *ctx, const struct mf_error *problem)
{
	log_problem(ctx, "reject", problem);
}

static void on_warned(void *ctx, const struct mf_error *problem)
{
	log_problem(ctx, "warn", problem);
}

struct mf_source_calls calls_of(struct seen *s)
{
	return (struct mf_source_calls){ .want = on_want,
					 .document = on_document,
					 .done = on_done,
					 .rejected = on_rejected,
					 .warned = on_warned,
					 .ctx = s };
}

int set_up(void **state)
{
	struct seen *s = mf_calloc(1, sizeof *s);
	char name[] = "/tmp/mufahris-test-XXXXXX";

	s->log = (struct mf_buf)MF_BUF_INIT;
	if (!mkdtemp(name))
		return -1;
	s->folder = mf_strdup(name);
	*state = s;
	return 0;
}

int tear_down(void **state)
{
	struct seen *s = *state;
	int status = mf_remove_tree(s->folder, NULL);

	mf_buf_release(&s->log);
	free(s->folder);
	free(s);
	return status;
}

char *path_of(const struct seen *s, const char *name)
{
	return mf_path_join(s->folder, name);
}

void put(const struct seen *s, const char *name, const char *bytes, size_t len)
{
	char *path = path_of(s, name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	free(path);
}

void put_text(const struct seen *s, const char *name, const char *text)
{
	put(s, name, text, strlen(text));
}

int read_with(struct seen *s, const char *name, const struct mf_source_options *options)
{
	const struct mf_source_calls calls = calls_of(s);
	char *path = *name ? path_of(s, name) : mf_strdup(s->folder);
	const char *paths[] = { path };
	struct mf_error err;
	int status;

	mf_buf_reset(&s->log);
	s->documents = 0;
	status = mf_sources_read(paths, 1, options, &calls, &err);
	free(path);
	return status;
}

void expect(struct seen *s, const char *name, const char *log)
{
	assert_int_equal(read_with(s, name, &automatic), 0);
	assert_string_equal(s->log.data, log);
}

/* Writes the file, reads it, compares the log. */
void check(struct seen *s, const char *name, const char *bytes, size_t len, const char *log)
{
	put(s, name, bytes, len);
	expect(s, name, log);
}

void check_text(struct seen *s, const char *name, const char *text, const char *log)
{
	check(s, name, text, strlen(text), log);
}
