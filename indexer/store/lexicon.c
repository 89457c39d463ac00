/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/numbers/number.h"
#include "indexer/analysis/words/stem.h"
#include "indexer/analysis/words/token.h"
#include "indexer/store/surfaces.h"
#include "indexer/store/vocabulary.h"
#include "wrappers/libc/mem.h"

struct form {
	uint32_t stem, count, last; /* passages counted, the last of them */
};

struct mf_lexicon {
	struct mf_stemmer *stemmer;
	struct mf_pool forms, stems, roots;
	struct form *form;
	uint32_t *stem_root;
	size_t form_cap, stem_cap;
	struct mf_surfaces surfaces;
};

struct mf_lexicon *mf_lexicon_new(enum mf_stemming stemming)
{
	struct mf_lexicon *lex = mf_calloc(1, sizeof *lex);

	lex->stemmer = mf_stemmer_new(stemming);
	mf_pool_init(&lex->forms);
	mf_pool_init(&lex->stems);
	mf_pool_init(&lex->roots);
	mf_surfaces_init(&lex->surfaces);
	return lex;
}

void mf_lexicon_free(struct mf_lexicon *lex)
{
	if (!lex)
		return;
	mf_stemmer_free(lex->stemmer);
	mf_pool_release(&lex->forms);
	mf_pool_release(&lex->stems);
	mf_pool_release(&lex->roots);
	mf_surfaces_release(&lex->surfaces);
	free(lex->form);
	free(lex->stem_root);
	free(lex);
}

static uint32_t add_root(struct mf_lexicon *lex, const char *stem, size_t len)
{
	char root[MF_STEM_MAX];
	size_t root_len = mf_root(stem, len, root);
	int fresh;

	return root_len ? mf_pool_add(&lex->roots, root, root_len, &fresh) : MF_NO_ROOT;
}

static uint32_t add_stem(struct mf_lexicon *lex, const char *form, size_t len, int kind)
{
	char stem[MF_STEM_MAX];
	size_t stem_len;
	int fresh;
	uint32_t s;

	if (kind == MF_TOKEN_NUMBER)
		stem_len = mf_number_canonical(form, len, stem);
	else /* a fragment too: the same letters may be a word elsewhere, and whichever came first counts */
		stem_len = mf_stem(lex->stemmer, form, len, stem);
	s = mf_pool_add(&lex->stems, stem_len ? stem : form, stem_len ? stem_len : len, &fresh);
	if (fresh) {
		lex->stem_root =
			mf_grow(lex->stem_root, &lex->stem_cap, s + (size_t)1, sizeof *lex->stem_root);
		lex->stem_root[s] = kind != MF_TOKEN_NUMBER ? add_root(lex, stem, stem_len) : MF_NO_ROOT;
	}
	return s;
}

uint32_t mf_lexicon_form(struct mf_lexicon *lex, const char *form, size_t len, int kind)
{
	int fresh;
	uint32_t f = mf_pool_add(&lex->forms, form, len, &fresh);

	if (fresh) {
		lex->form = mf_grow(lex->form, &lex->form_cap, f + (size_t)1, sizeof *lex->form);
		lex->form[f] = (struct form){ add_stem(lex, form, len, kind), 0, 0 };
	}
	return f;
}

uint32_t mf_lexicon_stem(const struct mf_lexicon *lex, uint32_t form)
{
	return lex->form[form].stem;
}

const char *mf_lexicon_stem_text(const struct mf_lexicon *lex, uint32_t stem, size_t *len)
{
	return mf_pool_get(&lex->stems, stem, len);
}

void mf_lexicon_count(struct mf_lexicon *lex, uint32_t form, uint32_t passage)
{
	struct form *f = &lex->form[form];

	f->count += f->last != passage;
	f->last = passage;
}

void mf_lexicon_spelled(struct mf_lexicon *lex, uint32_t form, const char *text, size_t len)
{
	size_t folded_len;
	const char *folded = mf_pool_get(&lex->forms, form, &folded_len);

	mf_surfaces_add(&lex->surfaces, form, folded, folded_len, text, len);
}

uint32_t mf_lexicon_forms(const struct mf_lexicon *lex)
{
	return lex->forms.n;
}

uint32_t mf_lexicon_stems(const struct mf_lexicon *lex)
{
	return lex->stems.n;
}

size_t mf_lexicon_memory(const struct mf_lexicon *lex)
{
	return lex->form_cap * sizeof *lex->form + lex->stem_cap * sizeof *lex->stem_root +
	       mf_pool_memory(&lex->forms) + mf_pool_memory(&lex->stems) + mf_pool_memory(&lex->roots) +
	       mf_surfaces_memory(&lex->surfaces);
}

static int write_surfaces(const struct mf_lexicon *lex, const struct mf_sorted *forms, const char *path,
			  struct mf_error *err)
{
	uint32_t *count = mf_calloc(lex->forms.n + (size_t)1, sizeof *count);
	int rc;

	for (uint32_t f = 0; f < lex->forms.n; f++)
		count[f] = lex->form[f].count;
	rc = mf_surfaces_save(&lex->surfaces, forms, count, path, err);
	free(count);
	return rc;
}

int mf_lexicon_write(const struct mf_lexicon *lex, const char *path, const char *surfaces,
		     struct mf_error *err)
{
	struct mf_sorted forms, stems, roots;
	struct mf_vocabulary_tables t;
	uint32_t *id_stem = mf_calloc(lex->forms.n + (size_t)1, sizeof *id_stem);
	uint32_t *id_count = mf_calloc(lex->forms.n + (size_t)1, sizeof *id_count);
	uint32_t *stem_root = mf_calloc(lex->stems.n + (size_t)1, sizeof *stem_root);
	int rc;

	mf_sorted_make(&forms, &lex->forms);
	mf_sorted_make(&stems, &lex->stems);
	mf_sorted_make(&roots, &lex->roots);
	for (uint32_t f = 0; f < lex->forms.n; f++) {
		id_stem[f] = stems.rank[lex->form[f].stem];
		id_count[f] = lex->form[f].count;
	}
	for (uint32_t s = 0; s < lex->stems.n; s++) {
		uint32_t r = lex->stem_root[stems.number[s]];
		stem_root[s] = r == MF_NO_ROOT ? MF_NONE : roots.rank[r];
	}
	t = (struct mf_vocabulary_tables){ forms.strings, stems.strings, roots.strings, forms.number,
					   id_stem,       id_count,      stem_root };
	rc = mf_vocabulary_write(&t, path, err);
	if (rc == 0 && surfaces)
		rc = write_surfaces(lex, &forms, surfaces, err);
	free(id_stem);
	free(id_count);
	free(stem_root);
	mf_sorted_release(&forms);
	mf_sorted_release(&stems);
	mf_sorted_release(&roots);
	return rc;
}
