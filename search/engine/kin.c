/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/kin.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/token.h"

#define LETTER 2    /* bytes of an Arabic letter */
#define DEFINITE 20 /* a word that one in so many times has the article is a noun */
#define FEW 2       /* passages that tell little of how frequent a form is */

/* A form in the making: bytes of folded letters. */
struct form {
	char text[MF_FORM_MAX + 16];
	size_t len;
};

struct finding {
	const struct mf_lookup *look;
	struct form own;
	struct mf_kin_list *out;
};

/* ---- forms and how often the archive has them ---- */

static struct form join(const char *before, const char *text, size_t len, const char *after)
{
	struct form f = { .len = 0 };
	size_t a = strlen(before), b = strlen(after);

	if (a + len + b > sizeof f.text)
		return f;
	memcpy(f.text, before, a);
	memcpy(f.text + a, text, len);
	memcpy(f.text + a + len, after, b);
	f.len = a + len + b;
	return f;
}

static uint64_t count(const struct finding *k, const struct form *f)
{
	return f->len ? mf_statistics_form(k->look->statistics, f->text, f->len) : 0;
}

/* Of before + text + after. */
static uint64_t has(const struct finding *k, const char *before, const struct form *text, const char *after)
{
	struct form f = join(before, text->text, text->len, after);

	return count(k, &f);
}

static uint64_t with_article(const struct finding *k, const struct form *f, const char *after)
{
	return has(k, "ال", f, after) + has(k, "وال", f, after) + has(k, "لل", f, after);
}

static uint64_t noun_count(const struct finding *k, const struct form *f, const char *after)
{
	return has(k, "", f, after) + with_article(k, f, after);
}

static bool takes_article(const struct finding *k, const struct form *f)
{
	uint64_t definite = with_article(k, f, "");

	return definite && definite * DEFINITE > has(k, "", f, "");
}

static size_t letters(const struct form *f)
{
	return f->len / LETTER;
}

static bool begins(const struct form *f, const char *with)
{
	size_t n = strlen(with);

	return f->len > n && memcmp(f->text, with, n) == 0;
}

static bool ends(const struct form *f, const char *with)
{
	size_t n = strlen(with);

	return f->len > n && memcmp(f->text + f->len - n, with, n) == 0;
}

static struct form cut(const struct form *f, size_t first, size_t last)
{
	return f->len > first + last ? join("", f->text + first, f->len - first - last, "")
				     : (struct form){ .len = 0 };
}

/* With one letter, counted from the end (1: the last), replaced. */
static struct form replaced(const struct form *f, size_t from_end, const char *by)
{
	struct form changed = *f;

	memcpy(changed.text + f->len - from_end * LETTER, by, LETTER);
	return changed;
}

static bool letter_is(const struct form *f, size_t from_end, const char *letter)
{
	return f->len >= from_end * LETTER &&
	       memcmp(f->text + f->len - from_end * LETTER, letter, LETTER) == 0;
}

/* ---- what is found ---- */

void mf_kin_add(struct mf_kin_list *list, const struct mf_lookup *look, const char *form, size_t len)
{
	if (!len || list->n == MF_KIN_MAX || (len == list->own_len && memcmp(form, list->own, len) == 0))
		return;
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].len == len && memcmp(list->v[i].form, form, len) == 0)
			return;
	list->v[list->n++] = (struct mf_kin){ mf_arena_strndup(look->arena, form, len), (uint32_t)len };
}

static void add(struct finding *k, const struct form *f)
{
	mf_kin_add(k->out, k->look, f->text, f->len);
}

/* Where the archive has it. */
static void offer(struct finding *k, const char *before, const struct form *text, const char *after)
{
	struct form f = join(before, text->text, text->len, after);

	if (count(k, &f))
		add(k, &f);
}

static bool is_name(const struct finding *k, const struct form *f)
{
	return mf_words_is_name(k->look, f->text, f->len);
}

/* ---- verbs that end in a weak letter lose it before endings ---- */

static bool is_weak(const struct form *f)
{
	return letter_is(f, 1, "ا") || letter_is(f, 1, "ي");
}

/* What goes before ت and وا: دعا, دعت; نفي, نفت. */
static struct form before_endings(const struct form *f)
{
	return letters(f) > 2 && is_weak(f) ? cut(f, 0, LETTER) : *f;
}

/* ---- verbs: the imperfect, known by what follows its person (قول of يقول) ---- */

