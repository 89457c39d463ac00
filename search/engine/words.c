/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/words.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/numbers/number.h"
#include "indexer/analysis/schema.h"
#include "indexer/analysis/words/hamza.h"
#include "indexer/analysis/words/token.h"
#include "indexer/analysis/words/variants.h"
#include "search/engine/doubt.h"
#include "search/engine/ending.h"
#include "search/engine/kin.h"
#include "search/engine/latin.h"
#include "search/engine/variants.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/mem.h"

/* ---- frequencies ---- */

static uint64_t form_count(const struct mf_lookup *look, const char *form, size_t len)
{
	return mf_statistics_form(look->statistics, form, len);
}

static uint64_t stem_count(const struct mf_lookup *look, const char *stem, size_t len)
{
	return mf_statistics_stem(look->statistics, stem, len);
}

/* ---- stems ---- */

static bool has_stem(const struct mf_query_word *w, const char *stem, size_t len)
{
	for (size_t i = 0; i < w->stems; i++)
		if (w->stem[i].len == len && memcmp(w->stem[i].stem, stem, len) == 0)
			return true;
	return false;
}

void mf_words_add_stem(struct mf_query_word *w, const struct mf_lookup *look, const struct mf_stem_term *t)
{
	w->stem = mf_arena_grow(look->arena, w->stem, &w->stem_cap, w->stems + 1, sizeof *w->stem);
	w->stem[w->stems++] = *t;
}

static bool add_stem(struct mf_query_word *w, const struct mf_lookup *look, const char *stem, size_t len,
		     uint8_t how, bool doubtful)
{
	struct mf_stem_term t = { .len = (uint32_t)len, .how = how, .doubtful = doubtful, .weight = 1 };

	if (has_stem(w, stem, len))
		return false;
	t.stem = mf_arena_strndup(look->arena, stem, len);
	t.count = stem_count(look, stem, len);
	mf_words_add_stem(w, look, &t);
	return true;
}

static bool add_form_stem(struct mf_query_word *w, const struct mf_lookup *look, const char *form, size_t len,
			  uint8_t how, bool doubtful)
{
	char stem[MF_STEM_MAX];

	return add_stem(w, look, stem, mf_stem(look->stemmer, form, len, stem), how, doubtful);
}

static const char *const pronouns[] = { "ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ي", NULL };

/* The form, or the form after clitics, the article or both. */
static bool is_after_clitics(const char *only, const char *form, size_t len)
{
	size_t n = strlen(only), before = len - n;

	if (len < n || memcmp(form + before, only, n) != 0)
		return false;
	for (size_t i = 0; before && mf_clitic_runs[i]; i++) {
		size_t run = strlen(mf_clitic_runs[i]);
		if (run <= before && memcmp(form, mf_clitic_runs[i], run) == 0 &&
		    (run == before ||
		     (before - run == strlen("ال") && memcmp(form + run, "ال", strlen("ال")) == 0)))
			return true;
	}
	return before == 0 || (before == strlen("ال") &&
			       (memcmp(form, "ال", before) == 0 || memcmp(form, "لل", before) == 0));
}

bool mf_words_is_that_form(const struct mf_stem_term *t, const char *form, size_t len)
{
	if (is_after_clitics(t->only, form, len))
		return true;
	for (size_t i = 0; t->pronouns && pronouns[i]; i++) {
		size_t n = strlen(pronouns[i]);
		if (len > n && memcmp(form + len - n, pronouns[i], n) == 0 &&
		    is_after_clitics(t->only, form, len - n))
			return true;
	}
	return false;
}

void mf_words_only(struct mf_query_word *w, size_t stem, const struct mf_lookup *look, const char *form)
{
	struct mf_stem_term *t = &w->stem[stem];
	struct mf_family family;

	mf_statistics_family(look->statistics, t->stem, t->len, look->arena, &family);
	t->only = form;
	t->count = 0;
	for (size_t i = 0; i < family.forms; i++) {
		if (mf_words_is_that_form(t, family.form[i].text, family.form[i].len))
			t->count += family.form[i].count;
		else
			w->narrowed = w->narrowed || family.form[i].count;
	}
}

