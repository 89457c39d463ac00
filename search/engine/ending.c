/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/ending.h"

#include <string.h>

#include "indexer/analysis/words/variants.h"

#define FEW 3       /* so many passages are evidence, */
#define IN_FIFTY 50 /* and one in so many: adjectives hardly take pronouns */
#define VERB                                                                                                 \
	5 /* of a verb, endings of persons are as frequent as one in five of what looks like pronouns        \
	   */

enum ending { NEITHER, BARE, FEMININE };

struct cut {
	enum ending ending;
	bool article, possessed; /* a pronoun after ت */
	bool person;             /* an ending of a verb */
	bool plural;             /* ات, with or without a pronoun */
	bool either;             /* ه: that or a ة, as most texts write it */
};

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && memcmp(text + n - m, end, m) == 0;
}

static bool is_one_of(const char *text, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == len && memcmp(*list, text, len) == 0)
			return true;
	return false;
}

/* Most texts write it with ة. */
static bool is_feminine(const struct mf_lookup *look, const char *form, size_t len)
{
	return ends_with(mf_statistics_surface(look->statistics, form, len, look->arena), "ة");
}

static struct cut cut_tail(const struct mf_lookup *look, const char *form, size_t len, const char *tail)
{
	static const char *const pronouns[] = { "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ي", NULL };
	static const char *const possessed[] = { "ته",  "تها", "تهم", "تهما", "تهن",
						 "تنا", "تك",  "تكم", "تي",   NULL };
	static const char *const duals[] = { "تان", "تين", NULL };
	static const char *const persons[] = { "ت", "وا", "تم", NULL };
	size_t n = len - (size_t)(tail - form);
	struct cut cut = { .ending = NEITHER };

	if (n == 2 && memcmp(tail, "ه", 2) == 0)
		cut.ending = is_feminine(look, form, len) ? FEMININE : BARE;
	else if (!n || (n == 2 && memcmp(tail, "ا", 2) == 0) || is_one_of(tail, n, pronouns))
		cut.ending = BARE;
	else if (is_one_of(tail, n, possessed) || is_one_of(tail, n, duals))
		cut.ending = FEMININE;
	cut.either = n == 2 && memcmp(tail, "ه", 2) == 0;
	cut.possessed = is_one_of(tail, n, possessed);
	cut.person = is_one_of(tail, n, persons);
	cut.plural = n >= strlen("ات") && memcmp(tail, "ات", strlen("ات")) == 0;
	return cut;
}

static size_t article_of(const char *form, size_t len)
{
	static const char *const articles[] = { "ال", "لل" };

	for (size_t i = 0; i < 2; i++)
		if (len > strlen(articles[i]) && memcmp(form, articles[i], strlen(articles[i])) == 0)
			return strlen(articles[i]);
	return 0;
}

/* The form as clitics, article, the base, and an ending. */
static struct cut cut_form(const struct mf_lookup *look, const struct mf_family_form *f, const char *base,
			   size_t base_len)
{
	struct cut cut = { .ending = NEITHER };

	for (size_t i = 0; !i || mf_clitic_runs[i - 1]; i++) {
		const char *run = i ? mf_clitic_runs[i - 1] : "";
		size_t at = strlen(run), article;
		if (f->len < at || memcmp(f->text, run, at) != 0)
			continue;
		article = article_of(f->text + at, f->len - at);
		for (int with = 0; with < 1 + (article > 0); with++) {
			size_t from = at + (with ? article : 0);
			if (f->len - from < base_len || memcmp(f->text + from, base, base_len) != 0)
				continue;
			cut = cut_tail(look, f->text, f->len, f->text + from + base_len);
			cut.article = with;
			if (cut.ending != NEITHER || cut.person || cut.plural)
				return cut;
		}
	}
	return cut;
}

/* ---- nouns in ة ---- */

struct evidence {
	uint64_t feminine, possessed, feminine_article, bare_article, persons;
};

static bool are_two(const struct evidence *e)
{
	return e->possessed >= FEW && e->possessed * IN_FIFTY >= e->feminine && e->feminine_article >= FEW &&
	       e->bare_article >= FEW && e->persons * VERB < e->possessed;
}

static void note(struct evidence *e, const struct cut *cut, uint64_t count)
{
	e->feminine += cut->ending == FEMININE ? count : 0;
	e->possessed += cut->possessed ? count : 0;
	e->feminine_article += cut->ending == FEMININE && cut->article ? count : 0;
	e->bare_article += cut->ending == BARE && cut->article ? count : 0;
	e->persons += cut->person ? count : 0;
}

