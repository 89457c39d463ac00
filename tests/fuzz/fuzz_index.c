/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as changes to the side files of a segment: readers refuse them or stay inside them.
 *
 * The files are made once.  The first byte of input chooses one of them; every four after it are one
 * change: where, counted from the beginning or the end, and what.  Mostly the hashes are made right again. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/store/columns.h"
#include "indexer/store/documents.h"
#include "indexer/store/files.h"
#include "indexer/store/names.h"
#include "indexer/store/texts.h"
#include "indexer/store/vocabulary.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/reseal.h"
#include "wrappers/libc/mem.h"

const struct mf_fuzz_seeds mf_fuzz_seeds = { "tests/fuzz/source", 0, 150 };

enum { VOCABULARY, COLUMNS, TEXTS, DOCUMENTS, NAMES, FILES, KINDS };

static void check(int holds)
{
	if (!holds)
		abort();
}

/* ---- sound files ---- */

static void make_vocabulary(const char *path)
{
	static const uint32_t form_off[] = { 0, 2, 5, 8 }, stem_off[] = { 0, 2, 4 }, root_off[] = { 0, 2 };
	static const uint32_t rank_id[] = { 2, 0, 1 }, id_stem[] = { 1, 1, 0 }, id_count[] = { 9, 4, 1 };
	static const uint32_t stem_root[] = { MF_NONE, 0 };
	const struct mf_vocabulary_tables t = { { 3, form_off, "aababcbbb", 8, NULL },
						{ 2, stem_off, "aabb", 4, NULL },
						{ 1, root_off, "bb", 2, NULL },
						rank_id,
						id_stem,
						id_count,
						stem_root };

	check(mf_vocabulary_write(&t, path, NULL) == 0);
}

static void make_columns(const char *path)
{
	uint32_t entity[] = { 0, 3 }, form[] = { 0, 1, 2, 300 }, extra[] = { 1 };
	struct mf_day_range mention[] = { { 18000, 18001 } };
	const struct mf_record r = { .entity = entity,
				     .form = form,
				     .extra = extra,
				     .mention = mention,
				     .entities = 2,
				     .mentions = 1,
				     .title = 1,
				     .forms = 4,
				     .extras = 1 };
	struct mf_columns_writer w;

	check(mf_columns_writer_open(&w, path, NULL) == 0);
	for (uint32_t i = 0; i < 3; i++)
		mf_columns_writer_add(&w, i / 2, i, i + 9, i, &r);
	check(mf_columns_writer_close(&w, NULL) == 0);
}

static void make_texts(const char *path)
{
	struct mf_texts_writer w;

	check(mf_texts_writer_open(&w, path, MF_TEXTS_FAST, NULL, 0, NULL) == 0);
	for (int i = 0; i < 4000; i++)
		mf_texts_writer_add(&w, "title\0url\0author\0path\0source\0date\0day\0text", 42);
	check(mf_texts_writer_close(&w, NULL) == 0);
}

static void make_documents(const char *path)
{
	struct mf_documents_writer w;

	mf_documents_writer_init(&w);
	for (uint32_t i = 0; i < 3; i++) {
		const struct mf_document_row row = { .text_at = 42 * i,
						     .id_hash = i,
						     .path_hash = i,
						     .described = 38,
						     .text_len = 4,
						     .first = i,
						     .passages = 1,
						     .day = 18000 };
		mf_documents_writer_add(&w, &row, "id", 2);
	}
	check(mf_documents_writer_save(&w, path, NULL) == 0);
	mf_documents_writer_release(&w);
}

static void make_others(const char *names, const char *files)
{
	static const uint32_t name_off[] = { 0, 11 }, source_off[] = { 0, 2, 4 }, number[] = { 0, 1 };
	static const struct mf_file_state state[2];
	const struct mf_stringset entities = { 1, name_off, "id\0p\0label\0e", 11, NULL },
				  sources = { 2, source_off, "aabb", 4, NULL };

	check(mf_names_write(&entities, number, &sources, number, names, NULL) == 0);
	check(mf_files_write(&sources, state, files, NULL) == 0);
}

static struct mf_buf *sound_files(char *path)
{
	static struct mf_buf made[KINDS];
	static void (*const make[])(const char *) = { make_vocabulary, make_columns, make_texts,
						      make_documents };
	char other[64];

	if (made[0].len)
		return made;
	for (size_t i = 0; i < sizeof make / sizeof *make; i++) {
		made[i] = (struct mf_buf)MF_BUF_INIT;
		unlink(path);
		make[i](path);
		check(mf_file_read(path, MF_BUF_CEILING, &made[i], NULL) == 0);
	}
	memcpy(other, path, strlen(path) + 1);
	strcat(other, ".other");
	unlink(path);
	make_others(path, other);
	made[NAMES] = made[FILES] = (struct mf_buf)MF_BUF_INIT;
	check(mf_file_read(path, MF_BUF_CEILING, &made[NAMES], NULL) == 0);
	check(mf_file_read(other, MF_BUF_CEILING, &made[FILES], NULL) == 0);
	unlink(other);
	return made;
}

/* ---- readers ---- */

static volatile uint64_t touched; /* so that no read is optimised away */

static void touch(const void *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		touched += ((const unsigned char *)bytes)[i];
}

static void read_strings(const struct mf_stringset *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		size_t len;
		const char *text = mf_stringset_get(s, i, &len);
		uint32_t from = mf_stringset_lower(s, text, len);
		touch(text, len);
		check(from <= s->n && mf_stringset_upper(s, text, len, from) <= s->n);
	}
}

