/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_cluster.c - shards that answer as one index, to the byte; questions and answers of any bytes; shards
 * that fall silent.  The shards live in this process: what is between them and the coordinator are bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/cluster/cluster.h"
#include "search/cluster/messages.h"
#include "search/cluster/worker.h"
#include "search/engine/complete.h"
#include "search/output/study_table.h"
#include "search/output/writer.h"
#include "search/study/study.h"
#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define SHARDS_MAX 30

static struct local {
	struct mf_worker *worker[SHARDS_MAX];
	size_t n;
	int silent;      /* number of the shard that does not answer; -1: all do */
	unsigned until;  /* it answers so many questions before it falls silent */
	unsigned damage; /* one of so many answers is damaged; 0: none */
	bool full;       /* the silent one says that there is too much to count */
	bool sealed;     /* as by somebody who makes the hash fit */
} local;

static int ask(void *self, const struct mf_question *question, size_t n, struct mf_reply *reply,
	       struct mf_error *err)
{
	struct local *l = self;
	struct mf_error full = MF_ERROR_INIT;

	(void)err;
	for (size_t i = 0; i < n; i++) {
		struct mf_buf answer = MF_BUF_INIT;
		if ((int)question[i].shard == l->silent && l->until-- == 0) {
			l->until = 0;
			if (!l->full) {
				reply[i].failure = mf_strdup("is not there");
				continue;
			}
			mf_error_set(&full, MF_E_LIMIT, "too much to count");
			mf_answer_error(&answer, MF_E_LIMIT, &full);
			mf_answer_end(&answer);
			reply[i].length = answer.len;
			reply[i].bytes = mf_buf_detach(&answer);
			continue;
		}
		mf_worker_answer(l->worker[question[i].shard], question[i].bytes, question[i].length,
				 &answer);
		if (l->damage && any(l->damage) == 0 && answer.len) {
			answer.data[any((uint32_t)answer.len)] ^= (char)(1 + any(255));
			if (any(4) == 0)
				answer.len = any((uint32_t)answer.len);
			if (l->sealed && answer.len > 8) {
				answer.len -= 8;
				mf_answer_end(&answer);
			}
		}
		reply[i].length = answer.len;
		reply[i].bytes = mf_buf_detach(&answer);
	}
	return 0;
}

static const struct mf_transport transport = { &local, ask };
static struct mf_engine *one;
static struct mf_cluster *cluster;

