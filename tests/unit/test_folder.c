/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The folder of an index: manifests, whose folder it is, which names are ours, what is removed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "indexer/analysis/schema.h"
#include "indexer/store/folder.h"
#include "indexer/store/index.h"
#include "indexer/store/location.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

static char folder[32];

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/mufahris-folder.XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return mf_remove_tree(folder, NULL);
}

/* ---- manifest ---- */

static void write_file(const char *name, const char *text)
{
	char *path = mf_path_join(folder, name);

	assert_int_equal(mf_file_replace(path, text, strlen(text), NULL), 0);
	free(path);
}

static void publish(unsigned generation, unsigned schema)
{
	struct mf_manifest m = { .generation = generation,
				 .schema = schema,
				 .analyser = mf_analysis_fingerprint(MF_STEMMING_PLUS),
				 .gazetteer_fingerprint = 7,
				 .gazetteer_source = 8 };
	const struct mf_manifest_segment s = { .name = (char *)(uintptr_t) "seg-000001",
					       .dead = (char *)(uintptr_t) "dead-000001-1",
					       .documents = 5,
					       .passages = 6,
					       .dead_n = 2,
					       .words = 77,
					       .tagged = 7 };

	m.name = mf_printf("manifest-%06u", generation);
	m.gazetteer = mf_strdup("gazetteer-7");
	m.files = mf_strdup("files-000001");
	write_file("gazetteer-7", "names");
	write_file("files-000001", "files");
	write_file("dead-000001-1", "\2");
	mf_manifest_add_segment(&m, &s);
	assert_int_equal(mf_manifest_add_file(&m, folder, "gazetteer-7", NULL, NULL), 0);
	assert_int_equal(mf_manifest_add_file(&m, folder, "files-000001", NULL, NULL), 0);
	assert_int_equal(mf_manifest_add_file(&m, folder, "dead-000001-1", NULL, NULL), 0);
	assert_int_equal(mf_manifest_publish(&m, folder, NULL), 0);
	mf_manifest_release(&m);
}