/* Does the archive have it as a word that is no noun? */
static bool may_be_imperfect(const struct finding *k, const struct form *rest)
{
	uint64_t known = letters(rest) >= 2 ? has(k, "ي", rest, "") : 0;

	return known && has(k, "الي", rest, "") * DEFINITE <= known;
}

/* And other persons or tenses of it? */
static bool is_imperfect(const struct finding *k, const struct form *rest)
{
	static const char *const proof[][2] = { { "سي", "" },  { "ست", "" },  { "سن", "" }, { "سا", "" },
						{ "ي", "ون" }, { "ي", "وا" }, { "", "وا" }, { "ا", "وا" } };
	struct form base = before_endings(rest);
	bool proved;

	if (!may_be_imperfect(k, rest))
		return false;
	proved = base.len != rest->len && has(k, "ي", &base, ""); /* لم ينف */
	for (size_t i = 0; i < sizeof proof / sizeof *proof && !proved; i++)
		proved = has(k, proof[i][0], i < 4 ? rest : &base, proof[i][1]) > 0;
	return proved;
}

/* ت is a person only where it is not of the stem: يتحدث is not of تحدث, it happens. */
static void offer_imperfect(struct finding *k, const struct form *rest)
{
	static const char *const person[] = { "ي", "ن", "ا" }, *const future[] = { "سي", "ست", "سن", "سا" };

	for (size_t i = 0; i < sizeof person / sizeof *person; i++) {
		struct form f = join(person[i], rest->text, rest->len, "");
		if (i == 0 || !takes_article(k, &f))
			offer(k, person[i], rest, "");
	}
	if (!has(k, "يت", rest, "") && !has(k, "الت", rest, ""))
		offer(k, "ت", rest, "");
	for (size_t i = 0; i < sizeof future / sizeof *future; i++)
		offer(k, future[i], rest, "");
}

/* ---- verbs: the perfect, known by its third person (قال) ---- */

/* Its feminine says so: عقدت is a verb's, whatever العقد is. */
static bool is_perfect(const struct finding *k, const struct form *p)
{
	struct form base = before_endings(p), she = join("", base.text, base.len, "ت");

	return letters(p) >= 3 && count(k, &she) && !takes_article(k, &she) && !is_name(k, &she);
}

/* The perfect itself only where it is no noun too. */
static void offer_perfect(struct finding *k, const struct form *p)
{
	struct form base = before_endings(p);

	if (!takes_article(k, p))
		offer(k, "", p, "");
	offer(k, "", &base, "ت");
	offer(k, "", &base, "وا");
	offer(k, "", &base, "تا");
}

/* Of two perfects that an imperfect may have (يخرج: خرج, أخرج) the one that the archive has more of. */
static void consider(const struct finding *k, struct form p, struct form *best)
{
	if (is_perfect(k, &p) && (!best->len || count(k, &p) > count(k, best)))
		*best = p;
}

/* The perfect of an imperfect; its length is 0 where none is sure. */
static struct form perfect_of(const struct finding *k, const struct form *rest)
{
	struct form best = { .len = 0 }, fourth = join("ا", rest->text, rest->len, "");
	size_t n = letters(rest);

	if (n == 2) { /* يقف: وقف */
		consider(k, join("و", rest->text, rest->len, ""), &best);
		return best;
	}
	consider(k, *rest, &best);
	consider(k, fourth, &best);
	if (n == 3 && (letter_is(rest, 2, "و") || letter_is(rest, 2, "ي"))) /* يقول: قال */
		consider(k, replaced(rest, 2, "ا"), &best);
	if (letter_is(rest, 2, "ي")) /* يعيد: أعاد; يستعيد: استعاد */
		consider(k, replaced(&fourth, 2, "ا"), &best);
	if (letter_is(rest, 1, "و")) /* يدعو: دعا */
		consider(k, replaced(rest, 1, "ا"), &best);
	return best;
}

static void consider_imperfect(const struct finding *k, struct form rest, struct form *best)
{
	if (may_be_imperfect(k, &rest) && (!best->len || has(k, "ي", &rest, "") > has(k, "ي", best, "")))
		*best = rest;
}

/* What follows the person in the imperfect of what is a perfect: the other way. */
static struct form imperfect_of(const struct finding *k, const struct form *p)
{
	struct form best = { .len = 0 }, rest = *p;
	size_t n = letters(p);

