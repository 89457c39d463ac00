/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index is untrusted: damaged at random, or by someone who keeps its sizes and hashes right, it may
 * give an error or wrong results, but never a crash or a hang; --check finds every bit that changed.
 * Only Xapian's own tables are not safe from someone who makes the hashes right.
 *
 * MUFAHRIS_DAMAGE sets the number of damaged copies, MUFAHRIS_DAMAGE_SEED another row of them. */
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

#include "indexer/analysis/names/gazetteer_private.h"
#include "search/engine/engine.h"
#include "search/engine/complete.h"
#include "search/study/study.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define COPIES 200
#define FLIPS 500
#define WRITES 16  /* one copy of so many is also written to */
#define SECONDS 20 /* a copy may take so long: machines under load and sanitizers are slow */

struct file {
	char *name, *path;
	struct mf_buf bytes; /* as it should be */
};

static char folder[] = "/tmp/mufahris-damage-XXXXXX";
static char *index_dir;
static struct file *files;
static size_t files_n, manifest_at;

/* ---- dice ---- */

static uint64_t dice_state = 0x2545f4914f6cdd1d;

static size_t roll(size_t sides)
{
	dice_state ^= dice_state >> 12;
	dice_state ^= dice_state << 25;
	dice_state ^= dice_state >> 27;
	return sides ? (size_t)(dice_state * 0x2545f4914f6cdd1d >> 33) % sides : 0;
}

/* ---- the index ---- */

static void shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void shell(const char *format, ...)
{
	va_list arguments;
	char command[4096];

	va_start(arguments, format);
	assert_true(vsnprintf(command, sizeof command, format, arguments) < (int)sizeof command);
	va_end(arguments);
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void load(const char *name)
{
	struct file *f;
	size_t cap = files_n;

	files = mf_grow(files, &cap, files_n + 1, sizeof *files);
	f = &files[files_n++];
	*f = (struct file){ mf_strdup(name), mf_path_join(index_dir, name), MF_BUF_INIT };
	assert_int_equal(mf_file_read(f->path, MF_BUF_CEILING, &f->bytes, NULL), 0);
}

/* Two segments, one of them with a deleted document. */
static int make(void **state)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	struct mf_manifest m;
	struct mf_index *index;
	const char *id;
	size_t len;

	(void)state;
	top = top ? top : ".";
	build = build ? build : ".";
	assert_non_null(mkdtemp(folder));
	index_dir = mf_path_join(folder, "db");
	shell("'%s/mufahris-index' -d '%s' '%s/corpus/articles/kazakhstan'", build, index_dir, top);
	shell("'%s/mufahris-index' -d '%s' '%s/corpus/articles/agency.jsonl'", build, index_dir, top);
	assert_int_equal(mf_index_open(&index, index_dir, NULL), 0);
	id = mf_documents_id(&index->segment[0].documents, 0, &len);
	shell("'%s/mufahris-index' -d '%s' --delete='%.*s'", build, index_dir, (int)len, id);
	mf_index_close(index);
	assert_int_equal(mf_manifest_read(&m, index_dir, NULL), 0);
	for (size_t i = 0; i < m.files_n; i++)
		load(m.file[i].name);
	manifest_at = files_n;
	id = mf_printf("manifest-%06u", m.generation);
	load(id);
	free((char *)(uintptr_t)id);
	load("XAPIANDB");
	mf_manifest_release(&m);
	return 0;
}

static int unmake(void **state)
{
	(void)state;
	for (size_t i = 0; i < files_n; i++) {
		free(files[i].name);
		free(files[i].path);
		mf_buf_release(&files[i].bytes);
	}
	free(files);
	mf_remove_tree(folder, NULL);
	free(index_dir);
	return 0;
}

static void put(const struct file *f, const struct mf_buf *bytes)
{
	FILE *out = fopen(f->path, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes->data, 1, bytes->len, out), bytes->len);
	assert_int_equal(fclose(out), 0);
}

/* ---- what a reader does ---- */

