/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One bit of an index changes, anywhere: a request is answered as before, or with an error that names the
 * remedy, and never otherwise.  A writer that meets such an index leaves one that answers rightly, or fails.
 *
 * With MUFAHRIS_LONG set it is 5,000 bits; MUFAHRIS_BITS sets their number, MUFAHRIS_DAMAGE_SEED another row.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/store/verify.h"
#include "search/engine/complete.h"
#include "search/engine/engine.h"
#include "search/output/study_table.h"
#include "search/output/writer.h"
#include "search/study/study.h"
#include "tests/unit/damage_fixture.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

#define BITS 400
#define BITS_LONG 5000
#define WRITES 40  /* one copy of so many is also written to */
#define SECONDS 60 /* machines under load and sanitizers are slow */

/* ---- requests and their answers ---- */

static const char *const query[] = {
	"الرئيس قال",    "\"مجلس الوزراء\"",   "توكاييف -روسيا",  "ال*", "مدن OR بلدان",
	"entity:ألماتي", "\"الرئيس روسيا\"~9", "title:كازاخستان", "",    "الرءيس"
};
enum { QUERIES = sizeof query / sizeof *query, SHOWN = 2, COMPLETIONS = 2 };
#define REQUESTS (QUERIES + MF_STUDIES - 1 + SHOWN + COMPLETIONS)

static struct mf_buf right[REQUESTS];
static char shown[SHOWN][256]; /* ids of documents */

static void take_results(struct mf_results *results, struct mf_buf *out)
{
	const struct mf_style style = { .explain = true };

	results->took_ms = 0;
	mf_writer_write(&mf_writer_json, out, &style, results);
}

static int search(struct mf_engine *e, size_t i, struct mf_buf *out, struct mf_error *err)
{
	static const struct mf_entity_filter entity[] = { { "كازاخستان", -1 } };
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_request request;
	int rc;

	mf_request_init(&request);
	request.query = query[i];
	request.explain = i % 2;
	request.limit = 50;
	request.facets = i % 3 ? 0 : (1u << MF_FACETS) - 1;
	request.sort = i % 4 == 3 ? MF_SORT_NEWEST : MF_SORT_RELEVANCE;
	request.by_document = i % 4 == 2;
	request.mentions = i == 2 || i == 8 ? "2000..2030" : NULL;
	request.date = i == 3 ? "2010..2030" : NULL;
	request.entity = entity;
	request.entities = i == 0 || i == 4;
	request.within_document = i == 4;
	rc = mf_engine_search(e, &request, &results, err);
	if (rc == 0)
		take_results(&results, out);
	mf_results_release(&results);
	return rc;
}

static int study(struct mf_engine *e, size_t kind, struct mf_buf *out, struct mf_error *err)
{
	const struct mf_study_options o = { .kind = (enum mf_study_kind)kind,
					    .unit = MF_UNIT_STEMS,
					    .ngram = 2,
					    .window = 5,
					    .context = 6,
					    .order = MF_ORDER_NEXT,
					    .limit = 50 };
	const struct mf_style style = { .explain = false };
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_request request;
	struct mf_study table;
	int rc;

	mf_request_init(&request);
	request.query = "الرئيس";
	rc = mf_study_run(e, &request, &o, &arena, &table, err);
	if (rc == 0)
		mf_study_write(&mf_writer_json, out, &style, &table);
	mf_arena_release(&arena);
	return rc;
}

static int show(struct mf_engine *e, size_t i, struct mf_buf *out, struct mf_error *err)
{
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_request request;
	int rc;

	mf_request_init(&request);
	request.query = "الرئيس";
	rc = mf_engine_document(e, &request, shown[i], &results, err);
	if (rc == 0)
		take_results(&results, out);
	mf_results_release(&results);
	return rc;
}

static int complete(struct mf_engine *e, size_t i, struct mf_buf *out, struct mf_error *err)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_completion found[10];
	size_t n = 0;
	int rc = mf_engine_complete(e, i ? "وزير الخ" : "الر", 10, &arena, found, &n, err);

	for (size_t k = 0; k < n; k++)
		mf_buf_printf(out, "%s %llu\n", found[k].text, (unsigned long long)found[k].count);
	mf_arena_release(&arena);
	return rc;
}

static int ask_one(struct mf_engine *e, size_t i, struct mf_buf *out, struct mf_error *err)
{
	if (i < QUERIES)
		return search(e, i, out, err);
	i -= QUERIES;
	if (i < MF_STUDIES - 1)
		return study(e, i + 1, out, err);
	i -= MF_STUDIES - 1;
	return i < SHOWN ? show(e, i, out, err) : complete(e, i - SHOWN, out, err);
}

/* What an error says is part of the answer. */
static int ask(struct mf_engine *e, size_t i, struct mf_buf *out, struct mf_error *err)
{
	int rc = ask_one(e, i, out, err);

	if (rc < 0)
		mf_buf_printf(out, "%s (%s)", err->text, err->hint);
	return rc;
}

