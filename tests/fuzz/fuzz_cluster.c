/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as changes to what the shards of a cluster are asked and answer: whoever reads that answers,
 * refuses, or does without the shard, and what is printed stays UTF-8.
 *
 * Two shards and their coordinator live in this process.  The first byte of input chooses what is searched,
 * the second whether a question or an answer is changed, and the how manyth; every four after it are one
 * change: where, what is done there, and a byte.  Answers mostly get a hash that fits again. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/cluster/cluster.h"
#include "search/cluster/messages.h"
#include "search/cluster/worker.h"
#include "search/output/study_table.h"
#include "search/output/writer.h"
#include "search/study/study.h"
#include "tests/fuzz/fuzz.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/libc/varint.h"

#define SHARDS 2
#define CHANGES 64
#define HASH_BYTES 8

const struct mf_fuzz_seeds mf_fuzz_seeds = { "tests/fuzz/cluster.txt", 1, 30 };

static void check(int holds)
{
	if (!holds)
		abort();
}

/* ---- two shards ---- */

static struct {
	char folder[32];
	struct mf_worker *worker[SHARDS];
	struct mf_cluster *cluster;
	struct mf_transport transport;
	/* of the input in hand */
	const uint8_t *change;
	size_t changes;
	unsigned left; /* messages before the one that is changed */
	bool question; /* a question is changed, else an answer */
	bool whole;    /* the bytes of the input stand in place of the message */
} fixture;

static void remove_fixture(void)
{
	mf_cluster_close(fixture.cluster);
	for (size_t i = 0; i < SHARDS; i++)
		mf_worker_close(fixture.worker[i]);
	mf_remove_tree(fixture.folder, NULL);
}

static void run(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void run(const char *format, ...)
{
	char command[2000];
	va_list args;

	va_start(args, format);
	check(vsnprintf(command, sizeof command, format, args) < (int)sizeof command);
	va_end(args);
	check(system(command) == 0);
}

/* ---- changes ---- */

/* One change: a byte becomes another, comes between, or many are taken out or stand twice. */
static void change_once(struct mf_buf *bytes, const uint8_t *c)
{
	struct mf_buf old = *bytes;
	size_t at = (c[0] | (size_t)(c[1] & 127) << 8) % (old.len + 1),
	       n = c[3] < old.len - at ? c[3] : old.len - at;

	if (c[1] & 128) /* from the end */
		at = old.len - at, n = n < old.len - at ? n : old.len - at;
	*bytes = (struct mf_buf)MF_BUF_INIT;
	mf_buf_add(bytes, old.data, at);
	if (c[2] % 4 == 0)
		mf_buf_add(bytes, old.data + (at < n ? 0 : at - n), n);
	else if (c[2] % 4 != 1 || !n)
		mf_buf_addch(bytes, (char)c[3]);
	n = c[2] % 4 == 1 ? n : c[2] % 4 == 2 ? at < old.len : 0;
	mf_buf_add(bytes, old.data + at + n, old.len - at - n);
	mf_buf_release(&old);
}

static void change(struct mf_buf *bytes)
{
	if (fixture.whole) {
		mf_buf_reset(bytes);
		mf_buf_addstr(bytes, fixture.question ? "mfq1" : "mfa1");
		mf_buf_add(bytes, fixture.change, fixture.changes * 4);
	}
	for (size_t i = 0; !fixture.whole && i < fixture.changes; i++)
		change_once(bytes, fixture.change + 4 * i);
}

/* The plan is left out, so that a question that was changed is not refused for that alone. */
static void without_plan(struct mf_buf *to, const struct mf_question *q)
{
	const unsigned char *at = (const unsigned char *)q->bytes + 4, *end = at - 4 + q->length;
	uint64_t kind = 0, generation = 0, plan = 0;

	at = mf_varint_get(at, end, &kind);
	at = mf_varint_get(at, end, &generation);
	at = mf_varint_get(at, end, &plan);
	mf_buf_add(to, q->bytes, 4);
	mf_buf_varint(to, kind);
	mf_buf_varint(to, generation);
	mf_buf_varint(to, 0);
	mf_buf_add(to, at, (size_t)(end - at));
}

static void answer_one(const struct mf_question *q, bool changed, struct mf_buf *answer)
{
	struct mf_buf question = MF_BUF_INIT;

	if (changed && fixture.question) {
		without_plan(&question, q);
		change(&question);
	} else {
		mf_buf_add(&question, q->bytes, q->length);
	}
	mf_worker_answer(fixture.worker[q->shard], question.data, question.len, answer);
	mf_buf_release(&question);
	check(answer->len > HASH_BYTES);
	if (!changed || fixture.question)
		return;
	if (fixture.changes % 8 == 7) { /* damage that the hash tells */
		change(answer);
		return;
	}
	answer->len -= HASH_BYTES;
	change(answer);
	mf_answer_end(answer);
}

static int ask(void *self, const struct mf_question *question, size_t n, struct mf_reply *reply,
	       struct mf_error *err)
{
	(void)self, (void)err;
	for (size_t i = 0; i < n; i++) {
		struct mf_buf answer = MF_BUF_INIT;
		answer_one(&question[i], fixture.left-- == 0, &answer);
		reply[i].length = answer.len;
		reply[i].bytes = mf_buf_detach(&answer);
	}
	return 0;
}

static void make_fixture(void)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir"), *dir = fixture.folder;
	char *archive;

	strcpy(fixture.folder, "/tmp/mufahris-fuzz-XXXXXX");
	check(mkdtemp(fixture.folder) != NULL);
	atexit(remove_fixture);
	top = top ? top : ".";
	build = build ? build : ".";
	run("%s/mufahris-index -d %s/0 %s/corpus/articles/kazakhstan >%s/said 2>&1 &&"
	    " %s/mufahris-index -d %s/1 %s/corpus/articles/lebanon >%s/said 2>&1 &&"
	    " %s/mufahris-index --statistics=%s/all %s/0 %s/1 >%s/said 2>&1",
	    build, dir, top, dir, build, dir, top, dir, build, dir, dir, dir, dir);
	archive = mf_path_join(dir, "all");
	fixture.transport = (struct mf_transport){ &fixture, ask };
	check(mf_cluster_open(&fixture.cluster, archive, &fixture.transport, NULL) == 0);
	for (size_t i = 0; i < SHARDS; i++) {
		char *member = mf_printf("%s/%zu", dir, i);
		struct mf_worker *w;
		check(mf_worker_open(&w, archive, member, NULL) == 0);
		fixture.worker[mf_worker_member(w)] = w;
		free(member);
	}
	free(archive);
}