/* A function word, or و or ف and one. */
static bool is_function(const char *stem, size_t len)
{
	size_t letter = strlen("و");
	bool joined = len > letter && (memcmp(stem, "و", letter) == 0 || memcmp(stem, "ف", letter) == 0);

	return mf_stop_word(stem, len) || (joined && mf_stop_word(stem + letter, len - letter));
}

#define SHORT_STEM 4 /* bytes, two letters: آلام folds to الام, which is الأم too */

/* A partner that lost its first letters as an article is too short to be sure of; of one whose stem is a
 * function word (ولاة: ولا) only the form itself is meant. */
static void add_plurals(struct mf_query_word *w, const struct mf_lookup *look, const char *form, size_t len,
			bool doubtful)
{
	const char *partner = mf_plural_partners(form, len);

	for (; partner && *partner; partner += strlen(partner) + 1) {
		char stem[MF_STEM_MAX];
		size_t n = mf_stem(look->stemmer, partner, strlen(partner), stem);
		if (add_stem(w, look, stem, n, MF_MATCH_PLURAL, doubtful || n <= SHORT_STEM) &&
		    is_function(stem, n))
			mf_words_only(w, w->stems - 1, look, partner);
	}
}

bool mf_words_is_name(const struct mf_lookup *look, const char *form, size_t len)
{
	uint32_t found;

	return mf_gazetteer_lookup(look->gazetteer, form, len, &found, 1) > 0 ||
	       mf_gazetteer_given_name(look->gazetteer, form, len);
}

/* بدمج is ب+دمج where the collection knows دمج at least half as well as بدمج; otherwise the ب is the word's
 * own. */
static bool clitic_reading(const struct mf_lookup *look, uint64_t whole, const char *rest, size_t len)
{
	uint64_t alone = form_count(look, rest, len);

	return alone && alone * 2 >= whole;
}

static bool contains(const char *text, size_t len, const char *part, size_t n)
{
	for (size_t at = 0; at + n <= len; at++)
		if (memcmp(text + at, part, n) == 0)
			return true;
	return false;
}

/* Has the kin's stem forms that are not made of it, or of as much of it as the word is long? */
static bool has_strangers(const struct mf_query_word *w, const struct mf_lookup *look,
			  const struct mf_kin *kin)
{
	const struct mf_stem_term *t = &w->stem[w->stems - 1];
	size_t part = kin->len < w->form_len ? kin->len : w->form_len;
	struct mf_family family;
	bool strangers = false;

	mf_statistics_family(look->statistics, t->stem, t->len, look->arena, &family);
	for (size_t i = 0; i < family.forms && !strangers; i++)
		strangers = family.form[i].count &&
			    !contains(family.form[i].text, family.form[i].len, kin->form, part);
	return strangers;
}

static void add_list(struct mf_query_word *w, const struct mf_lookup *look, const struct mf_kin_list *kin)
{
	for (size_t i = 0; i < kin->n; i++)
		if (add_form_stem(w, look, kin->v[i].form, kin->v[i].len, MF_MATCH_STEM, false) &&
		    has_strangers(w, look, &kin->v[i]))
			mf_words_only(w, w->stems - 1, look, kin->v[i].form);
}

static void add_french(struct mf_query_word *w, const struct mf_lookup *look)
{
	struct mf_kin_list kin;

	mf_latin_find(look, w->form, w->form_len, &kin);
	add_list(w, look, &kin);
}

/* Before a pronoun the stemmer takes a word's own ت for an ending (بيوتهم). */
static void add_pronouns(struct mf_query_word *w, const struct mf_lookup *look, const char *form, size_t len)
{
	size_t t = strlen("ت");
	char with[MF_FORM_MAX + 16];

	if (len < 3 * t || len > MF_FORM_MAX || memcmp(form + len - t, "ت", t) != 0)
		return;
	memcpy(with, form, len);
	for (size_t i = 0; pronouns[i]; i++) {
		size_t n = strlen(pronouns[i]);
		memcpy(with + len, pronouns[i], n);
		if (form_count(look, with, len + n) &&
		    add_form_stem(w, look, with, len + n, MF_MATCH_STEM, false)) {
			w->stem[w->stems - 1].pronouns = true;
			mf_words_only(w, w->stems - 1, look, mf_arena_strndup(look->arena, form, len));
		}
	}
}