static void take_right_answers(void)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_engine *e;

	assert_int_equal(mf_engine_open(&e, damage_index, &err), 0);
	for (size_t i = 0; i < SHOWN; i++) {
		const struct mf_documents *d = &mf_engine_index(e)->segment[i].documents;
		size_t len;
		const char *id = mf_documents_id(d, d->n / 2, &len);
		snprintf(shown[i], sizeof *shown, "%.*s", (int)len, id);
	}
	for (size_t i = 0; i < REQUESTS; i++) {
		right[i] = (struct mf_buf)MF_BUF_INIT;
		if (ask(e, i, &right[i], &err) < 0 && err.code != MF_E_LIMIT)
			fail_msg("request %zu: %s", i, err.text);
		assert_true(right[i].len > 0);
	}
	mf_engine_free(e);
}

/* ---- what becomes of them ---- */

enum outcome { SAME, TOLD, OTHER, MUTE };

static enum outcome judge(int rc, const struct mf_error *err, const struct mf_buf *got,
			  const struct mf_buf *wanted)
{
	bool same = got->len == wanted->len && memcmp(got->data, wanted->data, got->len) == 0;

	if (rc < 0 && !same)
		return (rc == MF_E_CORRUPT || rc == MF_E_VERSION || rc == MF_E_NOTFOUND) && *err->text &&
				       *err->hint
			       ? TOLD
			       : MUTE;
	return same ? SAME : OTHER;
}

/* The worst that becomes of any request. */
static enum outcome ask_all(const char *dir)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf got = MF_BUF_INIT;
	enum outcome worst = SAME;
	struct mf_engine *e;
	int rc = mf_engine_open(&e, dir, &err);

	if (rc < 0)
		return judge(rc, &err, &got, &right[0]);
	for (size_t i = 0; i < REQUESTS; i++) {
		enum outcome one;
		mf_buf_reset(&got);
		err = (struct mf_error)MF_ERROR_INIT;
		rc = ask(e, i, &got, &err);
		one = judge(rc, &err, &got, &right[i]);
		if (one >= OTHER)
			print_message("# request %zu: %d %s (%s)\n", i, rc, err.text, err.hint);
		worst = one > worst ? one : worst;
	}
	mf_engine_free(e);
	mf_buf_release(&got);
	return worst;
}

/* In a child: it must end by itself.  -1: it did not. */
static int outcome_of(const char *dir)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
		for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) /* cmocka would go on */
			signal(fatal[i], SIG_DFL);
		alarm(SECONDS);
		_exit((int)ask_all(dir));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status))
		print_message("# signal %d\n", WTERMSIG(status));
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Indexes what is indexed already, which changes nothing: the copy answers as before, or the writer has
 * failed with one line. */
static bool writer_is_right(void)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	char *copy = mf_path_join(damage_folder, "copy"), *log = mf_path_join(damage_folder, "log");
	struct mf_buf said = MF_BUF_INIT;
	char command[4096];
	int status, outcome;
	bool well;

	snprintf(command, sizeof command,
		 "rm -rf '%s' && cp -r '%s' '%s' && timeout %d '%s/mufahris-index' -d '%s' --shards=1 "
		 "'%s/corpus/articles/agency.jsonl' 2>'%s' >/dev/null",
		 copy, damage_index, copy, SECONDS, build ? build : ".", copy, top ? top : ".", log);
	status = system(command);
	assert_int_equal(mf_file_read(log, MF_BUF_CEILING, &said, NULL), 0);
	well = WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 2) &&
	       !strstr(said.data, "stopped by a fault");
	if (well && WEXITSTATUS(status) == 2)
		well = strchr(said.data, '\n') == said.data + said.len - 1;
	outcome = well && WEXITSTATUS(status) == 0 ? outcome_of(copy) : TOLD;
	if (!well || outcome < SAME || outcome > TOLD)
		print_message("# writer: status %d, then %d: %s\n", WEXITSTATUS(status), outcome, said.data);
	mf_buf_release(&said);
	free(copy);
	free(log);
	return well && (outcome == SAME || outcome == TOLD);
}

static size_t bits(void)
{
	const char *wanted = getenv("MUFAHRIS_BITS");

	return wanted ? strtoul(wanted, NULL, 10) : getenv("MUFAHRIS_LONG") ? BITS_LONG : BITS;
}

static void flip(struct mf_buf *b, size_t bit)
{
	b->data[bit / 8] = (char)(b->data[bit / 8] ^ 1 << bit % 8);
}

/* The file with one bit changed, made in *b. */
static void put_flipped(const struct damage_file *f, struct mf_buf *b, size_t bit)
{
	mf_buf_reset(b);
	mf_buf_add(b, f->bytes.data, f->bytes.len);
	flip(b, bit);
	damage_put(f, b);
}

/* Half of the bits are anywhere in a file, so that small files have their share; the others at the ends of
 * files, where tables and footers are. */