/* ---- what is searched ---- */

static void is_text(const struct mf_buf *out)
{
	size_t bad;

	check(mf_utf8_valid(out->data, out->len, &bad));
}

static void search(const struct mf_request *request, const char *id)
{
	const struct mf_style style = { .explain = request->explain };
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct mf_engine *e = mf_cluster_engine(fixture.cluster);
	int rc = id ? mf_engine_document(e, request, id, &results, &err)
		    : mf_engine_search(e, request, &results, &err);

	if (rc == 0) {
		mf_writer_write(&mf_writer_json, &out, &style, &results);
		is_text(&out);
		mf_writer_write(&mf_writer_text, &out, &style, &results);
	}
	mf_buf_release(&out);
	mf_results_release(&results);
}

static void study(const struct mf_request *request, enum mf_study_kind kind)
{
	const struct mf_study_options o = {
		.kind = kind, .ngram = 2, .window = 3, .context = 3, .limit = 50, .period = MF_PERIOD_MONTH
	};
	const struct mf_style style = { .explain = false };
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct mf_study s;

	if (mf_study_run(mf_cluster_engine(fixture.cluster), request, &o, &arena, &s, NULL) == 0) {
		mf_study_write(&mf_writer_json, &out, &style, &s);
		is_text(&out);
		mf_study_write(&mf_writer_text, &out, &style, &s);
	}
	mf_buf_release(&out);
	mf_arena_release(&arena);
}

static void complete(void)
{
	struct mf_completion got[10];
	struct mf_arena arena = MF_ARENA_INIT;
	size_t n;

	mf_engine_complete(mf_cluster_engine(fixture.cluster), "القوات ا", 10, &arena, got, &n, NULL);
	mf_arena_release(&arena);
}

/* a: all that is shown; b: a quotation; c: by date, copies named; d: documents, by an entity; e: whole; f:
 * completion; g: sources; h and on: studies. */
static void search_for(unsigned what)
{
	static const struct mf_entity_filter place = { "almaty,kazakhstan", MF_PLACE };
	static const char *const source[] = { "الجريدة" };
	struct mf_request r;

	mf_request_init(&r);
	r.query = what == 1 ? "\"الأمن الجماعي\" غاز" : "القوات";
	r.explain = what == 0;
	r.facets = what == 2 ? 0 : (1u << MF_FACETS) - 1;
	r.sort = what == 2 ? MF_SORT_NEWEST : MF_SORT_RELEVANCE;
	r.list_duplicates = what == 2;
	r.by_document = what == 3;
	r.entity = &place;
	r.entities = what == 3;
	r.source = source;
	r.sources = what == 6;
	if (what == 5)
		complete();
	else if (what > 6)
		study(&r, (enum mf_study_kind)(what - 6));
	else
		search(&r, what == 4 ? "kazakhstan/last-plane.txt" : NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!fixture.cluster)
		make_fixture();
	if (size < 2)
		return 0;
	fixture.change = data + 2;
	fixture.changes = (size - 2) / 4 < CHANGES ? (size - 2) / 4 : CHANGES;
	fixture.question = data[1] & 1;
	fixture.left = data[1] >> 1 & 7;
	fixture.whole = data[1] >> 4 == 4;
	search_for((unsigned)(data[0] + 256 - 'a') % (6 + MF_STUDIES));
	return 0;
}
