/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/variants.h"

#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/variants.h"
#include "search/engine/near.h"
#include "wrappers/icu/translit.h"
#include "wrappers/libc/edits.h"
#include "wrappers/libc/top.h"
#include "wrappers/libc/utf8.h"

struct seeking {
	const struct mf_lookup *look;
	const char *form, *like; /* as typed, folded; what is compared */
	size_t form_len, like_len, letters;
	char key[MF_STEM_MAX], stem[MF_STEM_MAX], root[MF_STEM_MAX];
	size_t key_len, stem_len, root_len;
	struct mf_top best; /* of struct mf_variant */
};

static int compare(const void *a, const void *b)
{
	const struct mf_variant *x = a, *y = b;

	if (x->edits != y->edits)
		return x->edits < y->edits ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return x->len != y->len ? (x->len < y->len ? -1 : 1) : memcmp(x->form, y->form, x->len);
}

#define ARTICLE "ال"
#define LONG_NAME 7 /* letters: words of so many are hardly two forms of one Arabic root */

/* Does the form read as clitics before a word that the archive has? */
static bool has_clitics(const struct mf_statistics *statistics, const char *form, size_t len)
{
	size_t cut[MF_CLITIC_MAX], n = mf_clitics(form, len, cut);

	for (size_t i = 0; i < n; i++)
		if (mf_statistics_form(statistics, form + cut[i], len - cut[i]))
			return true;
	return false;
}

/* The same consonants as far as transcriptions keep them, and not just another word of the same root
 * (كاتب, كتاب): those differ in weak letters as the spellings of a name do. */
static bool alike(const struct seeking *s, const char *form, size_t len, size_t letters)
{
	char key[MF_STEM_MAX], stem[MF_STEM_MAX], root[MF_STEM_MAX];
	size_t key_len = mf_name_key(form, len, key), stem_len, root_len;

	if (key_len != s->key_len || memcmp(key, s->key, key_len) != 0)
		return false;
	stem_len = mf_stem(s->look->stemmer, form, len, stem);
	if (stem_len == s->stem_len && memcmp(stem, s->stem, stem_len) == 0)
		return false;
	root_len = mf_root(stem, stem_len, root);
	return !root_len || root_len != s->root_len || memcmp(root, s->root, root_len) != 0 ||
	       (letters >= LONG_NAME && s->letters >= LONG_NAME);
}

static bool has_article(const char *form, size_t len)
{
	return len > strlen(ARTICLE) && memcmp(form, ARTICLE, strlen(ARTICLE)) == 0;
}

static void consider(void *ctx, const char *form, size_t len, uint64_t count, unsigned edits)
{
	struct seeking *s = ctx;
	struct mf_variant found = { form, (uint32_t)len, count, edits };

	if ((len == s->form_len && memcmp(form, s->form, len) == 0) || has_article(form, len) ||
	    !alike(s, form, len, mf_utf8_count(form, len)) || has_clitics(s->look->statistics, form, len))
		return;
	found.form = mf_arena_strndup(s->look->arena, form, len);
	mf_top_offer(&s->best, &found);
}

/* Forms that begin with the same letter, and are few edits away. */
static void seek(struct seeking *s)
{
	struct mf_near_costs costs;
	struct mf_near near = { .costs = &costs, .each = consider, .ctx = s };
	size_t first = 0;

	mf_near_costs_init(&costs, 1);
	near.letters = mf_edits_letters(s->like, s->like_len, near.letter, MF_NEAR_LETTERS);
	near.bound = near.letters <= 5 ? 1 : 2;
	(void)mf_utf8_next(s->like, s->like_len, &first);
	mf_near_walk(&near, s->look->statistics, s->like, first);
}

size_t mf_variants_find(const struct mf_lookup *look, const char *form, size_t len, bool arabic,
			struct mf_variant out[static MF_VARIANTS])
{
	struct seeking s = { .look = look, .form = form, .form_len = len, .like = form, .like_len = len };
	struct mf_buf transcribed = MF_BUF_INIT, folded = MF_BUF_INIT;

	s.best = (struct mf_top){ out, 0, MF_VARIANTS, sizeof *out, compare };
	if (!arabic) {
		if (mf_translit_arabic(form, len, &transcribed) < 0 || !transcribed.len)
			goto out;
		mf_fold(&folded, transcribed.data, transcribed.len);
		s.like = folded.data;
		s.like_len = folded.len;
	} else {
		s.stem_len = mf_stem(look->stemmer, form, len, s.stem);
		s.root_len = mf_root(s.stem, s.stem_len, s.root);
	}
	s.letters = mf_utf8_count(s.like, s.like_len);
	s.key_len = mf_name_key(s.like, s.like_len, s.key);
	/* too little is said by two consonants; and what is longer is no name */
	if (s.letters >= 4 && s.letters <= MF_NEAR_LETTERS && s.key_len >= 4 &&
	    !has_article(s.like, s.like_len))
		seek(&s);
out:
	mf_top_sort(&s.best);
	mf_buf_release(&transcribed);
	mf_buf_release(&folded);
	return s.best.n;
}