	if (begins(p, "ا") && n > 3)
		rest = cut(p, LETTER, 0);
	consider_imperfect(k, rest, &best);
	if (begins(p, "ا") && n == 3) /* أقر: يقر */
		consider_imperfect(k, cut(p, LETTER, 0), &best);
	if (n == 3 && letter_is(p, 2, "ا")) {
		consider_imperfect(k, replaced(p, 2, "و"), &best);
		consider_imperfect(k, replaced(p, 2, "ي"), &best);
	}
	if (n > 3 && letter_is(p, 2, "ا"))
		consider_imperfect(k, replaced(&rest, 2, "ي"), &best);
	if (n == 3 && letter_is(p, 1, "ا"))
		consider_imperfect(k, replaced(p, 1, "و"), &best);
	if (n == 3 && begins(p, "و"))
		consider_imperfect(k, cut(p, LETTER, 0), &best);
	return best;
}

/* Both tenses of a verb, by what is known of it. */
static void offer_verb(struct finding *k, const struct form *rest, const struct form *p)
{
	if (rest->len)
		offer_imperfect(k, rest);
	if (p->len)
		offer_perfect(k, p);
}

/* سيغادر: what follows س and the person. */
static bool future_rest(const struct finding *k, struct form *rest)
{
	static const char *const person[] = { "سي", "ست", "سن", "سا" };

	for (size_t i = 0; i < sizeof person / sizeof *person; i++)
		if (begins(&k->own, person[i]) && letters(&k->own) >= 4 && !takes_article(k, &k->own)) {
			*rest = cut(&k->own, 2 * LETTER, 0);
			return is_imperfect(k, rest);
		}
	return false;
}

/* يغادر, تغادر, نغادر, أغادر; where ت or ا may be of the perfect (تحدث, أعلن), the perfect is asked first. */
static bool imperfect_rest(const struct finding *k, struct form *rest)
{
	bool third = begins(&k->own, "ي"), she = begins(&k->own, "ت");

	if (!third && !she && !begins(&k->own, "ن") && !begins(&k->own, "ا"))
		return false;
	*rest = cut(&k->own, LETTER, 0);
	if (takes_article(k, &k->own) && count(k, &k->own))
		return false;
	if (she && has(k, "ي", &k->own, ""))
		return false;
	return letters(rest) >= (third || she ? 2u : 3u) && is_imperfect(k, rest);
}

static void find_verb(struct finding *k)
{
	struct form rest = { .len = 0 }, p = { .len = 0 }, base;

	if (future_rest(k, &rest) || imperfect_rest(k, &rest)) {
		p = perfect_of(k, &rest);
		offer_verb(k, &rest, &p);
		return;
	}
	p = k->own;
	if (ends(&p, "ت") && !is_perfect(k, &p)) { /* قالت */
		base = cut(&p, 0, LETTER);
		if (takes_article(k, &p))
			return;
		p = base;
		for (unsigned weak = 0; weak < 2 && !is_perfect(k, &p); weak++)
			p = join("", base.text, base.len, weak ? "ا" : "ي");
	}
	if (!is_perfect(k, &p))
		return;
	rest = imperfect_of(k, &p);
	base = before_endings(&p);
	if (rest.len || has(k, "", &base, "وا"))
		offer_verb(k, &rest, &p);
}

/* A name that is a verb as well (شهد, صدر): its feminine is frequent beside it. */
static bool is_verb_too(const struct finding *k)
{
	struct form base = before_endings(&k->own), she = join("", base.text, base.len, "ت");

	return is_perfect(k, &k->own) && count(k, &she) > FEW &&
	       count(k, &she) * DEFINITE >= count(k, &k->own) && imperfect_of(k, &k->own).len;
}

/* ---- nouns ---- */

/* شخصان of شخص; not عدوان of عدو, which is a word of its own and more frequent than a dual is. */
static void offer_dual(struct finding *k, const struct form *noun, const char *ending, const char *other)
{
	struct form f = join("", noun->text, noun->len, ending);
	uint64_t dual = count(k, &f) + has(k, "ال", &f, ""), base = dual ? noun_count(k, &k->own, "") : 0;

	if (dual && dual <= base && !is_name(k, &f) &&
	    (dual <= FEW || dual * 4 <= base || noun_count(k, noun, other)))
		add(k, &f);
}

/* Is it seen with a pronoun after it that is nothing else? */
static bool takes_pronouns(const struct finding *k, const struct form *noun)
{
	return has(k, "", noun, "ه") + has(k, "", noun, "ها") + has(k, "", noun, "هم") +
		       has(k, "", noun, "نا") >
	       0;
}