static void read_rows(const struct mf_rows *rows, const struct mf_stringset *of)
{
	for (uint32_t i = 0; i < rows->n; i++) {
		uint32_t n;
		const uint32_t *list = mf_rows_get(rows, i, &n);
		for (uint32_t k = 0; k < n; k++) {
			size_t len;
			const char *text = mf_stringset_get(of, list[k], &len);
			touch(text, len);
		}
	}
}

static void read_vocabulary(const char *path)
{
	struct mf_vocabulary v;
	const struct mf_vocabulary *part = &v;
	uint32_t *remap = NULL, forms;
	char out[64];

	if (mf_vocabulary_open(&v, path, NULL) < 0)
		return;
	read_strings(&v.forms);
	read_strings(&v.stems);
	read_strings(&v.roots);
	read_rows(&v.stem_forms, &v.forms);
	read_rows(&v.root_stems, &v.stems);
	for (uint32_t rank = 0; rank < v.forms.n; rank++) {
		size_t len;
		const char *form = mf_vocabulary_form(&v, mf_vocabulary_ranked(&v, rank), &len);
		touch(form, len);
		check(mf_vocabulary_id(&v, form, len) < v.forms.n ||
		      mf_vocabulary_id(&v, form, len) == MF_NONE);
	}
	memcpy(out, path, strlen(path) + 1);
	strcat(out, ".merged");
	mf_vocabulary_merge(&part, 1, out, &remap, &forms, NULL);
	free(remap);
	unlink(out);
	mf_vocabulary_close(&v);
}

static void read_columns(const char *path)
{
	struct mf_record record;
	struct mf_columns c;

	memset(&record, 0, sizeof record);
	if (mf_columns_open(&c, path, NULL) < 0)
		return;
	for (uint32_t p = 0; p < c.n; p++) {
		struct mf_record_view view;
		const unsigned char *end, *at = mf_columns_record(&c, p, &end);
		touch(at, (size_t)(end - at));
		mf_record_view(&view, at, end);
		mf_record_decode(&record, at, end);
	}
	mf_record_release(&record);
	mf_columns_close(&c);
}

static void read_texts(const char *path)
{
	struct mf_buf out = MF_BUF_INIT;
	struct mf_texts t;

	if (mf_texts_open(&t, path, NULL) < 0)
		return;
	for (uint64_t at = 0; at < 42 * 4000; at += 4200) {
		struct mf_description about;
		mf_buf_reset(&out);
		mf_texts_read(&t, at, at % 8 ? 38 : 40000, &out, NULL);
		if (mf_description_decode(&about, out.data, out.len) == 0)
			free(about.extra);
	}
	mf_texts_read(&t, UINT64_MAX, 2, &out, NULL);
	mf_buf_release(&out);
	mf_texts_close(&t);
}

static void read_documents(const char *path)
{
	struct mf_documents d;

	if (mf_documents_open(&d, path, NULL) < 0)
		return;
	for (uint32_t i = 0; i < d.n; i++) {
		size_t len;
		const char *id = mf_documents_id(&d, i, &len);
		touch(id, len);
		touched += strlen(mf_document_date_source(mf_documents_row(&d, i)));
		check(mf_document_day(mf_documents_row(&d, i)) == MF_NO_DAY ||
		      mf_document_day(mf_documents_row(&d, i)) >= MF_DAY_MIN);
		check(mf_documents_find_id(&d, mf_documents_row(&d, i)->id_hash) <= d.n &&
		      mf_documents_find_path(&d, i) <= d.n);
		check(mf_documents_at(&d, d.by_id, i) < d.n);
	}
	mf_documents_close(&d);
}

static void read_names(const char *path)
{
	struct mf_names n;

	if (mf_names_open(&n, path, NULL) < 0)
		return;
	read_strings(&n.sources);
	for (uint32_t i = 0; i < n.entities.n; i++) {
		size_t len;
		const char *text = mf_stringset_get(&n.entities, i, &len);
		struct mf_name name;
		if (mf_name_split(text, len, &name) == 0)
			touched += strlen(name.id) + strlen(name.label) + strlen(name.label_en);
	}
	mf_names_close(&n);
}

static void read_files(const char *path)
{
	struct mf_files f;

	if (mf_files_open(&f, path, NULL) < 0)
		return;
	read_strings(&f.paths);
	touch(f.state, f.paths.n * sizeof *f.state);
	mf_files_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const read_as[KINDS])(const char *) = { read_vocabulary, read_columns, read_texts,
							      read_documents,  read_names,   read_files };
	char path[] = "/tmp/mufahris-fuzz-XXXXXX";
	int fd = mkstemp(path), kind = size ? data[0] % KINDS : 0;
	struct mf_buf *sound = sound_files(path), bytes = MF_BUF_INIT;

	check(fd >= 0);
	close(fd);
	mf_buf_add(&bytes, sound[kind].data, sound[kind].len);
	for (size_t i = 1; i + 4 <= size && i < 400; i += 4) {
		size_t at = (data[i] | (size_t)data[i + 1] << 8) % bytes.len;
		bytes.data[data[i + 3] & 1 ? bytes.len - 1 - at : at] = (char)data[i + 2];
	}
	if (size % 8) /* else it is damage that the hashes tell */
		mf_reseal(&bytes);
	fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	check(fd >= 0 && write(fd, bytes.data, bytes.len) == (ssize_t)bytes.len);
	close(fd);
	read_as[kind](path);
	unlink(path);
	mf_buf_release(&bytes);
	return 0;
}