/* Forms of the word that its stem does not join, and those of its broken plurals with pronouns. */
static void add_kin(struct mf_query_word *w, const struct mf_lookup *look)
{
	const char *partner = mf_plural_partners(w->form, w->form_len);
	struct mf_kin_list kin;

	mf_kin_find(look, w->form, w->form_len, mf_words_is_name(look, w->form, w->form_len), &kin);
	add_list(w, look, &kin);
	add_pronouns(w, look, w->form, w->form_len);
	for (; partner && *partner; partner += strlen(partner) + 1)
		add_pronouns(w, look, partner, strlen(partner));
}

/* The word as typed may carry clitics: what it is without them. */
static void cut_clitics(struct mf_query_word *w, const struct mf_lookup *look)
{
	size_t cut[MF_CLITIC_MAX], n = mf_clitics(w->form, w->form_len, cut);
	uint64_t whole = n ? form_count(look, w->form, w->form_len) : 0;
	bool name = n && mf_words_is_name(look, w->form, w->form_len);

	for (size_t i = 0; i < n; i++) {
		const char *rest = w->form + cut[i];
		size_t len = w->form_len - cut[i], stem_len;
		char stem[MF_STEM_MAX];
		struct mf_family family;
		bool doubtful;
		if (!clitic_reading(look, whole, rest, len))
			continue;
		stem_len = mf_stem(look->stemmer, rest, len, stem);
		mf_statistics_family(look->statistics, stem, stem_len, look->arena, &family);
		doubtful = name || !mf_reading_sure(look, w->stem[0].stem, w->stem[0].len, &family);
		add_stem(w, look, stem, stem_len, MF_MATCH_CLITIC, doubtful);
		add_plurals(w, look, rest, len, doubtful);
	}
}

/* لاعبي is لاعب with an ending, whatever else it may be. */
static bool goes_on(const char *stem, size_t len, const char *longer, size_t longer_len)
{
	return longer_len > len && memcmp(longer, stem, len) == 0;
}

/* In the texts it may carry clitics: the stems of such forms, where there is evidence that they are such. */
static void put_clitics(struct mf_query_word *w, const struct mf_lookup *look)
{
	size_t own = w->stems;

	for (size_t i = 0; i < own; i++) {
		struct mf_family family;
		if (w->stem[i].doubtful || w->stem[i].only)
			continue;
		mf_statistics_family(look->statistics, w->stem[i].stem, w->stem[i].len, look->arena, &family);
		for (size_t k = 0; k < family.readings && w->stems <= MF_EXPANSIONS; k++) {
			const struct mf_family_reading *r = &family.reading[k];
			if (family.form[r->form].count * 2 < r->count || has_stem(w, r->stem, r->stem_len))
				continue;
			add_stem(w, look, r->stem, r->stem_len, MF_MATCH_CLITIC,
				 !goes_on(w->stem[i].stem, w->stem[i].len, r->stem, r->stem_len) &&
					 (mf_words_is_name(look, r->text, r->len) ||
					  !mf_reading_sure(look, r->stem, r->stem_len, &family)));
		}
	}
}

/* Before the first word of a phrase clitics need no other evidence: the words that follow are that. */
static void put_joined(struct mf_query_word *w, const struct mf_lookup *look)
{
	char with[MF_FORM_MAX + 16];

	for (size_t i = 0; mf_clitic_runs[i] && w->form_len <= MF_FORM_MAX; i++) {
		size_t run = strlen(mf_clitic_runs[i]);
		memcpy(with, mf_clitic_runs[i], run);
		memcpy(with + run, w->form, w->form_len);
		if (form_count(look, with, run + w->form_len))
			add_form_stem(w, look, with, run + w->form_len, MF_MATCH_CLITIC, false);
	}
}