static void open_cluster(const char *archive, size_t shards)
{
	char *path = mf_path_join(fixture_folder(), archive);
	struct mf_error err = MF_ERROR_INIT;

	local = (struct local){ .silent = -1 };
	if (mf_cluster_open(&cluster, path, &transport, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < shards; i++) {
		char *member = mf_printf("%s/%s.%zu", fixture_folder(), archive, i);
		struct mf_worker *w;
		if (mf_worker_open(&w, path, member, &err) < 0)
			fail_msg("%s", err.text);
		local.worker[mf_worker_member(w)] = w;
		local.n++;
		free(member);
	}
	assert_int_equal(mf_cluster_shards(cluster), shards);
	free(path);
}

static void close_cluster(void)
{
	for (size_t i = 0; i < local.n; i++)
		mf_worker_close(local.worker[i]);
	mf_cluster_close(cluster);
	cluster = NULL;
}

/* Paths in the index are those from inside of the folder, wherever that is. */
static void index_folder(const char *name, const char *folder, const char *options)
{
	const char *build = getenv("top_builddir"), *dir = fixture_folder();

	shell("cd %s/%s && %s/mufahris-index -d %s/%s %s . >%s/.said 2>&1 || { cat %s/.said >&2; exit 1; }",
	      dir, folder, build ? build : "$OLDPWD", dir, name, options, dir, dir);
}

/* How documents are dealt to shards: by their number, in pieces one after another, or by a hash of their
 * names. */
enum deal { BY_NUMBER, IN_PIECES, BY_HASH };

/* Shards begin with what is deleted again. */
static void deal(const char *archive, size_t shards, enum deal how)
{
	static const char *const shard_of[] = { "NR % k", "int((NR - 1) * k / n)", "$1 % k" };
	const char *dir = fixture_folder(), *build = getenv("top_builddir");

	shell("cd %s && n=$(wc -l <list) && rm -rf parts && while read f; do echo $(echo $f | cksum | cut -d' ' -f1) $f; done <list >sums && "
	      "for s in $(seq 0 %zu); do "
	      "awk -v s=$s -v k=%zu -v n=$n '(%s) == s { print $2 }' sums >list.$s; mkdir -p parts/$s; "
	      "[ ! -s list.$s ] || (cd all && xargs tar -cf - <../list.$s) | tar -xf - -C parts/$s; done",
	      dir, shards - 1, shards, shard_of[how]);
	for (size_t i = 0; i < shards; i++) {
		char *name = mf_printf("%s.%zu", archive, i), *folder = mf_printf("parts/%zu", i);
		index_folder(name, folder, "");
		shell("cd %s/%s && xargs rm -f <../../gone", dir, folder);
		index_folder(name, folder, "--prune=all");
		free(folder);
		free(name);
	}
	shell("cd %s && %s/mufahris-index --statistics=%s $(seq -f %s.%%g 0 %zu) >.said 2>&1 || { cat .said >&2; exit 1; }",
	      dir, build ? build : "$OLDPWD", archive, archive, shards - 1);
}

/* The archive as one index, and its names: list; those that are deleted again: gone. */
static void make_one(void)
{
	const char *dir = fixture_folder();

	shell("cd %s && (cd all && find . -type f | LC_ALL=C sort) >list && awk 'NR %% 7 == 3' list >gone",
	      dir);
	index_folder("one", "all", "");
	shell("cd %s && cp -R all before && (cd all && rm $(cat ../gone))", dir);
	index_folder("one", "all", "--prune=all");
	shell("cd %s && rm -rf all && mv before all", dir);
	mf_engine_free(one);
	one = open_index("one");
}

static int set_up_archives(void **state)
{
	const char *src = getenv("top_srcdir"), *dir = fixture_folder();

	(void)state;
	shell("cp -R %s/corpus/articles %s/all && chmod -R u+w %s/all && "
	      "cd %s/all && cp $(find . -type f | LC_ALL=C sort | sed -n 5p) near-copy.txt",
	      src ? src : ".", dir, dir, dir);
	make_one();
	return 0;
}

/* So many that thirty shards have something: every article once more in each of two halves of its lines. */
static void add_halves(void)
{
	shell("cd %s/all && for f in $(find . -name '*.txt'); do for half in 0 1; do "
	      "awk -v half=$half 'NR < 9 || NR %% 2 == half' $f >${f%%.txt}-$half.txt; done; done",
	      fixture_folder());
	make_one();
}

static int tear_down_archives(void **state)
{
	(void)state;
	mf_engine_free(one);
	fixture_remove();
	return 0;
}

/* ---- the same answers ---- */

static void results_of(struct mf_engine *e, const struct mf_request *request, const char *id,
		       struct mf_buf *out)
{
	const struct mf_style style = { .explain = request->explain };
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	int rc = id ? mf_engine_document(e, request, id, &results, &err)
		    : mf_engine_search(e, request, &results, &err);

	mf_buf_reset(out);
	results.took_ms = 0;
	results.shards = 0; /* the one thing that may differ */
	if (rc < 0)
		mf_buf_printf(out, "%d %s", rc, strchr(err.text, ':') ? strchr(err.text, ':') : err.text);
	else
		mf_writer_write(&mf_writer_json, out, &style, &results);
	mf_results_release(&results);
}

static size_t compared;

static void same(const struct mf_request *request, const char *id)
{
	struct mf_buf wanted = MF_BUF_INIT, got = MF_BUF_INIT;

	results_of(one, request, id, &wanted);
	results_of(mf_cluster_engine(cluster), request, id, &got);
	if (strcmp(wanted.data, got.data) != 0)
		fail_msg("%s (facets %x, sort %d, offset %u)\n%s\n%s", request->query, request->facets,
			 request->sort, request->offset, wanted.data, got.data);
	compared++;
	mf_buf_release(&wanted);
	mf_buf_release(&got);
}

static const char *const queries[] = {
	"القوات",
	"انسحاب القوات",
	"\"الأمن الجماعي\"",
	"\"القوات الأجنبية\" -روسيا",
	"غاز OR وقود",
	"=الرئيس",
	"كازا*",
	"Tokayev",
	"2500",
	"title:قمة",
	"person:توكايف",
	"الكزاخستانية",
	"\"جملة لا توجد في أي نص\"",
	"\"الغاز الطبيعي\" OR \"لا يقف هذا في نص\"",
	"",
	"*",
	"-القوات",
	"القواات",
	"ليس في الأرشيف كلمةكهذه",
	"(غاز OR وقود) \"ألماتي\"~5 -موسكو",
	"الرئيس الروسي بوتين في موسكو",
	"و",
};

static void vary(struct mf_request *r)
{
	static const struct mf_entity_filter place = { "almaty,kazakhstan", MF_PLACE },
					     person = { "توكايف", -1 };
	static const char *const source[] = { "لا أحد" };

	r->today = mf_day_from_civil(2022, 1, 20);
	r->explain = any(3) == 0;
	r->facets = any(2) ? (1u << MF_FACETS) - 1 : any(1u << MF_FACETS);
	r->facet_limit = any(3) ? any(6) : 0;
	r->limit = 1 + any(12);
	r->offset = any(3) ? 0 : any(40);
	r->sort = any(3) ? MF_SORT_RELEVANCE : (enum mf_sort)any(3);
	r->by_document = any(4) == 0;
	r->show_duplicates = any(4) == 0;
	r->list_duplicates = !r->show_duplicates && any(2);
	r->ids_only = any(8) == 0;
	r->ranking.depth = any(5) ? 200 : 3;
	r->entity = any(2) ? &place : &person;
	r->entities = any(4) == 0;
	r->within_document = any(3) == 0;
	r->narrower = any(2);
	r->date = any(5) ? NULL : "2022-01";
	r->mentions = any(9) ? NULL : "2022-01-05..2022-01-11";
	r->source = source;
	r->sources = any(20) == 0;
}

static void compare_all(size_t random)
{
	struct mf_buf query = MF_BUF_INIT;

	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		for (int k = 0; k < 6; k++) {
			struct mf_request request;
			mf_request_init(&request);
			request.query = queries[i];
			if (k)
				vary(&request);
			same(&request, NULL);
		}
	for (size_t i = 0; i < random; i++) {
		struct mf_request request;
		mf_request_init(&request);
		vary(&request);
		random_query(one, &query);
		request.query = query.data;
		same(&request, NULL);
	}
	mf_buf_release(&query);
}

static void compare_documents(void)
{
	static const char *const ids[] = { "kazakhstan/last-plane.txt", "near-copy.txt", "nowhere.txt", "" };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		for (size_t q = 0; q < 6; q++) {
			struct mf_request request;
			mf_request_init(&request);
			request.query = queries[q];
			request.explain = true;
			same(&request, ids[i]);
		}
}

static void compare_completions(void)
{
	static const char *const typed[] = {
		"كاز", "القوات ا", "رئيس ال", "في ", "الأمن ال", "لاشيء ل", "tok"
	};

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct mf_completion wanted[10], got[10];
		struct mf_arena arena = MF_ARENA_INIT;
		size_t n, m;
		assert_int_equal(mf_engine_complete(one, typed[i], 10, &arena, wanted, &n, NULL), 0);
		assert_int_equal(
			mf_engine_complete(mf_cluster_engine(cluster), typed[i], 10, &arena, got, &m, NULL),
			0);
		assert_int_equal(n, m);
		for (size_t k = 0; k < n; k++) {
			assert_string_equal(wanted[k].text, got[k].text);
			assert_int_equal(wanted[k].count, got[k].count);
		}
		mf_arena_release(&arena);
	}
}