static void probe(void)
{
	static const struct mf_entity_filter entity[] = { { "كازاخستان", -1 } };
	static const char *const query[] = {
		"الرئيس قال",    "\"مجلس الوزراء\"",   "توكاييف -روسيا",  "ال*", "مدن OR بلدان",
		"entity:ألماتي", "\"الرئيس روسيا\"~9", "title:كازاخستان", ""
	};
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_completion completion[10];
	struct mf_request request;
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_engine *e;

	if (mf_engine_open(&e, index_dir, &err) < 0)
		return;
	for (size_t i = 0; i < sizeof query / sizeof *query; i++) {
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
		mf_engine_search(e, &request, &results, &err);
	}
	mf_request_init(&request);
	request.query = "الرئيس";
	for (int kind = MF_STUDY_FREQ; kind < MF_STUDIES; kind++) {
		struct mf_study_options o = { .kind = (enum mf_study_kind)kind,
					      .unit = MF_UNIT_STEMS,
					      .ngram = 2,
					      .window = 5,
					      .context = 6,
					      .order = MF_ORDER_NEXT,
					      .limit = 50 };
		struct mf_study study;
		mf_study_run(e, &request, &o, &arena, &study, &err);
	}
	for (size_t s = 0; s < mf_engine_index(e)->segments; s++) {
		const struct mf_documents *d = &mf_engine_index(e)->segment[s].documents;
		size_t len;
		const char *id = mf_documents_id(d, d->n / 2, &len);
		mf_engine_document(e, &request, mf_arena_strndup(&arena, id, len), &results, &err);
	}
	mf_engine_complete(e, "الر", 10, &arena, completion);
	mf_engine_complete(e, "وزير الخ", 10, &arena, completion);
	mf_results_release(&results);
	mf_engine_free(e);
	mf_arena_release(&arena);
}

/* Runs the probe in a child: whatever a damaged index does, it must end by itself. */
static bool survives(void)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
		for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) /* cmocka would go on */
			signal(fatal[i], SIG_DFL);
		alarm(SECONDS);
		probe();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		print_message("# signal %d\n", WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The writer reads the old segments, merges them with a new one and follows their ids. */
static bool writer_survives(void)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	struct mf_buf said = MF_BUF_INIT;
	char command[4096], *log = mf_path_join(folder, "log");
	int status;
	bool well;

	snprintf(
		command, sizeof command,
		"rm -rf '%s/copy' && cp -r '%s' '%s/copy' && timeout %d '%s/mufahris-index' -d '%s/copy' --retag"
		" --no-default-gazetteer '%s/corpus/articles/kazakhstan' >'%s' 2>&1",
		folder, index_dir, folder, SECONDS, build ? build : ".", folder, top ? top : ".", log);
	status = system(command);
	assert_int_equal(mf_file_read(log, MF_BUF_CEILING, &said, NULL), 0);
	well = WIFEXITED(status) && WEXITSTATUS(status) <= 3 && !strstr(said.data, "stopped by a fault") &&
	       !strstr(said.data, "Sanitizer") && !strstr(said.data, "runtime error");
	if (!well)
		print_message("# writer: status %d: %s\n", WEXITSTATUS(status), said.data);
	mf_buf_release(&said);
	free(log);
	return well;
}

/* ---- damage ---- */

static void put_number(struct mf_buf *b)
{
	static const uint64_t odd[] = { 0,          1,          2,          0x7f,       0x80,
					0x7fffffff, 0x80000000, 0xffffffff, UINT64_MAX, 0xffff };
	uint64_t v = roll(2) ? odd[roll(sizeof odd / sizeof *odd)] : roll(1 << roll(24));
	size_t width = roll(2) ? 4 : 8, at = roll(b->len / 4 + 1) * 4;

	if (at + width <= b->len)
		memcpy(b->data + at, &v, width);
}

static void damage(size_t which, struct mf_buf *b)
{
	size_t times = 1 + roll(1 << roll(7)), begin, len;

	mf_buf_reset(b);
	mf_buf_add(b, files[which].bytes.data, files[which].bytes.len);
	switch (roll(6)) {
	case 0: /* cut short, to a multiple of 8 half of the time */
		b->len = roll(b->len + 1);
		b->len -= roll(2) ? b->len % 8 : 0;
		break;
	case 1: /* another file in its place */
		mf_buf_reset(b);
		begin = roll(files_n);
		mf_buf_add(b, files[begin].bytes.data, files[begin].bytes.len);
		break;
	case 2: /* a stretch is another's */
		begin = roll(b->len + 1);
		len = roll(b->len - begin + 1);
		for (size_t i = 0, from = roll(b->len + 1); i < len && from + i < b->len; i++)
			b->data[begin + i] = files[which].bytes.data[from + i];
		break;
	case 3:
		for (; times && b->len; times--)
			b->data[roll(b->len)] = (char)roll(256);
		break;
	default: /* numbers that lead elsewhere */
		for (; times; times--)
			put_number(b);
	}
}