/* A form that has a clitic before it and a pronoun after (فأطفالهم) is attested by other forms of the stem;
 * and where the texts do not have the word, the query itself is the evidence that it is one. */
static void put_rare_clitics(struct mf_query_word *w, const struct mf_lookup *look)
{
	char with[MF_FORM_MAX + 16];
	const struct mf_stem_term own = w->stem[0];
	bool unknown = form_count(look, w->form, w->form_len) == 0;
	struct mf_family family;

	mf_statistics_family(look->statistics, own.stem, own.len, look->arena, &family);
	for (size_t i = 0; mf_clitic_runs[i] && own.len + w->form_len < MF_FORM_MAX; i++) {
		size_t run = strlen(mf_clitic_runs[i]), cut[MF_CLITIC_MAX];
		uint64_t whole;
		bool guess;
		memcpy(with, mf_clitic_runs[i], run);
		memcpy(with + run, w->form, w->form_len);
		guess = unknown && !mf_words_is_name(look, with, run + w->form_len);
		if (guess && form_count(look, with, run + w->form_len))
			add_form_stem(w, look, with, run + w->form_len, MF_MATCH_CLITIC, false);
		memcpy(with + run, own.stem, own.len);
		whole = mf_clitics(with, run + own.len, cut) ? stem_count(look, with, run + own.len) : 0;
		if (whole && !has_stem(w, with, run + own.len) &&
		    (own.count * 2 >= whole || (guess && !own.count)))
			add_stem(w, look, with, run + own.len, MF_MATCH_CLITIC,
				 mf_word_of_its_own(look, with, run + own.len, &family));
	}
}

static void find_root(struct mf_query_word *w, const struct mf_lookup *look)
{
	char root[MF_STEM_MAX];
	size_t len = w->stems ? mf_root(w->stem[0].stem, w->stem[0].len, root) : 0;

	if (!len)
		return;
	w->root = mf_arena_strndup(look->arena, root, len);
	w->root_len = (uint32_t)len;
}

/* Some write the article as أل.  So that is what it is where the texts do not know the word otherwise; but
 * nobody writes it as إل. */
static void mend_article(struct mf_query_word *w, const struct mf_lookup *look)
{
	char *plain;

	if (strstr(w->typed, "إ") || strstr(w->typed, "آ") || form_count(look, w->form, w->form_len))
		return;
	plain = mf_arena_strndup(look->arena, w->form, w->form_len);
	if (mf_hamza_drop(plain, w->form_len) && form_count(look, plain, w->form_len))
		w->form = plain;
}

/* Of a word typed without hamza the texts may have it with one, which keeps its أل (إلهام); typed with it,
 * they may have left it out: then no other form of what الهام looks like is meant. */
static void add_hamza(struct mf_query_word *w, const struct mf_lookup *look)
{
	char other[MF_FORM_MAX];
	size_t len = w->form_len;

	if (len > sizeof other)
		return;
	memcpy(other, w->form, len);
	if (mf_hamza_put(w->form, len, other)) {
		if (form_count(look, other, len))
			add_form_stem(w, look, other, len, MF_MATCH_STEM, false);
	} else if (mf_hamza_drop(other, len) && form_count(look, other, len) &&
		   add_form_stem(w, look, other, len, MF_MATCH_STEM, false)) {
		w->stem[w->stems - 1].spelling = w->narrowed = true;
	}
}

/* والدين may be و and a word with its article, or a word that takes one: الوالدين. */
static void add_undefined(struct mf_query_word *w, const struct mf_lookup *look)
{
	char with[MF_FORM_MAX + 8] = "ال";
	size_t len = strlen(with) + w->form_len;

	if (w->form_len > MF_FORM_MAX || w->form_len < 5 * strlen("و") || strncmp(w->form, "وال", 6) != 0)
		return;
	memcpy(with + strlen("ال"), w->form, w->form_len);
	if (form_count(look, with, len))
		add_form_stem(w, look, with, len, MF_MATCH_CLITIC, false);
}