static int study_of(struct mf_engine *e, const struct mf_request *request, const struct mf_study_options *o,
		    struct mf_buf *out)
{
	const struct mf_style style = { .explain = false };
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_study study;
	int missing = 0;

	mf_buf_reset(out);
	if (mf_study_run(e, request, o, &arena, &study, &err) < 0) {
		mf_buf_addstr(out, err.text);
	} else {
		missing = (int)study.missings;
		study.shards = 0; /* the one thing that may differ */
		mf_study_write(&mf_writer_json, out, &style, &study);
		if (o->kind == MF_STUDY_CONCORDANCE)
			mf_study_write(&mf_writer_kwic, out, &style, &study);
	}
	mf_arena_release(&arena);
	return missing;
}

static void vary_study(struct mf_study_options *o)
{
	*o = (struct mf_study_options){
		.kind = (enum mf_study_kind)(MF_STUDY_NONE + 1 + any(MF_STUDIES - 1)),
		.names = 1 + any(7),
		.unit = (enum mf_study_unit)any(2),
		.period = (enum mf_study_period)any(3),
		.order = (enum mf_study_order)any(4),
		.ngram = MF_NGRAM_MIN + any(MF_NGRAM_MAX - MF_NGRAM_MIN + 1),
		.window = 1 + any(6),
		.context = 1 + any(8),
		.no_stop_words = any(2),
		.limit = any(3) ? 1 + any(30) : 100000,
		.offset = any(3) ? 0 : any(60),
	};
}

