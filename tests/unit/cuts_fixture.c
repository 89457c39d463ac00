/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/cuts_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/update.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

/* ---- sentences ---- */

static char **sentence;
static size_t sentences, sentence_cap;

static void add_sentence(const char *text, size_t len)
{
	if (len < 20)
		return;
	sentence = mf_grow(sentence, &sentence_cap, sentences + 1, sizeof *sentence);
	sentence[sentences++] = mf_strndup(text, len);
}

/* All lines of the sample articles, cut at full stops. */
static void read_sentences(void)
{
	const char *source = getenv("top_srcdir"), *work = fixture_folder();
	char *path = mf_path_join(work, "sentences");
	struct mf_buf text = MF_BUF_INIT;

	shell("find %s/corpus/articles -name '*.txt' | LC_ALL=C sort | xargs cat | grep -av '^[A-Z][a-z]*: ' >%s",
	      source ? source : ".", path);
	assert_int_equal(mf_file_read(path, 1 << 24, &text, NULL), 0);
	for (char *at = text.data; *at;) {
		size_t len = strcspn(at, ".\n");
		add_sentence(at, len);
		at += len + (at[len] != '\0');
	}
	mf_buf_release(&text);
	free(path);
}

/* ---- documents ---- */

struct doc {
	char *id, *title, *text, *old; /* what it says, and what it said before it was replaced, or NULL */
	char date[12];
	const char *source;
	bool deleted; /* only in an index that has grown */
};

static struct doc *doc;
static size_t docs;

/* A clitic before some of the words, so that no segment has all the evidence. */
static void add_words(struct mf_buf *out, const char *text)
{
	static const char *const clitic[] = { "و", "ب", "ل", "ف", "ك", "ول" };

	for (const char *at = text; *at;) {
		size_t len = strcspn(at, " ");
		if (len > 6 && any(12) == 0)
			mf_buf_addstr(out, clitic[any(6)]);
		mf_buf_add(out, at, len);
		mf_buf_addch(out, ' ');
		at += len + (at[len] != '\0');
	}
}

static char *any_text(size_t max)
{
	struct mf_buf text = MF_BUF_INIT;

	for (size_t n = 1 + any((uint32_t)max); n; n--) {
		add_words(&text, sentence[any((uint32_t)sentences)]);
		mf_buf_addstr(&text, any(3) ? ". " : ".\n\n");
	}
	return mf_buf_detach(&text);
}

void cuts_documents(size_t n)
{
	static const char *const source[] = { "", "صحيفة المرصد", "وكالة أنباء القافلة", "Reuters" };

	read_sentences();
	docs = n;
	doc = mf_calloc(docs, sizeof *doc);
	for (size_t i = 0; i < docs; i++) {
		struct doc *d = &doc[i];
		d->id = mf_printf("d%zu", (i * 7919) % docs);
		d->title = any(4) ? mf_strdup(sentence[any((uint32_t)sentences)]) : mf_strdup("");
		d->text = any_text(any(10) ? 8 : 40);
		d->old = any(10) ? NULL : any_text(8);
		d->source = source[any(4)];
		d->deleted = any(10) == 0;
		if (any(6))
			snprintf(d->date, sizeof d->date, "2022-%02u-%02u", 1 + any(3), 1 + any(28));
		if (any(15) == 0 && i) { /* a copy under another name */
			free(d->text);
			d->text = mf_strdup(doc[i - 1].text);
		}
	}
}

void cuts_release(void)
{
	for (size_t i = 0; i < docs; i++) {
		free(doc[i].id);
		free(doc[i].title);
		free(doc[i].text);
		free(doc[i].old);
	}
	for (size_t i = 0; i < sentences; i++)
		free(sentence[i]);
	free(sentence);
	free(doc);
}

/* ---- indexes ---- */

static void put(struct mf_buf *out, const struct doc *d, const char *text)
{
	struct mf_json w = mf_json_to(out);

	mf_json_begin_object(&w);
	mf_json_put_string(&w, "id", d->id);
	mf_json_put_string(&w, "title", d->title);
	mf_json_put_string(&w, "text", text);
	if (*d->date)
		mf_json_put_string(&w, "date", d->date);
	if (*d->source)
		mf_json_put_string(&w, "source", d->source);
	mf_json_end_object(&w);
	mf_buf_addch(out, '\n');
}

static void problem(void *ctx, const struct mf_error *problem, bool warning)
{
	(void)ctx;
	(void)warning;
	fail_msg("%s", problem->text);
}

/* A run that is stopped publishes what it has, and merges no segments. */
struct stopping {
	volatile sig_atomic_t stop;
	uint64_t after; /* so many documents */
};