/* Where nothing sure is found, what is doubtful is tried. */
static void guess(struct mf_query_word *w)
{
	uint64_t sure = 0, doubtful = 0;

	for (size_t i = 0; i < w->stems; i++)
		*(w->stem[i].doubtful ? &doubtful : &sure) += w->stem[i].count;
	w->guessed = !sure && doubtful;
	for (size_t i = 0; w->guessed && i < w->stems; i++)
		w->stem[i].doubtful = false;
}

static void expand_arabic(struct mf_query_word *w, const struct mf_lookup *look)
{
	mend_article(w, look);
	add_form_stem(w, look, w->form, w->form_len, MF_MATCH_STEM, false);
	find_root(w, look);
	add_hamza(w, look);
	if (w->exact == MF_FORM_JOINED)
		put_joined(w, look);
	if (w->exact || w->stop)
		return;
	mf_ending_tell_apart(w, look);
	add_undefined(w, look);
	add_plurals(w, look, w->form, w->form_len, false);
	add_kin(w, look);
	cut_clitics(w, look);
	put_clitics(w, look);
	put_rare_clitics(w, look);
	guess(w);
}

/* The stem that the index has of a form. */
static size_t stem_of(const struct mf_lookup *look, const char *form, size_t len,
		      char out[static MF_STEM_MAX])
{
	size_t n = len && form[0] >= '0' && form[0] <= '9' ? mf_number_canonical(form, len, out) : 0;

	return n ? n : mf_stem(look->stemmer, form, len, out);
}

static uint64_t add_beginning(struct mf_query_word *w, const struct mf_lookup *look, const char *form,
			      size_t form_len)
{
	struct mf_forms f;
	uint64_t count = 0;
	bool more;

	mf_forms_start(&f, look->statistics);
	more = mf_forms_seek(&f, form, form_len);
	for (; more && w->stems <= MF_EXPANSIONS; more = mf_forms_next(&f)) {
		char stem[MF_STEM_MAX];
		if (f.text.len < form_len || memcmp(f.text.data, form, form_len) != 0)
			break;
		add_stem(w, look, stem, stem_of(look, f.text.data, f.text.len, stem), MF_MATCH_PREFIX, false);
		count += f.count;
	}
	mf_forms_release(&f);
	return count;
}

/* What may stand before a word that begins with the letters of a prefix. */
const char *const mf_prefix_runs[] = { "ال", "وال", "فال", "بال", "كال", "لل", "ولل", NULL };

/* Returns how many passages have such forms, one counted again for each form. */
static uint64_t expand_prefix(struct mf_query_word *w, const struct mf_lookup *look)
{
	uint64_t count = add_beginning(w, look, w->form, w->form_len);
	char other[MF_FORM_MAX + 16];

	if (w->form_len > MF_FORM_MAX || w->kind != MF_TOKEN_ARABIC)
		return count;
	if (strncmp(w->form, "ا", strlen("ا")) == 0) {
		memcpy(other, w->form, w->form_len);
		memcpy(other, "أ", strlen("أ")); /* of hamza.h */
		count += add_beginning(w, look, other, w->form_len);
	}
	for (size_t i = 0; mf_prefix_runs[i] && w->stems <= MF_EXPANSIONS; i++) {
		size_t run = strlen(mf_prefix_runs[i]);
		memcpy(other, mf_prefix_runs[i], run);
		memcpy(other + run, w->form, w->form_len);
		count += add_beginning(w, look, other, run + w->form_len);
	}
	return count;
}