static void a_changed_bit_is_no_other_answer(void **state)
{
	const char *seed = getenv("MUFAHRIS_DAMAGE_SEED");
	size_t n = bits(), count[4] = { 0, 0, 0, 0 }, wrong = 0, writes = 0;
	struct mf_buf b = MF_BUF_INIT;

	(void)state;
	take_right_answers();
	assert_int_equal(outcome_of(damage_index), SAME);
	damage_seed(seed ? strtoul(seed, NULL, 10) : 7);
	for (size_t i = 0; i < n; i++) {
		const struct damage_file *f = &damage_files[i % damage_files_n];
		size_t bit = damage_roll(f->bytes.len * 8);
		int outcome;
		if (!f->bytes.len)
			continue;
		if (i % 4 == 0 && f->bytes.len > 400)
			bit = (f->bytes.len - 1 - damage_roll(400)) * 8 + bit % 8;
		put_flipped(f, &b, bit);
		outcome = outcome_of(damage_index);
		if (outcome >= SAME && outcome <= MUTE)
			count[outcome]++;
		if (outcome < SAME || outcome > TOLD) {
			print_message("# %s, bit %zu: outcome %d\n", f->name, bit, outcome);
			wrong++;
		}
		if (i % WRITES == WRITES / 2 && writes++ < 50 && !writer_is_right()) {
			print_message("# %s, bit %zu\n", f->name, bit);
			wrong++;
		}
		damage_put(f, &f->bytes);
	}
	print_message("# %zu bits: %zu as before, %zu told, %zu other answers, %zu without remedy\n", n,
		      count[SAME], count[TOLD], count[OTHER], count[MUTE]);
	mf_buf_release(&b);
	for (size_t i = 0; i < REQUESTS; i++)
		mf_buf_release(&right[i]);
	assert_int_equal(wrong, 0);
	assert_true(count[TOLD] > n / 4);
}

/* A whole file of another generation, sound in itself, in the place of this one's. */
static void files_of_another_generation_are_told(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	const struct damage_file *stub = &damage_files[damage_manifest + 1];
	struct mf_buf other = MF_BUF_INIT;
	struct mf_engine *e;
	char *at;

	(void)state;
	mf_buf_add(&other, stub->bytes.data, stub->bytes.len);
	at = strstr(other.data, "manifest-") + strlen("manifest-");
	at[5] = '2'; /* the generation before, which is kept for readers */
	assert_string_not_equal(other.data, stub->bytes.data);
	damage_put(stub, &other);
	assert_int_equal(mf_engine_open(&e, damage_index, &err), MF_E_CORRUPT);
	assert_non_null(strstr(err.hint, "--rebuild"));
	damage_put(stub, &stub->bytes);
	mf_buf_release(&other);
}

/* Takes all steps; the status of the last. */
static int verify_by_steps(const struct mf_manifest *m, struct mf_error *err)
{
	struct mf_verify *v = mf_verify_new(m, damage_index);
	int rc;

	while ((rc = mf_verify_step(v, err)) == 1)
		;
	mf_verify_free(v);
	return rc;
}

static void tables_are_verified_by_steps(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf b = MF_BUF_INIT;
	struct mf_manifest m;
	size_t tables = 0;

	(void)state;
	assert_int_equal(mf_manifest_read(&m, damage_index, &err), 0);
	assert_int_equal(verify_by_steps(&m, &err), 0);
	for (size_t i = 0; i < damage_files_n; i++) {
		const struct damage_file *f = &damage_files[i];
		if (!strstr(f->name, "/db/") || !f->bytes.len)
			continue;
		put_flipped(f, &b, damage_roll(f->bytes.len * 8));
		assert_int_equal(verify_by_steps(&m, &err), MF_E_CORRUPT);
		assert_non_null(strstr(err.text, f->name));
		assert_non_null(strstr(err.hint, "--rebuild"));
		damage_put(f, &f->bytes);
		tables++;
	}
	assert_true(tables >= 4);
	mf_manifest_release(&m);
	mf_buf_release(&b);
}

/* Of small tables a changed bit is told when the index is opened, before Xapian trusts them. */
static void a_changed_table_is_told_at_open(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf b = MF_BUF_INIT;
	struct mf_engine *e;
	size_t tables = 0;

	(void)state;
	for (size_t i = 0; i < damage_files_n; i++) {
		const struct damage_file *f = &damage_files[i];
		if (!strstr(f->name, "/db/") || !f->bytes.len)
			continue;
		put_flipped(f, &b, f->bytes.len * 8 - 1); /* where opening a database never reads */
		assert_int_equal(mf_engine_open(&e, damage_index, &err), MF_E_CORRUPT);
		assert_non_null(strstr(err.text, f->name));
		assert_non_null(strstr(err.text, "its content has changed"));
		assert_non_null(strstr(err.hint, "--rebuild"));
		damage_put(f, &f->bytes);
		tables++;
	}
	assert_true(tables >= 4);
	mf_buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_of_another_generation_are_told),
		cmocka_unit_test(a_changed_table_is_told_at_open),
		cmocka_unit_test(tables_are_verified_by_steps),
		cmocka_unit_test(a_changed_bit_is_no_other_answer),
	};

	return cmocka_run_group_tests(tests, damage_make, damage_unmake);
}
