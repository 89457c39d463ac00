/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index is untrusted: damaged at random, or by someone who keeps its sizes and hashes right, it may
 * give an error or wrong results, but never a crash or a hang; --check finds every bit that changed.
 * Only Xapian's own tables are not safe from someone who makes the hashes right.
 *
 * MUFAHRIS_LONG makes them more, MUFAHRIS_DAMAGE sets the number of damaged copies, MUFAHRIS_DAMAGE_SEED
 * another row of them. */
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
#include "tests/unit/damage_fixture.h"
#include "tests/unit/reseal.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define COPIES 200
#define COPIES_LONG 2000
#define FLIPS 500
#define WRITES 16  /* one copy of so many is also written to */
#define SECONDS 20 /* a copy may take so long: machines under load and sanitizers are slow */

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
	size_t n;
	struct mf_request request;
	struct mf_results results = MF_RESULTS_INIT;
	struct mf_engine *e;

	if (mf_engine_open(&e, damage_index, &err) < 0)
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
					      .names = 7,
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
	mf_engine_complete(e, "الر", 10, &arena, completion, &n, &err);
	mf_engine_complete(e, "وزير الخ", 10, &arena, completion, &n, &err);
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
	char command[4096], *log = mf_path_join(damage_folder, "log");
	int status;
	bool well;

	snprintf(
		command, sizeof command,
		"rm -rf '%s/copy' && cp -r '%s' '%s/copy' && timeout %d '%s/mufahris-index' -d '%s/copy' --retag"
		" --no-default-gazetteer '%s/corpus/articles/kazakhstan' >'%s' 2>&1",
		damage_folder, damage_index, damage_folder, SECONDS, build ? build : ".", damage_folder,
		top ? top : ".", log);
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
	uint64_t v = damage_roll(2) ? odd[damage_roll(sizeof odd / sizeof *odd)]
				    : damage_roll(1 << damage_roll(24));
	size_t width = damage_roll(2) ? 4 : 8, at = damage_roll(b->len / 4 + 1) * 4;

	if (at + width <= b->len)
		memcpy(b->data + at, &v, width);
}