static size_t studied;

static void compare_studies(size_t n)
{
	struct mf_buf wanted = MF_BUF_INIT, got = MF_BUF_INIT, query = MF_BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		const size_t fixed = sizeof queries / sizeof *queries;
		struct mf_request request;
		struct mf_study_options o;
		mf_request_init(&request);
		vary(&request);
		vary_study(&o);
		random_query(one, &query);
		request.query = any(2) ? queries[any((uint32_t)fixed)] : query.data;
		study_of(one, &request, &o, &wanted);
		assert_int_equal(study_of(mf_cluster_engine(cluster), &request, &o, &got), 0);
		if (wanted.len != got.len || memcmp(wanted.data, got.data, got.len) != 0)
			fail_msg("%s of %s (unit %d, order %d, offset %zu)\n%s\n%s", mf_study_names[o.kind],
				 request.query, o.unit, o.order, o.offset, wanted.data, got.data);
		studied += strstr(got.data, "\"rows\":[{") != NULL;
	}
	mf_buf_release(&wanted);
	mf_buf_release(&got);
	mf_buf_release(&query);
}

static void compare_with(const char *archive, size_t shards, enum deal how, size_t random)
{
	deal(archive, shards, how);
	open_cluster(archive, shards);
	compare_all(random);
	compare_documents();
	compare_completions();
	compare_studies(random);
	close_cluster();
}

static size_t times(size_t quick)
{
	return getenv("MUFAHRIS_LONG") ? 2000 : quick;
}

static void three_dealt(void **state)
{
	(void)state;
	compare_with("dealt", 3, BY_NUMBER, times(150));
}

static void ten_pieces(void **state)
{
	(void)state;
	compare_with("pieces", 10, IN_PIECES, times(50));
	assert_true(compared > 400);
	assert_true(studied > 80);
}

/* By hash some shards have nothing at all. */
static void thirty(void **state)
{
	(void)state;
	compare_with("hashed", 30, BY_HASH, 20);
	if (!getenv("MUFAHRIS_LONG"))
		return;
	add_halves();
	compare_with("thirty", 30, IN_PIECES, 400);
	compare_with("many", 30, BY_HASH, 400);
}

/* ---- shards that fail ---- */

static void silent_shards(void **state)
{
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_request request;
	uint64_t all;

	(void)state;
	open_cluster("dealt", 3);
	mf_request_init(&request);
	request.query = "القوات \"الأمن الجماعي\"";
	request.facets = MF_FACETS_DEFAULT;
	assert_int_equal(mf_engine_search(mf_cluster_engine(cluster), &request, &results, &err), 0);
	assert_int_equal(results.missings, 0);
	assert_int_equal(results.shards, 3);
	all = results.total;
	/* before the first question, between finding and showing, and so on: the answer is of the same two
	 * shards */
	for (unsigned until = 0; until < 3; until++) {
		local.silent = 1;
		local.until = until;
		assert_int_equal(mf_engine_search(mf_cluster_engine(cluster), &request, &results, &err), 0);
		assert_int_equal(results.missings, 1);
		assert_string_equal(results.missing[0], "shard 2: is not there");
		assert_true(results.total < all && results.total > 0);
		for (size_t i = 0; i < results.hits; i++)
			assert_non_null(results.hit[i].document);
	}
	local.silent = -1;
	assert_int_equal(mf_engine_search(mf_cluster_engine(cluster), &request, &results, &err), 0);
	assert_int_equal(results.missings, 0);
	assert_int_equal(results.total, all);
	mf_results_release(&results);
	close_cluster();
}

