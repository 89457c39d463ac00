/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/damage_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/engine/engine.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

char damage_folder[] = "/tmp/mufahris-damage-XXXXXX";
char *damage_index;
struct damage_file *damage_files;
size_t damage_files_n, damage_manifest;

/* ---- dice ---- */

static uint64_t dice_state = 0x2545f4914f6cdd1d;

void damage_seed(uint64_t seed)
{
	dice_state ^= seed * 0x9e3779b97f4a7c15;
}

size_t damage_roll(size_t sides)
{
	dice_state ^= dice_state >> 12;
	dice_state ^= dice_state << 25;
	dice_state ^= dice_state >> 27;
	return sides ? (size_t)(dice_state * 0x2545f4914f6cdd1d >> 33) % sides : 0;
}

/* ---- the index ---- */

void damage_shell(const char *format, ...)
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
	struct damage_file *f;
	size_t cap = damage_files_n;

	damage_files = mf_grow(damage_files, &cap, damage_files_n + 1, sizeof *damage_files);
	f = &damage_files[damage_files_n++];
	*f = (struct damage_file){ mf_strdup(name), mf_path_join(damage_index, name), MF_BUF_INIT };
	assert_int_equal(mf_file_read(f->path, MF_BUF_CEILING, &f->bytes, NULL), 0);
}

/* Two segments, one of them with a deleted document. */
int damage_make(void **state)
{
	const char *top = getenv("top_srcdir"), *build = getenv("top_builddir");
	struct mf_manifest m;
	struct mf_index *index;
	const char *id;
	size_t len;

	(void)state;
	top = top ? top : ".";
	build = build ? build : ".";
	assert_non_null(mkdtemp(damage_folder));
	damage_index = mf_path_join(damage_folder, "db");
	damage_shell(
		"'%s/mufahris-index' -d '%s' '%s/corpus/articles/agency.jsonl' '%s/corpus/articles/egypt' '%s/corpus/articles/kazakhstan'",
		build, damage_index, top, top, top);
	damage_shell("'%s/mufahris-index' -d '%s' '%s/corpus/articles/libya'", build, damage_index, top);
	assert_int_equal(mf_index_open(&index, damage_index, NULL), 0);
	id = mf_documents_id(&index->segment[0].documents, 0, &len);
	damage_shell("'%s/mufahris-index' -d '%s' --delete='%.*s'", build, damage_index, (int)len, id);
	mf_index_close(index);
	assert_int_equal(mf_manifest_read(&m, damage_index, NULL), 0);
	for (size_t i = 0; i < m.files_n; i++)
		load(m.file[i].name);
	damage_manifest = damage_files_n;
	id = mf_printf("manifest-%06u", m.generation);
	load(id);
	free((char *)(uintptr_t)id);
	load("XAPIANDB");
	mf_manifest_release(&m);
	return 0;
}

int damage_unmake(void **state)
{
	(void)state;
	for (size_t i = 0; i < damage_files_n; i++) {
		free(damage_files[i].name);
		free(damage_files[i].path);
		mf_buf_release(&damage_files[i].bytes);
	}
	free(damage_files);
	mf_remove_tree(damage_folder, NULL);
	free(damage_index);
	return 0;
}

void damage_put(const struct damage_file *f, const struct mf_buf *bytes)
{
	FILE *out = fopen(f->path, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes->data, 1, bytes->len, out), bytes->len);
	assert_int_equal(fclose(out), 0);
}