static void offer_pronoun(struct finding *k, const struct form *noun, const char *pronoun, bool sure)
{
	struct form f = join("", noun->text, noun->len, pronoun);

	if (count(k, &f) && (sure || takes_pronouns(k, noun)) && !takes_article(k, &f) && !is_name(k, &f))
		add(k, &f);
}

static void find_noun(struct finding *k)
{
	struct form noun = k->own, feminine;

	if (letters(&noun) < 3)
		return;
	if (ends(&noun, "ه")) {
		feminine = cut(&noun, 0, LETTER);
		offer_dual(k, &feminine, "تان", "تين");
		offer_dual(k, &feminine, "تين", "تان");
		offer_pronoun(k, &feminine, "تا", true);
		offer_pronoun(k, &feminine, "تي", true);
		offer_pronoun(k, &feminine, "تك", true);
		offer_pronoun(k, &feminine, "تكم", true);
		return;
	}
	offer_dual(k, &noun, "ان", "ين");
	if (has(k, "", &noun, "و") && (noun_count(k, &noun, "ين") || noun_count(k, &noun, "ون") ||
				       has(k, "", &noun, "و") * 2 <= noun_count(k, &noun, "")))
		offer_pronoun(k, &noun, "و", letters(&noun) > 3);
	offer_pronoun(k, &noun, "ك", letters(&noun) > 3);
	offer_pronoun(k, &noun, "كم", letters(&noun) > 3);
	offer_pronoun(k, &noun, "ي", false);
}

/* ---- hamza ---- */

/* Another spelling; softened (عايشة) only where it is the rarer one. */
static void offer_spelling(struct finding *k, const struct form *f, bool soft)
{
	uint64_t other = noun_count(k, f, ""), own = other ? noun_count(k, &k->own, "") : 0;

	if (other && (soft ? other <= own : other * 2 >= own))
		add(k, f);
}

static void find_hamza(struct finding *k)
{
	static const char *const pair[][2] = { { "ئ", "ي" }, { "ؤ", "و" } };
	size_t n = letters(&k->own);

	for (size_t at = 1; at <= n && n >= 3; at++)
		for (size_t i = 0; i < 2; i++)
			for (unsigned soft = 0; soft < 2; soft++) {
				struct form f = replaced(&k->own, at, pair[i][soft]);
				if (letter_is(&k->own, at, pair[i][!soft]))
					offer_spelling(k, &f, soft);
			}
	if (n >= 3 && (ends(&k->own, "ئ") || ends(&k->own, "يء"))) {
		static const char *const written[] = { "ئ", "يء", "يئ" };
		struct form base =
			cut(&k->own, 0, ends(&k->own, "يء") || ends(&k->own, "يئ") ? 2 * LETTER : LETTER);
		for (size_t i = 0; i < sizeof written / sizeof *written; i++)
			offer(k, "", &base, written[i]);
	}
}

/* ---- لا with its letters swapped, as text out of PDF files has it (عالء) ---- */

#define SURE 20 /* the right word is so many times as frequent */

static void find_swapped(struct finding *k)
{
	for (size_t at = 1; at + 1 < letters(&k->own); at++) {
		struct form f = k->own;
		uint64_t swapped;
		if (memcmp(f.text + at * LETTER, "لا", 2 * LETTER) != 0)
			continue;
		memcpy(f.text + at * LETTER, "ال", 2 * LETTER);
		swapped = count(k, &f);
		if (swapped && swapped * SURE <= noun_count(k, &k->own, "") && !with_article(k, &f, "") &&
		    !has(k, "ي", &f, "") && !is_name(k, &f))
			add(k, &f);
	}
}

/* ---- all of them ---- */

void mf_kin_find(const struct mf_lookup *look, const char *form, size_t len, bool name,
		 struct mf_kin_list *out)
{
	bool definite = len > 5 * LETTER && memcmp(form, "ال", 2 * LETTER) == 0;
	size_t article = definite ? 2 * LETTER : 0;
	struct finding k = { .look = look, .out = out };

	*out = (struct mf_kin_list){ .own = form + article, .own_len = len - article };
	if ((len - article) % LETTER || len - article > MF_FORM_MAX)
		return;
	k.own = join("", form + article, len - article, "");
	if (!definite && (!name || is_verb_too(&k)))
		find_verb(&k);
	if (!name || takes_article(&k, &k.own))
		find_noun(&k);
	find_hamza(&k);
	find_swapped(&k);
}
