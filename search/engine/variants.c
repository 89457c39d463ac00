/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/variants.h"

#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/variants.h"
#include "wrappers/icu/translit.h"
#include "wrappers/libc/edits.h"
#include "wrappers/libc/top.h"
#include "wrappers/libc/utf8.h"

#define LETTERS 40 /* longer words are no names */

struct seeking {
	const struct mf_lookup *look;
	const char *form, *like; /* as typed, folded; what is compared */
	size_t form_len, like_len, letters;
	uint32_t letter[LETTERS];
	char key[MF_STEM_MAX], stem[MF_STEM_MAX], root[MF_STEM_MAX];
	size_t key_len, stem_len, root_len;
	unsigned limit;
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

/* A form that is there already has its count raised. */
static void offer(struct seeking *s, struct mf_variant v)
{
	const struct mf_variant *have = s->best.v;

	v.form = mf_arena_strndup(s->look->arena, v.form, v.len);
	for (size_t i = 0; i < s->best.n; i++)
		if (have[i].len == v.len && memcmp(have[i].form, v.form, v.len) == 0) {
			v.count += have[i].count;
			mf_top_remove(&s->best, i);
			break;
		}
	mf_top_offer(&s->best, &v);
}

#define ARTICLE "ال"
#define LONG_NAME 7 /* letters: words of so many are hardly two forms of one Arabic root */

/* Does the form read as clitics before a word that the index has? */
static bool has_clitics(const struct mf_index *index, const char *form, size_t len)
{
	size_t cut[MF_CLITIC_MAX], n = mf_clitics(form, len, cut);

	for (size_t i = 0; i < n; i++)
		for (size_t s = 0; s < index->segments; s++)
			if (mf_stringset_find(&index->segment[s].vocabulary.forms, form + cut[i],
					      len - cut[i]) != MF_NONE)
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

/* A set of letters, roughly: texts at a distance d differ in at most 2 d of its bits. */
static uint64_t letter_set(const char *text, size_t len)
{
	uint64_t set = 0;

	for (size_t i = 0; i < len; i++)
		set |= (unsigned char)text[i] < 0xc0 ? (uint64_t)1 << (text[i] & 63) : 0;
	return set;
}

static void seek(struct seeking *s, const struct mf_vocabulary *v)
{
	uint64_t set = letter_set(s->like, s->like_len);
	size_t first = 0;
	uint32_t from, to;

	(void)mf_utf8_next(s->like, s->like_len, &first);
	from = mf_stringset_lower(&v->forms, s->like, first);
	to = mf_stringset_upper(&v->forms, s->like, first, from);
	for (uint32_t rank = from; rank < to; rank++) {
		uint32_t letter[LETTERS];
		size_t len, letters;
		const char *form = mf_stringset_get(&v->forms, rank, &len);
		struct mf_variant found;
		if (len > s->like_len + 2 * (size_t)s->limit || s->like_len > len + 2 * (size_t)s->limit ||
		    (unsigned)__builtin_popcountll(set ^ letter_set(form, len)) > 2 * s->limit ||
		    (len == s->form_len && memcmp(form, s->form, len) == 0))
			continue;
		letters = mf_edits_letters(form, len, letter, LETTERS);
		found = (struct mf_variant){ form, (uint32_t)len, v->id_count[mf_vocabulary_ranked(v, rank)],
					     0 };
		found.edits =
			letters ? mf_edits(s->letter, s->letters, letter, letters, s->limit) : s->limit + 1;
		if (found.edits <= s->limit && !has_article(form, len) && alike(s, form, len, letters) &&
		    !has_clitics(s->look->index, form, len))
			offer(s, found);
	}
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
	s.letters = mf_edits_letters(s.like, s.like_len, s.letter, LETTERS);
	s.limit = s.letters <= 5 ? 1 : 2;
	s.key_len = mf_name_key(s.like, s.like_len, s.key);
	if (s.letters < 4 || s.key_len < 4 ||
	    has_article(s.like, s.like_len)) /* too little is said by two consonants */
		goto out;
	for (size_t i = 0; i < look->index->segments; i++)
		seek(&s, &look->index->segment[i].vocabulary);
out:
	mf_top_sort(&s.best);
	mf_buf_release(&transcribed);
	mf_buf_release(&folded);
	return s.best.n;
}