/* A study counts the same shards in all its parts: here the lines of a concordance, found and then shown. */
static void silent_in_studies(void **state)
{
	struct mf_buf first = MF_BUF_INIT, later = MF_BUF_INIT, all = MF_BUF_INIT;
	struct mf_study_options o = { .kind = MF_STUDY_CONCORDANCE, .context = 5, .limit = 1000 };
	struct mf_request request;

	(void)state;
	open_cluster("dealt", 3);
	mf_request_init(&request);
	request.query = "القوات";
	assert_int_equal(study_of(mf_cluster_engine(cluster), &request, &o, &all), 0);
	local.silent = 1;
	local.until = 0;
	assert_int_equal(study_of(mf_cluster_engine(cluster), &request, &o, &first), 1);
	local.until = 1;
	assert_int_equal(study_of(mf_cluster_engine(cluster), &request, &o, &later), 1);
	assert_string_equal(first.data, later.data);
	assert_non_null(strstr(later.data, "1 of 3 shards do not answer (shard 2: is not there)"));
	assert_true(first.len < all.len);
	local.until = 0; /* what cannot be counted exactly is refused, not left out */
	local.full = true;
	assert_int_equal(study_of(mf_cluster_engine(cluster), &request, &o, &later), 0);
	assert_string_equal(later.data, "too much to count");
	mf_buf_release(&first);
	mf_buf_release(&later);
	mf_buf_release(&all);
	close_cluster();
}

/* Answers that are damaged on the way: the shard is missing, the others' answer is whole. */
static void damaged_answers(void **state)
{
	size_t failed = 0;

	(void)state;
	open_cluster("dealt", 3);
	for (unsigned i = 0; i < (getenv("MUFAHRIS_LONG") ? 20000 : 400); i++) {
		struct mf_results results = MF_RESULTS_INIT;
		struct mf_error err = MF_ERROR_INIT;
		struct mf_request request;
		struct mf_buf out = MF_BUF_INIT;
		const struct mf_style style = { .explain = false };
		mf_request_init(&request);
		vary(&request);
		request.query = queries[any(sizeof queries / sizeof *queries)];
		local.damage = 4;
		local.sealed = i % 2;
		if (mf_engine_search(mf_cluster_engine(cluster), &request, &results, &err) == 0)
			mf_writer_write(&mf_writer_json, &out, &style, &results);
		failed += results.missings || *err.text;
		mf_buf_release(&out);
		mf_results_release(&results);
	}
	assert_true(failed > 20);
	close_cluster();
}

static void damaged_studies(void **state)
{
	struct mf_buf out = MF_BUF_INIT;
	size_t failed = 0;

	(void)state;
	open_cluster("dealt", 3);
	local.damage = 2;
	for (unsigned i = 0; i < (getenv("MUFAHRIS_LONG") ? 20000 : 400); i++) {
		struct mf_study_options o;
		struct mf_request request;
		mf_request_init(&request);
		vary_study(&o);
		request.query = queries[any(6)];
		local.sealed = i % 2;
		failed += study_of(mf_cluster_engine(cluster), &request, &o, &out) != 0;
	}
	assert_true(failed > 20);
	mf_buf_release(&out);
	close_cluster();
}

/* Questions are answered whatever they are. */
static void any_question(void **state)
{
	struct mf_buf answer = MF_BUF_INIT;
	char bytes[64] = "mfq1";

	(void)state;
	open_cluster("dealt", 3);
	for (unsigned i = 0; i < 20000; i++) {
		size_t len = any(sizeof bytes - 4) + 4;
		for (size_t k = 4; k < len; k++)
			bytes[k] = (char)(any(3) ? any(4) : any(256));
		mf_worker_answer(local.worker[0], bytes, len, &answer);
		assert_true(answer.len > 5 && memcmp(answer.data, "mfa1", 4) == 0);
	}
	mf_buf_release(&answer);
	close_cluster();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_dealt),     cmocka_unit_test(ten_pieces),
		cmocka_unit_test(silent_shards),   cmocka_unit_test(silent_in_studies),
		cmocka_unit_test(damaged_answers), cmocka_unit_test(damaged_studies),
		cmocka_unit_test(any_question),    cmocka_unit_test(thirty),
	};

	return cmocka_run_group_tests(tests, set_up_archives, tear_down_archives);
}