static bool is_there(const char *name)
{
	char *path = mf_path_join(folder, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

static void a_manifest_comes_back(void **state)
{
	struct mf_manifest m;
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	publish(3, MF_SCHEMA_VERSION);
	assert_int_equal(mf_manifest_read(&m, folder, NULL), 0);
	assert_int_equal(m.generation, 3);
	assert_int_equal(m.segments, 1);
	assert_string_equal(m.segment[0].name, "seg-000001");
	assert_string_equal(m.segment[0].dead, "dead-000001-1");
	assert_int_equal(m.segment[0].words, 77);
	assert_int_equal(m.gazetteer_source, 8);
	assert_int_equal(m.files_n, 3);
	assert_int_equal(mf_manifest_verify(&m, folder, true, NULL, NULL, NULL), 0);
	write_file("files-000001", "fileS");
	assert_int_equal(mf_manifest_verify(&m, folder, false, NULL, NULL, NULL), 0);
	assert_int_equal(mf_manifest_verify(&m, folder, true, NULL, NULL, &err), MF_E_CORRUPT);
	assert_non_null(strstr(err.hint, "--rebuild"));
	write_file("files-000001", "file");
	assert_int_equal(mf_manifest_verify(&m, folder, false, NULL, NULL, NULL), MF_E_CORRUPT);
	assert_true(mf_manifest_needs(&m, "manifest-000003"));
	assert_true(mf_manifest_needs(&m, "dead-000001-1"));
	assert_false(mf_manifest_needs(&m, "dead-000001"));
	assert_false(mf_manifest_needs(NULL, "manifest-000003"));
	mf_manifest_release(&m);
}

static void any_change_of_a_manifest_is_found(void **state)
{
	struct mf_buf text = MF_BUF_INIT;
	struct mf_manifest m;
	char *path = mf_path_join(folder, "manifest-000004");

	(void)state;
	publish(4, MF_SCHEMA_VERSION);
	assert_int_equal(mf_file_read(path, 1 << 20, &text, NULL), 0);
	for (size_t i = 0; i < text.len; i++) {
		text.data[i] ^= 1;
		assert_int_equal(mf_file_replace(path, text.data, text.len, NULL), 0);
		assert_int_equal(mf_manifest_read(&m, folder, NULL), MF_E_CORRUPT);
		text.data[i] ^= 1;
	}
	assert_int_equal(mf_file_replace(path, text.data, text.len - 5, NULL), 0);
	assert_int_equal(mf_manifest_read(&m, folder, NULL), MF_E_CORRUPT);
	assert_int_equal(mf_file_replace(path, text.data, text.len, NULL), 0);
	assert_int_equal(mf_manifest_read(&m, folder, NULL), 0);
	mf_manifest_release(&m);
	mf_buf_release(&text);
	free(path);
}

static void another_schema_is_refused(void **state)
{
	struct mf_index *index;
	struct mf_error err = MF_ERROR_INIT;

	(void)state;
	publish(5, MF_SCHEMA_VERSION + 1);
	assert_int_equal(mf_index_open(&index, folder, &err), MF_E_VERSION);
	assert_null(index);
	assert_non_null(strstr(err.text, "schema"));
	assert_non_null(strstr(err.hint, "--rebuild"));
	write_file("XAPIANDB", "auto seg-000001/db\n");
	assert_int_equal(mf_index_open(&index, folder, &err), MF_E_CORRUPT);
	write_file("XAPIANDB", "# mufahris index; manifest: manifest-999999\n");
	assert_int_equal(mf_index_open(&index, folder, &err), MF_E_CORRUPT);
}

/* ---- the folder ---- */

static char *name_of(struct mf_folder *f, const char *wanted)
{
	char *name = mf_strdup(wanted);

	assert_int_equal(mf_folder_name(f, &name, NULL), 0);
	return name;
}

static void takes(struct mf_folder *f)
{
	struct mf_error err = MF_ERROR_INIT;

	assert_int_equal(mf_folder_take(f, folder, &err), 0);
}

static void refuses(int code)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_folder f;

	assert_int_equal(mf_folder_take(&f, folder, &err), code);
	assert_string_not_equal(err.hint, "");
}

static void what_is_neither_empty_nor_an_index_is_refused(void **state)
{
	(void)state;
	write_file("files-2022", "of the user");
	refuses(MF_E_USAGE);
	assert_true(is_there("files-2022"));
	assert_false(is_there("lock"));
	assert_false(is_there("inventory"));
}

static void an_empty_folder_becomes_an_index(void **state)
{
	struct mf_folder f;

	(void)state;
	takes(&f);
	mf_folder_leave(&f);
	assert_true(is_there("inventory"));
	write_file("note.txt", "of the user, later");
	takes(&f);
	assert_int_equal(f.names, 0);
	mf_folder_leave(&f);
	assert_true(is_there("note.txt"));
}

static void what_a_first_run_left_when_killed_is_empty(void **state)
{
	struct mf_folder f;

	(void)state;
	write_file("lock", "4711");
	write_file("inventory.tmp", "mufahris-inv");
	takes(&f);
	mf_folder_leave(&f);
	assert_false(is_there("inventory.tmp"));
}

static void but_not_what_only_looks_like_it(void **state)
{
	(void)state;
	write_file("lock", "of the user");
	refuses(MF_E_USAGE);
	write_file("lock", "1");
	write_file("inventory.tmp", "of the user");
	refuses(MF_E_USAGE);
	write_file("inventory.tmp", "");
	write_file("inventory", "chairs: 4\ntables: 1\n");
	refuses(MF_E_USAGE);
}

static void only_what_the_inventory_names_is_removed(void **state)
{
	static const char *const theirs[] = { "seg-000001",  "manifest-000007", "dead-000001-1", "files-2022",
					      "gazetteer-7", "scratch-000001",  "scratch-9.tmp" };
	struct mf_folder f;
	char *seg, *dead;

	(void)state;
	takes(&f);
	for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
		write_file(theirs[i], "of the user");
	seg = name_of(&f, "seg-000001");
	dead = name_of(&f, "dead-000002-1");
	assert_string_equal(seg, "seg-000001-2");
	assert_string_equal(dead, "dead-000002-1");
	assert_int_equal(mf_folder_note(&f, NULL), 0);
	write_file(seg, "ours");
	mf_folder_leave(&f); /* killed */
	takes(&f);
	assert_int_equal(f.names, 2);
	assert_int_equal(mf_folder_highest(&f, "seg-"), 1);
	assert_int_equal(mf_folder_highest(&f, "dead-"), 2);
	assert_int_equal(mf_folder_clean(&f, NULL, NULL, NULL), 0);
	assert_false(is_there(seg));
	assert_int_equal(f.names, 0);
	mf_folder_leave(&f);
	takes(&f);
	assert_int_equal(f.names, 0);
	for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
		assert_true(is_there(theirs[i]));
	mf_folder_leave(&f);
	free(seg);
	free(dead);
}

static void what_a_generation_needs_stays(void **state)
{
	struct mf_manifest m;
	struct mf_folder f;
	char *name;

	(void)state;
	takes(&f);
	publish(3, MF_SCHEMA_VERSION);
	assert_int_equal(mf_manifest_read(&m, folder, NULL), 0);
	mf_folder_adopt(&f, &m);
	name = name_of(&f, "manifest-000004");
	assert_int_equal(mf_folder_note(&f, NULL), 0);
	write_file(name, "never published");
	assert_int_equal(mf_folder_clean(&f, &m, NULL, NULL), 0);
	assert_false(is_there(name));
	assert_true(is_there("manifest-000003") && is_there("dead-000001-1") && is_there("gazetteer-7"));
	mf_folder_leave(&f);
	mf_manifest_release(&m);
	free(name);
}

static void a_damaged_inventory_names_nothing(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_folder f;
	char *name;

	(void)state;
	takes(&f);
	name = name_of(&f, "seg-000001");
	assert_int_equal(mf_folder_note(&f, NULL), 0);
	mf_folder_leave(&f);
	assert_int_equal(mf_folder_check(folder, &err), 0);
	write_file(name, "ours");
	write_file("seg-000002", "of the user");
	write_file("inventory", "mufahris-inventory 1\nseg-000002\nend 0000000000000000\n");
	assert_int_equal(mf_folder_check(folder, &err), MF_E_CORRUPT);
	takes(&f);
	assert_int_equal(f.names, 0);
	assert_int_equal(mf_folder_clean(&f, NULL, NULL, NULL), 0);
	mf_folder_leave(&f);
	assert_true(is_there(name) && is_there("seg-000002"));
	free(name);
}

/* Root may list every folder, so the test is nobody for a while. */
static void names_do_not_need_a_listing(void **state)
{
	uid_t me = geteuid();
	struct mf_folder f;
	char *name;

	(void)state;
	takes(&f);
	write_file("seg-000001", "of the user");
	if (me == 0)
		assert_true(chown(folder, 65534, 65534) == 0 && seteuid(65534) == 0);
	assert_int_equal(chmod(folder, 0311), 0);
	name = name_of(&f, "seg-000001");
	assert_string_equal(name, "seg-000001-2");
	assert_int_equal(chmod(folder, 0711), 0);
	assert_int_equal(seteuid(me), 0);
	mf_folder_leave(&f);
	free(name);
}

static void a_folder_without_a_name_is_refused(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	char *dir;

	(void)state;
	assert_int_equal(mf_index_location("", &dir, &err), MF_E_USAGE);
	assert_null(dir);
	assert_string_not_equal(err.hint, "");
	assert_int_equal(mf_index_location("x", &dir, &err), 0);
	assert_string_equal(dir, "x");
	free(dir);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(a_manifest_comes_back),
		EACH(any_change_of_a_manifest_is_found),
		EACH(another_schema_is_refused),
		EACH(what_is_neither_empty_nor_an_index_is_refused),
		EACH(an_empty_folder_becomes_an_index),
		EACH(what_a_first_run_left_when_killed_is_empty),
		EACH(but_not_what_only_looks_like_it),
		EACH(only_what_the_inventory_names_is_removed),
		EACH(what_a_generation_needs_stays),
		EACH(a_damaged_inventory_names_nothing),
		EACH(names_do_not_need_a_listing),
		EACH(a_folder_without_a_name_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