static void stop_after(void *ctx, const struct mf_update_progress *progress)
{
	struct stopping *s = ctx;

	s->stop = progress->documents >= s->after;
}

/* Reads a file of which the last document is one too many, or deletes documents. */
static void update(const char *dir, const char *path, uint64_t documents, const char *const *delete_ids,
		   size_t delete_n, const struct mf_index *names)
{
	struct stopping stopping = { 0, documents };
	const struct mf_buf gazetteer = { .data = (char *)(uintptr_t)names->gazetteer_map.data,
					  .len = names->gazetteer_map.len };
	const struct mf_update_options options = {
		.dir = dir,
		.paths = &path,
		.paths_n = documents > 0,
		.delete_ids = delete_ids,
		.delete_n = delete_n,
		.jobs = 1,
		.memory = 64 << 20,
		.day = MF_NO_DAY,
		.source = { MF_FORMAT_AUTO, "auto", NULL, 0 },
		.gazetteer = &gazetteer,
		.gazetteer_source = names->manifest.gazetteer_source,
		.stop = &stopping.stop,
	};
	const struct mf_update_calls calls = { problem, stop_after, &stopping };
	struct mf_update_report report;
	struct mf_error err = MF_ERROR_INIT;
	int rc = mf_update_run(&options, &calls, &report, &err);

	if (rc != (documents ? MF_E_STOPPED : 0))
		fail_msg("%s", rc ? err.text : "not stopped");
}

static unsigned part_of(size_t i, unsigned parts, bool hashed)
{
	return hashed ? (unsigned)(i * 2654435761u >> 7) % parts : (unsigned)(i * parts / docs);
}

/* Writes the documents of a part as they are, or as they were before; returns how many are new or changed. */
static uint64_t write_part(const char *path, unsigned part, unsigned parts, bool hashed, bool before,
			   bool grown)
{
	const struct doc last = { .id = (char *)(uintptr_t) "last",
				  .title = (char *)(uintptr_t) "",
				  .source = "" };
	struct mf_buf text = MF_BUF_INIT;
	uint64_t n = 0;

	for (size_t i = 0; i < docs; i++) {
		if (part_of(i, parts, hashed) != part || (!before && doc[i].deleted))
			continue;
		put(&text, &doc[i], before && doc[i].old ? doc[i].old : doc[i].text);
		n += !grown || doc[i].old;
	}
	put(&text, &last, "هذه الوثيقة لا يقرأها أحد");
	assert_int_equal(mf_file_replace(path, text.data, text.len, NULL), 0);
	mf_buf_release(&text);
	return n;
}

static void add_parts(const char *dir, unsigned parts, bool hashed, bool before, const struct mf_index *names)
{
	for (unsigned part = 0; part < parts; part++) {
		char *path = mf_printf("%s.%u.jsonl", dir, part);
		update(dir, path, write_part(path, part, parts, hashed, before, false), NULL, 0, names);
		free(path);
	}
}

static void grow(const char *dir, unsigned parts, bool hashed, const struct mf_index *names)
{
	const char **gone = mf_calloc(docs + 1, sizeof *gone);
	size_t n = 0;

	for (size_t i = 0; i < docs; i++)
		if (doc[i].deleted)
			gone[n++] = doc[i].id;
	add_parts(dir, parts, hashed, true, names);
	for (unsigned part = 0; part < parts; part++) {
		char *path = mf_printf("%s.%u.jsonl", dir, part);
		size_t from = n * part / parts, to = n * (part + 1) / parts;
		uint64_t changed = write_part(path, part, parts, hashed, false, true);
		if (changed)
			update(dir, path, changed, NULL, 0, names);
		if (from < to)
			update(dir, NULL, 0, gone + from, to - from, names);
		free(path);
	}
	free(gone);
}

struct mf_engine *cuts_index(const char *name, unsigned segments, bool hashed, bool grown)
{
	const char *source = getenv("top_srcdir"), *work = fixture_folder();
	char *articles = mf_printf("%s/corpus/articles", source ? source : ".");
	char *dir = mf_path_join(work, name);
	struct mf_engine *names, *e;
	static bool named;

	if (!named)
		make_index("names", articles);
	named = true;
	names = open_index("names");
	if (grown) {
		grow(dir, segments, hashed, mf_engine_index(names));
	} else {
		add_parts(dir, segments, hashed, false, mf_engine_index(names));
	}
	mf_engine_free(names);
	e = open_index(name);
	assert_true(mf_engine_index(e)->segments >= segments);
	free(articles);
	free(dir);
	return e;
}