/* ---- names ---- */

static bool is_name(const struct mf_lookup *look, const char *form, size_t len)
{
	uint32_t found[1];

	return mf_gazetteer_lookup(look->gazetteer, form, len, found, 1) > 0;
}

/* The form, after clitics, is the base with an ending, and with that a name of the gazetteer. */
static bool is_another_name(const struct mf_lookup *look, const struct mf_family_form *f, const char *base,
			    size_t base_len)
{
	for (size_t i = 0; !i || mf_clitic_runs[i - 1]; i++) {
		const char *run = i ? mf_clitic_runs[i - 1] : "";
		size_t at = strlen(run);
		if (f->len > at + base_len && memcmp(f->text, run, at) == 0 &&
		    memcmp(f->text + at, base, base_len) == 0 && is_name(look, f->text + at, f->len - at))
			return true;
	}
	return false;
}

/* ---- both ---- */

static void leave_out(struct mf_query_word *w, const char *text, size_t len, uint64_t count)
{
	w->other[w->others].text = text;
	w->other[w->others++].len = len;
	w->narrowed = w->narrowed || count;
}

struct telling {
	const struct mf_lookup *look;
	const char *base;
	size_t base_len;
	bool two, feminine, plural, names; /* two words; ...: which one is meant; of which ات is */
};

/* Is what is cut so, as text[0, len) without clitics or with them, the other word? */
static bool is_other(const struct telling *t, struct cut cut, const char *text, size_t len)
{
	if (!t->two)
		return false;
	if (cut.either)
		cut.ending = is_feminine(t->look, text, len) ? FEMININE : BARE;
	return cut.ending == (t->feminine ? BARE : FEMININE) || (t->plural && cut.plural);
}

/* Forms, and their wholes with clitics before them, which have stems of their own. */
static void list_others(struct mf_query_word *w, const struct telling *t, const struct mf_family *family,
			const struct cut *cut)
{
	bool *name = mf_arena_zalloc(t->look->arena, family->forms + 1);

	for (size_t i = 0; i < family->forms; i++) {
		const struct mf_family_form *f = &family->form[i];
		name[i] = t->names && is_another_name(t->look, f, t->base, t->base_len);
		if (!name[i] && (!f->count || !is_other(t, cut[i], f->text, f->len)))
			continue;
		leave_out(w, f->text, f->len, f->count);
		w->stem[0].count -= f->count < w->stem[0].count ? f->count : w->stem[0].count;
	}
	for (size_t i = 0; i < family->readings; i++) {
		const struct mf_family_reading *r = &family->reading[i];
		if (name[r->form] || is_other(t, cut[r->form], r->text, r->len))
			leave_out(w, r->text, r->len, r->count);
	}
}

void mf_ending_tell_apart(struct mf_query_word *w, const struct mf_lookup *look)
{
	size_t article = article_of(w->form, w->form_len), base_len = w->form_len - article;
	const char *base = w->form + article;
	struct telling t = { .look = look, .base = base, .feminine = ends_with(w->typed, "ة") };
	struct evidence e = { 0, 0, 0, 0, 0 };
	struct mf_family family;
	struct cut *cut;

	if (ends_with(w->typed, "ه") || base_len < 6 ||
	    !mf_statistics_family(look->statistics, w->stem[0].stem, w->stem[0].len, look->arena, &family))
		return;
	base_len -= t.feminine ? strlen("ه") : 0;
	t.base_len = base_len;
	t.names = !t.feminine && !is_name(look, w->form, w->form_len);
	cut = mf_arena_alloc(look->arena, (family.forms + 1) * sizeof *cut);
	w->other = mf_arena_alloc(look->arena, (family.forms + family.readings + 1) * sizeof *w->other);
	for (size_t i = 0; i < family.forms; i++) {
		cut[i] = cut_form(look, &family.form[i], base, base_len);
		note(&e, &cut[i], family.form[i].count);
	}
	t.two = are_two(&e);
	t.plural =
		!t.feminine && mf_plural_partners(base, base_len); /* of the base; ات is of the other then */
	list_others(w, &t, &family, cut);
}

bool mf_ending_is_other(const struct mf_query_word *w, const char *form, size_t len)
{
	for (size_t i = 0; i < w->others; i++)
		if (w->other[i].len == len && memcmp(w->other[i].text, form, len) == 0)
			return true;
	return false;
}