/* The hash that a gazetteer has of itself. */
static void seal_gazetteer(struct mf_buf *b)
{
	struct mf_gz_header head;

	if (b->len < sizeof head)
		return;
	memcpy(&head, b->data, sizeof head);
	head.hash = mf_hash64(b->data + sizeof head, b->len - sizeof head);
	head.size = b->len;
	memcpy(b->data, &head, sizeof head);
}

/* A manifest that has the file as it is now; the end line is its hash. */
static void seal_manifest(size_t which, const struct mf_buf *b, struct mf_buf *out)
{
	const struct file *m = &files[manifest_at];
	char *line, *copy = mf_strndup(m->bytes.data, m->bytes.len), *save;
	size_t name_len = strlen(files[which].name);

	mf_buf_reset(out);
	for (line = strtok_r(copy, "\n", &save); line && strncmp(line, "end ", 4) != 0;
	     line = strtok_r(NULL, "\n", &save)) {
		if (strncmp(line, "file ", 5) == 0 && strncmp(line + 5, files[which].name, name_len) == 0 &&
		    line[5 + name_len] == ' ')
			mf_buf_printf(out, "file %s %zu %016llx\n", files[which].name, b->len,
				      (unsigned long long)mf_hash64(b->data, b->len));
		else
			mf_buf_printf(out, "%s\n", line);
	}
	mf_buf_printf(out, "end %016llx\n", (unsigned long long)mf_hash64(out->data, out->len));
	free(copy);
}

static void reads_damaged_copies(void **state)
{
	const char *copies = getenv("MUFAHRIS_DAMAGE"), *seed = getenv("MUFAHRIS_DAMAGE_SEED");
	size_t n = copies ? strtoul(copies, NULL, 10) : COPIES, failed = 0;
	struct mf_buf b = MF_BUF_INIT, manifest = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	assert_true(survives());
	if (seed)
		dice_state ^= strtoul(seed, NULL, 10) * 0x9e3779b97f4a7c15;
	for (size_t i = 0; i < n; i++) {
		size_t which = roll(files_n);
		/* Xapian trusts what is in its tables: there the hashes of the manifest are what protects */
		bool honest = roll(3) == 0 || strstr(files[which].name, "/db/");
		damage(which, &b);
		if (strncmp(files[which].name, "gazetteer-", 10) == 0)
			seal_gazetteer(&b);
		put(&files[which], &b);
		if (!honest && which < manifest_at) {
			seal_manifest(which, &b, &manifest);
			put(&files[manifest_at], &manifest);
		}
		if (!survives() || (i % WRITES == 0 && !writer_survives())) {
			char *keep = mf_printf("%s.%zu", folder, i);
			print_message("# copy %zu: %s\n", i, files[which].name);
			if (getenv("MUFAHRIS_DAMAGE_KEEP"))
				shell("cp -r '%s' '%s'", index_dir, keep);
			free(keep);
			failed++;
		}
		put(&files[which], &files[which].bytes);
		put(&files[manifest_at], &files[manifest_at].bytes);
	}
	mf_buf_release(&b);
	mf_buf_release(&manifest);
	assert_int_equal(failed, 0);
	assert_int_equal(mf_engine_open(&(struct mf_engine *){ NULL }, "/nonexistent", &err), MF_E_NOTFOUND);
}

static void check_finds_every_bit(void **state)
{
	struct mf_buf b = MF_BUF_INIT;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < FLIPS; i++) {
		size_t which = i % files_n, bit;
		struct mf_error err = MF_ERROR_INIT;
		struct mf_manifest m;
		int rc;
		if (!files[which].bytes.len) {
			found++; /* nothing to flip */
			continue;
		}
		mf_buf_reset(&b);
		mf_buf_add(&b, files[which].bytes.data, files[which].bytes.len);
		bit = roll(b.len * 8);
		b.data[bit / 8] = (char)(b.data[bit / 8] ^ 1 << bit % 8);
		put(&files[which], &b);
		rc = mf_manifest_read(&m, index_dir, &err);
		if (rc == 0) {
			rc = mf_manifest_verify(&m, index_dir, true, NULL, NULL, &err);
			mf_manifest_release(&m);
		}
		if (rc == MF_E_CORRUPT && strstr(err.hint, "--rebuild"))
			found++;
		else
			print_message("# %s, bit %zu: %d %s; %s\n", files[which].name, bit, rc, err.text,
				      err.hint);
		put(&files[which], &files[which].bytes);
	}
	mf_buf_release(&b);
	assert_int_equal(found, FLIPS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_finds_every_bit),
		cmocka_unit_test(reads_damaged_copies),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