static void damage(size_t which, struct mf_buf *b)
{
	size_t times = 1 + damage_roll(1 << damage_roll(7)), begin, len;

	mf_buf_reset(b);
	mf_buf_add(b, damage_files[which].bytes.data, damage_files[which].bytes.len);
	switch (damage_roll(6)) {
	case 0: /* cut short, to a multiple of 8 half of the time */
		b->len = damage_roll(b->len + 1);
		b->len -= damage_roll(2) ? b->len % 8 : 0;
		break;
	case 1: /* another file in its place */
		mf_buf_reset(b);
		begin = damage_roll(damage_files_n);
		mf_buf_add(b, damage_files[begin].bytes.data, damage_files[begin].bytes.len);
		break;
	case 2: /* a stretch is another's */
		begin = damage_roll(b->len + 1);
		len = damage_roll(b->len - begin + 1);
		for (size_t i = 0, from = damage_roll(b->len + 1); i < len && from + i < b->len; i++)
			b->data[begin + i] = damage_files[which].bytes.data[from + i];
		break;
	case 3:
		for (; times && b->len; times--)
			b->data[damage_roll(b->len)] = (char)damage_roll(256);
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

/* The stub of this manifest. */
static void seal_stub(const struct mf_buf *manifest, struct mf_buf *out)
{
	const struct damage_file *stub = &damage_files[damage_manifest + 1];
	const char *hash = strchr(strstr(stub->bytes.data, "manifest-"), ' '), *after = strchr(hash, '\n');

	mf_buf_reset(out);
	mf_buf_printf(out, "%.*s %016llx%s", (int)(hash - stub->bytes.data), stub->bytes.data,
		      (unsigned long long)mf_hash64(manifest->data, manifest->len), after);
}

/* A manifest that has the file as it is now; the end line is its hash. */
static void seal_manifest(size_t which, const struct mf_buf *b, uint64_t seal, struct mf_buf *out)
{
	const struct damage_file *m = &damage_files[damage_manifest];
	char *line, *copy = mf_strndup(m->bytes.data, m->bytes.len), *save;
	size_t name_len = strlen(damage_files[which].name);

	mf_buf_reset(out);
	for (line = strtok_r(copy, "\n", &save); line && strncmp(line, "end ", 4) != 0;
	     line = strtok_r(NULL, "\n", &save)) {
		if (strncmp(line, "file ", 5) == 0 &&
		    strncmp(line + 5, damage_files[which].name, name_len) == 0 && line[5 + name_len] == ' ')
			mf_buf_printf(out, "file %s %zu %016llx %016llx\n", damage_files[which].name, b->len,
				      (unsigned long long)mf_hash64(b->data, b->len),
				      (unsigned long long)seal);
		else
			mf_buf_printf(out, "%s\n", line);
	}
	mf_buf_printf(out, "end %016llx\n", (unsigned long long)mf_hash64(out->data, out->len));
	free(copy);
}

static void reads_damaged_copies(void **state)
{
	const char *copies = getenv("MUFAHRIS_DAMAGE"), *seed = getenv("MUFAHRIS_DAMAGE_SEED");
	size_t n = copies                    ? strtoul(copies, NULL, 10)
		   : getenv("MUFAHRIS_LONG") ? COPIES_LONG
					     : COPIES,
	       failed = 0;
	struct mf_buf b = MF_BUF_INIT, manifest = MF_BUF_INIT, stub = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	assert_true(survives());
	if (seed)
		damage_seed(strtoul(seed, NULL, 10));
	for (size_t i = 0; i < n; i++) {
		size_t which = damage_roll(damage_files_n);
		/* Xapian trusts what is in its tables: there the hashes of the manifest are what protects */
		bool honest = damage_roll(3) == 0 || strstr(damage_files[which].name, "/db/");
		damage(which, &b);
		if (strncmp(damage_files[which].name, "gazetteer-", 10) == 0)
			seal_gazetteer(&b);
		if (!honest && which < damage_manifest) {
			uint64_t seal = mf_reseal(&b);
			seal_manifest(which, &b, seal, &manifest);
			damage_put(&damage_files[damage_manifest], &manifest);
			seal_stub(&manifest, &stub);
			damage_put(&damage_files[damage_manifest + 1], &stub);
		}
		damage_put(&damage_files[which], &b);
		if (!survives() || (i % WRITES == 0 && !writer_survives())) {
			char *keep = mf_printf("%s.%zu", damage_folder, i);
			print_message("# copy %zu: %s\n", i, damage_files[which].name);
			if (getenv("MUFAHRIS_DAMAGE_KEEP"))
				damage_shell("cp -r '%s' '%s'", damage_index, keep);
			free(keep);
			failed++;
		}
		damage_put(&damage_files[which], &damage_files[which].bytes);
		for (size_t last = damage_manifest; last < damage_files_n; last++)
			damage_put(&damage_files[last], &damage_files[last].bytes);
	}
	mf_buf_release(&stub);
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
		size_t which = i % damage_files_n, bit;
		struct mf_error err = MF_ERROR_INIT;
		struct mf_manifest m;
		int rc;
		if (!damage_files[which].bytes.len) {
			found++; /* nothing to flip */
			continue;
		}
		mf_buf_reset(&b);
		mf_buf_add(&b, damage_files[which].bytes.data, damage_files[which].bytes.len);
		bit = damage_roll(b.len * 8);
		b.data[bit / 8] = (char)(b.data[bit / 8] ^ 1 << bit % 8);
		damage_put(&damage_files[which], &b);
		rc = mf_manifest_read(&m, damage_index, &err);
		if (rc == 0) {
			rc = mf_manifest_verify(&m, damage_index, true, NULL, NULL, &err);
			mf_manifest_release(&m);
		}
		if (rc == MF_E_CORRUPT && strstr(err.hint, "--rebuild"))
			found++;
		else
			print_message("# %s, bit %zu: %d %s; %s\n", damage_files[which].name, bit, rc,
				      err.text, err.hint);
		damage_put(&damage_files[which], &damage_files[which].bytes);
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

	return cmocka_run_group_tests(tests, damage_make, damage_unmake);
}