/* A word that the index hardly has is looked for in other spellings. */
static void add_variants(struct mf_query_word *w, const struct mf_lookup *look)
{
	struct mf_variant found[MF_VARIANTS];
	uint64_t known = 0;
	size_t n;

	for (size_t i = 0; i < w->stems; i++)
		known += w->stem[i].doubtful ? 0 : w->stem[i].count;
	if (!look->variants || w->exact || w->prefix || w->stop || w->kind == MF_TOKEN_NUMBER ||
	    known > MF_RARE)
		return;
	n = mf_variants_find(look, w->form, w->form_len, w->kind == MF_TOKEN_ARABIC, found);
	w->variant = mf_arena_alloc(look->arena, (n + 1) * sizeof *w->variant);
	for (size_t i = 0; i < n; i++)
		if (add_form_stem(w, look, found[i].form, found[i].len, MF_MATCH_VARIANT, false))
			w->variant[w->variants++] = found[i].form;
}

/* Of a prefix the passages are counted already: its stems have many other forms. */
static void count_all(struct mf_query_word *w, const struct mf_lookup *look, uint64_t prefixed)
{
	uint64_t all = mf_lookup_passages(look), stems = prefixed;

	for (size_t i = 0; i < w->stems; i++)
		stems += w->prefix || w->stem[i].doubtful ? 0 : w->stem[i].count;
	w->idf_exact = mf_idf(all, form_count(look, w->form, w->form_len));
	w->idf_stem = mf_idf(all, stems);
	w->idf_root = w->root ? mf_idf(all, mf_statistics_root(look->statistics, w->root, w->root_len)) : 0;
}

struct mf_query_word *mf_words_append(struct mf_query_words *words, const struct mf_lookup *look)
{
	struct mf_query_word *w;

	words->v = mf_arena_grow(look->arena, words->v, &words->cap, words->n + 1, sizeof *words->v);
	w = &words->v[words->n++];
	memset(w, 0, sizeof *w);
	return w;
}

size_t mf_words_add(struct mf_query_words *words, const struct mf_lookup *look, const char *typed,
		    const char *form, size_t form_len, int kind, enum mf_exactness exact, bool prefix)
{
	struct mf_query_word *w;
	uint64_t prefixed = 0;

	for (size_t i = 0; i < words->n; i++) {
		w = &words->v[i];
		if (w->form_len == form_len && memcmp(w->form, form, form_len) == 0 && w->exact == exact &&
		    w->prefix == prefix && (exact != MF_THIS_SPELLING || strcmp(w->typed, typed) == 0))
			return i;
	}
	w = mf_words_append(words, look);
	w->typed = typed;
	w->form = mf_arena_strndup(look->arena, form, form_len);
	w->form_len = (uint32_t)form_len;
	w->kind = (uint8_t)kind;
	w->exact = (uint8_t)exact;
	w->prefix = prefix;
	w->stop = kind == MF_TOKEN_ARABIC && mf_stop_word(form, form_len);
	if (prefix) {
		prefixed = expand_prefix(w, look);
	} else if (kind == MF_TOKEN_ARABIC) {
		expand_arabic(w, look);
	} else if (kind == MF_TOKEN_NUMBER) {
		char value[MF_NUMBER_MAX];
		size_t len = mf_number_canonical(form, form_len, value);
		add_stem(w, look, len ? value : form, len ? len : form_len, MF_MATCH_NUMBER, false);
	} else {
		add_form_stem(w, look, form, form_len, MF_MATCH_STEM, false);
		if (kind == MF_TOKEN_WORD && !exact)
			add_french(w, look);
	}
	add_variants(w, look);
	count_all(w, look, prefixed);
	return words->n - 1;
}

bool mf_words_is_joined(const struct mf_query_word *w, const char *form, size_t len)
{
	static const char *const dative[] = { "لل", "ولل", "فلل", NULL };
	size_t article = strlen("ال");

	if (mf_words_is_name_form(w, form, len))
		return true;
	for (size_t i = 0; w->form_len > article && memcmp(w->form, "ال", article) == 0 && dative[i]; i++) {
		size_t run = strlen(dative[i]);
		if (len == run + w->form_len - article && memcmp(form, dative[i], run) == 0 &&
		    memcmp(form + run, w->form + article, w->form_len - article) == 0)
			return true;
	}
	return false;
}
