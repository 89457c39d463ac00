/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/store/error.h"
#include "wrappers/libc/mem.h"

enum { /* sections of the file */
       S_FORM_OFF,
       S_FORM_BLOB,
       S_RANK_ID,
       S_ID_RANK,
       S_ID_STEM,
       S_ID_COUNT,
       S_STEM_OFF,
       S_STEM_BLOB,
       S_STEM_ROOT,
       S_STEM_FORMS_OFF,
       S_STEM_FORMS,
       S_ROOT_OFF,
       S_ROOT_BLOB,
       S_ROOT_STEMS_OFF,
       S_ROOT_STEMS,
       SECTIONS
};

uint32_t mf_vocabulary_id(const struct mf_vocabulary *v, const char *form, size_t len)
{
	uint32_t rank = mf_stringset_find(&v->forms, form, len);

	return rank == MF_NONE ? MF_NONE : mf_vocabulary_ranked(v, rank);
}

const char *mf_vocabulary_form(const struct mf_vocabulary *v, uint32_t id, size_t *len)
{
	return mf_stringset_get(&v->forms, id < v->forms.n ? mf_vocabulary_rank(v, id) : MF_NONE, len);
}

/* Groups members 0 .. members-1 by the row each belongs to; inside a row they keep their order. */
static void rows_make(uint32_t rows, uint32_t members, const uint32_t *row_of, uint32_t *off, uint32_t *list)
{
	memset(off, 0, (rows + 1) * sizeof *off);
	for (uint32_t i = 0; i < members; i++)
		if (row_of[i] != MF_NONE)
			off[row_of[i] + 1]++;
	for (uint32_t r = 0; r < rows; r++)
		off[r + 1] += off[r];
	for (uint32_t i = 0; i < members; i++)
		if (row_of[i] != MF_NONE)
			list[off[row_of[i]]++] = i;
	for (uint32_t r = rows; r > 0; r--)
		off[r] = off[r - 1];
	off[0] = 0;
}

static void put_numbers(struct mf_sections_writer *w, const uint32_t *numbers, size_t n)
{
	mf_sections_put(w, numbers, n * sizeof *numbers);
}

static void put_rows(struct mf_sections_writer *w, uint32_t rows, uint32_t members, const uint32_t *row_of)
{
	uint32_t *off = mf_calloc(rows + (size_t)1, sizeof *off);
	uint32_t *list = mf_calloc(members + (size_t)1, sizeof *list);

	rows_make(rows, members, row_of, off, list);
	put_numbers(w, off, rows + (size_t)1);
	put_numbers(w, list, off[rows]);
	free(off);
	free(list);
}

int mf_vocabulary_write(const struct mf_vocabulary_tables *t, const char *path, struct mf_error *err)
{
	struct mf_sections_writer w;
	uint32_t *id_rank = mf_calloc(t->forms.n + (size_t)1, sizeof *id_rank);
	int rc = mf_sections_create(&w, path, err);

	if (rc < 0)
		goto out;
	for (uint32_t rank = 0; rank < t->forms.n; rank++)
		id_rank[t->rank_id[rank]] = rank;
	mf_stringset_put(&w, &t->forms);
	put_numbers(&w, t->rank_id, t->forms.n);
	put_numbers(&w, id_rank, t->forms.n);
	put_numbers(&w, t->id_stem, t->forms.n);
	put_numbers(&w, t->id_count, t->forms.n);
	mf_stringset_put(&w, &t->stems);
	put_numbers(&w, t->stem_root, t->stems.n);
	put_rows(&w, t->stems.n, t->forms.n, t->id_stem);
	mf_stringset_put(&w, &t->roots);
	put_rows(&w, t->roots.n, t->stems.n, t->stem_root);
	rc = mf_sections_finish(&w, MF_VOCABULARY_KIND, MF_VOCABULARY_VERSION, err);
out:
	free(id_rank);
	return rc;
}

static struct mf_rows rows_of(const struct mf_sections *f, uint32_t n, unsigned off, unsigned list)
{
	size_t numbers = f->len[list] / sizeof(uint32_t);

	return (struct mf_rows){ n, numbers < UINT32_MAX ? (uint32_t)numbers : UINT32_MAX, f->at[off],
				 f->at[list], f->blocks };
}

int mf_vocabulary_open(struct mf_vocabulary *v, const char *path, struct mf_error *err)
{
	struct mf_sections *f = &v->file;
	int rc;

	memset(v, 0, sizeof *v);
	rc = mf_sections_open(f, path, MF_VOCABULARY_KIND, MF_VOCABULARY_VERSION, SECTIONS, err);
	if (rc < 0)
		return rc;
	if (mf_stringset_open(&v->forms, f, S_FORM_OFF) < 0 ||
	    mf_stringset_open(&v->stems, f, S_STEM_OFF) < 0 ||
	    mf_stringset_open(&v->roots, f, S_ROOT_OFF) < 0 ||
	    f->len[S_RANK_ID] != v->forms.n * sizeof(uint32_t) || f->len[S_ID_RANK] != f->len[S_RANK_ID] ||
	    f->len[S_ID_STEM] != f->len[S_RANK_ID] || f->len[S_ID_COUNT] != f->len[S_RANK_ID] ||
	    f->len[S_STEM_ROOT] != v->stems.n * sizeof(uint32_t) ||
	    f->len[S_STEM_FORMS_OFF] != (v->stems.n + (size_t)1) * sizeof(uint32_t) ||
	    f->len[S_ROOT_STEMS_OFF] != (v->roots.n + (size_t)1) * sizeof(uint32_t)) {
		mf_vocabulary_close(v);
		return mf_store_damaged(err, "%s: sections do not fit together", path);
	}
	v->rank_id = f->at[S_RANK_ID];
	v->id_rank = f->at[S_ID_RANK];
	v->id_stem = f->at[S_ID_STEM];
	v->id_count = f->at[S_ID_COUNT];
	v->stem_root = f->at[S_STEM_ROOT];
	v->stem_forms = rows_of(f, v->stems.n, S_STEM_FORMS_OFF, S_STEM_FORMS);
	v->root_stems = rows_of(f, v->roots.n, S_ROOT_STEMS_OFF, S_ROOT_STEMS);
	return 0;
}

void mf_vocabulary_close(struct mf_vocabulary *v)
{
	mf_sections_close(&v->file);
	memset(v, 0, sizeof *v);
}
