/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tagger_form.c - what a form is, whatever stands around it: lists, dictionary, letters. */
#include <string.h>

#include "indexer/analysis/names/tagger_private.h"
#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/utf8.h"

#define LETTER 2   /* bytes of an Arabic letter */
#define BASE_MIN 4 /* bytes that affixes must leave of a word */
#define ARTICLE "ال"

/* ---- the dictionary: each entry is 27 bits of a hash and DICT_BITS of classes ---- */

uint32_t mf_tag_word_hash(const char *form, size_t len)
{
	uint32_t hash = (uint32_t)(mf_hash64(form, len) >> 32) >> DICT_BITS << DICT_BITS;

	return hash ? hash : 1u << DICT_BITS;
}

static uint32_t exact(const struct mf_tagger *t, const char *form, size_t len)
{
	uint32_t hash = mf_tag_word_hash(form, len), mask = t->head->word_mask;

	for (uint32_t i = (hash >> DICT_BITS) & mask; t->words[i] != 0; i = (i + 1) & mask)
		if (t->words[i] >> DICT_BITS == hash >> DICT_BITS)
			return t->words[i] & ((1u << DICT_BITS) - 1);
	return 0;
}

static bool ends(const char *form, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && !memcmp(form + len - n, end, n);
}

static bool begins(const char *form, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && !memcmp(form, with, n);
}

/* A noun with an ending: مدرستها is of مدرسة. */
static uint32_t with_ending(const struct mf_tagger *t, const char *form, size_t len)
{
	static const char *const endings[] = { "هما", "ها", "هم", "نا", "كم", "ات", "ين",
					       "ون",  "ان", "وا", "ته", "ه",  "ي",  "ا" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t rest = len - strlen(endings[i]);
		char base[MF_FORM_MAX];
		uint32_t known;

		if (!ends(form, len, endings[i]) || rest < 2 * LETTER + LETTER)
			continue;
		if ((known = exact(t, form, rest)) != 0)
			return known;
		memcpy(base, form, rest);
		if (ends(form, rest, "ت")) {
			memcpy(base + rest - LETTER, "ه", LETTER);
			if ((known = exact(t, base, rest)) != 0)
				return known;
		}
		if (rest + LETTER < sizeof base) {
			memcpy(base + rest, "ه", LETTER);
			if ((known = exact(t, base, rest + LETTER)) != 0)
				return known;
		}
	}
	return 0;
}

uint32_t mf_tag_word(const struct mf_tagger *t, const char *form, size_t len)
{
	uint32_t known = exact(t, form, len);

	if (!known && len > 3 * LETTER)
		known = with_ending(t, form, len);
	if (!known && len > 3 * LETTER && begins(form, len, "س")) /* the future: سيكون */
		known = exact(t, form + LETTER, len - LETTER) & DICT_VERB;
	return known;
}

/* ---- lists ---- */

enum {
	IS_GIVEN = 1 << 0,
	IS_FAMILY = 1 << 1,
	IS_LAST = 1 << 2,
	IS_TITLE = 1 << 3,
	IS_OFFICE = 1 << 4,
	IS_SPEECH = 1 << 5,
	IS_SAYS = 1 << 6,
	IS_CITY = 1 << 7,
	IS_AREA = 1 << 8,
	IS_MEDIA = 1 << 9,
	IS_ORG_HEAD = 1 << 10,
	IS_MEMORIAL = 1 << 11,
	IS_NISBA = 1 << 12,
	IS_ORDINARY = 1 << 13,
	IS_PLACE = 1 << 14,
	IS_FIRM = 1 << 15,
	FACTS = 16
};

static uint32_t fact_of(const struct mf_gazetteer *g, const struct mf_gz_entry *e)
{
	switch (e->kind) {
	case GZ_GIVEN:
	case GZ_LISTED:
		return IS_GIVEN;
	case GZ_FAMILY:
		return IS_FAMILY;
	case GZ_LAST:
		return IS_LAST;
	case GZ_TITLE:
		return e->value ? IS_OFFICE : IS_TITLE;
	case GZ_SPEECH:
		return IS_SPEECH | (e->value ? IS_SAYS : 0);
	case GZ_CLASS:
		return e->value <= GZ_CLASS_TOWN ? IS_CITY : e->value == GZ_CLASS_FIRM ? IS_FIRM : IS_AREA;
	case GZ_MEDIA:
		return IS_MEDIA;
	case GZ_ORG_HEAD:
		return IS_ORG_HEAD;
	case GZ_MEMORIAL:
		return IS_MEMORIAL;
	case GZ_NISBA:
		return IS_NISBA;
	case GZ_ORDINARY:
		return IS_ORDINARY;
	case GZ_NAME:
		return g->entities[e->value].type == MF_PLACE ? IS_PLACE : 0;
	default:
		return 0;
	}
}

static uint32_t facts(const struct mf_gazetteer *g, const char *form, size_t len)
{
	uint32_t node = mf_gz_step(g, 0, form, len), found = 0;

	for (uint32_t i = 0; node && i < g->nodes[node].count; i++)
		found |= fact_of(g, &g->entries[g->nodes[node].first + i]);
	return found;
}

static bool is_preposition(const char *form)
{
	static const char *const list[] = {
		"في",   "من",  "الي", "علي", "عن",   "مع",  "بين", "قرب", "شمال",
		"جنوب", "شرق", "غرب", "وسط", "داخل", "لدي", "ضد",  "عند", "خارج"
	};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (!strcmp(form, list[i]))
			return true;
	return false;
}

static bool is_particle(const char *form)
{
	static const char *const list[] = { "بن",  "ابن", "ابو", "ابي", "ابا", "ال",  "عبد", "ام",
					    "ولد", "بنت", "دي",  "فان", "فون", "لا",  "لو",  "دو",
					    "دا",  "دوس", "ديل", "دير", "ماك", "سان", "بو" };

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (!strcmp(form, list[i]))
			return true;
	return false;
}

/* ---- a form ---- */

enum feature_kind {
	F_FORM,
	F_CLASS,
	F_FACT,
	F_DICT,
	F_HEAD,
	F_TAIL = F_HEAD + 4,
	F_LENGTH = F_TAIL + 5,
	F_REST,
	F_REST_FACT,
	F_REST_DICT,
	F_BARE,
	F_BARE_FACT,
	F_KIND,
};

static void put(struct mf_tag_form *f, uint32_t kind, uint32_t value)
{
	if (f->n < FORM_FEATURES)
		f->feature[f->n++] = mf_tag_mix(value, kind + 101);
}

static void put_text(struct mf_tag_form *f, uint32_t kind, const char *text, size_t len)
{
	put(f, kind, (uint32_t)mf_hash64(text, len));
}

static void put_facts(struct mf_tag_form *f, uint32_t kind, uint32_t found)
{
	for (uint32_t i = 0; i < FACTS; i++)
		if (found >> i & 1)
			put(f, kind, i);
}

static uint8_t class_of_facts(uint32_t found, uint32_t dict)
{
	if (found & IS_SAYS)
		return CLASS_SAYS;
	if (found & IS_SPEECH)
		return CLASS_SPEECH;
	if (found & IS_TITLE)
		return CLASS_TITLE;
	if (found & IS_OFFICE)
		return CLASS_OFFICE;
	if (found & IS_CITY)
		return CLASS_CITY;
	if (found & IS_AREA)
		return CLASS_AREA;
	if (found & IS_ORG_HEAD)
		return CLASS_ORG_HEAD;
	if (found & (IS_MEDIA | IS_FIRM))
		return CLASS_MEDIA;
	if (found & IS_MEMORIAL)
		return CLASS_MEMORIAL;
	if (found & IS_GIVEN)
		return dict & (DICT_NOUN | DICT_ADJECTIVE | DICT_VERB) ? CLASS_GIVEN_WORD : CLASS_GIVEN;
	if (found & IS_NISBA)
		return CLASS_NISBA;
	if (found & IS_PLACE)
		return CLASS_PLACE;
	if (found & (IS_FAMILY | IS_LAST))
		return CLASS_FAMILY;
	return CLASSES;
}

/* A word of the dictionary or an unknown one, when no list has it. */
static uint8_t class_of_word(uint32_t dict, bool article)
{
	if (dict & DICT_TOOL)
		return CLASS_STOP;
	if (dict & DICT_PROPER)
		return CLASS_PROPER;
	if ((dict & DICT_VERB) && !(dict & (DICT_NOUN | DICT_ADJECTIVE)))
		return CLASS_VERB;
	if (dict)
		return article ? CLASS_THE_NOUN : CLASS_NOUN;
	return article ? CLASS_THE_UNKNOWN : CLASS_UNKNOWN;
}

/* Bytes of a one-letter clitic at the head, or 0. */
static size_t clitic(const char *form, size_t len)
{
	static const char *const letters[] = { "و", "ف", "ب", "ل", "ك" };

	for (size_t i = 0; i < sizeof letters / sizeof *letters && len >= 3 * LETTER; i++)
		if (begins(form, len, letters[i]))
			return LETTER;
	return 0;
}

/* The word after a clitic, with the article that ل has swallowed. */
struct rest {
	char form[MF_FORM_MAX + 8];
	size_t len;
	uint32_t facts, dict;
	bool article;
};

/* Bytes of the clitics at the head of a form, where it has any: those of وب are two where that makes a word.
 */
static size_t clitics(const struct mf_tagger *t, const struct mf_gazetteer *g, const char *form, size_t len)
{
	static const char *const seconds[] = { "ب", "ل", "ك" };
	size_t cut = clitic(form, len);

	if (!cut || (!begins(form, len, "و") && !begins(form, len, "ف")) || len - cut < 3 * LETTER)
		return cut;
	form += cut;
	len -= cut;
	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
		if (begins(form, len, seconds[i]) && !facts(g, form, len) && !mf_tag_word(t, form, len) &&
		    (facts(g, form + LETTER, len - LETTER) || mf_tag_word(t, form + LETTER, len - LETTER)))
			return cut + LETTER;
	return cut;
}

uint8_t mf_tag_clitics(const struct mf_tagger *t, const struct mf_gazetteer *g, const char *form, size_t len)
{
	return (uint8_t)(clitics(t, g, form, len) / LETTER);
}

static void rest_make(struct rest *r, const struct mf_tagger *t, const struct mf_gazetteer *g,
		      const char *form, size_t len)
{
	size_t cut = clitics(t, g, form, len), n;
	const char *bare;

	r->len = 0;
	if (!cut)
		return;
	if (cut >= LETTER && begins(form + cut - LETTER, len, "لل")) {
		memcpy(r->form, "ا", LETTER);
		r->len = LETTER;
	}
	memcpy(r->form + r->len, form + cut, len - cut);
	r->len += len - cut;
	r->article = begins(r->form, r->len, ARTICLE);
	r->facts = facts(g, r->form, r->len);
	bare = r->article ? r->form + 2 * LETTER : r->form;
	n = r->article ? r->len - 2 * LETTER : r->len;
	r->dict = mf_tag_word(t, bare, n);
}

static void put_letters(struct mf_tag_form *f, const char *form, size_t len)
{
	size_t at = 0, letters = mf_utf8_count(form, len), end[6] = { 0 };

	for (size_t i = 1; i < 5 && at < len; i++) {
		mf_utf8_next(form, len, &at);
		if (i < letters && i < 4)
			put_text(f, (uint32_t)(F_HEAD + i), form, at);
	}
	at = len;
	for (size_t i = 1; i <= 4 && i < letters && at > 0; i++) {
		do
			at--;
		while (at > 0 && ((unsigned char)form[at] & 0xc0) == 0x80);
		end[i] = at;
		if (i > 1) /* two letters: for the words beside it too, and put already */
			put_text(f, (uint32_t)(F_TAIL + i), form + end[i], len - end[i]);
	}
	put(f, F_LENGTH, (uint32_t)(letters > 9 ? 9 : letters));
}

void mf_tag_form_make(struct mf_tag_form *out, const struct mf_tagger *t, const struct mf_gazetteer *g,
		      const char *form, size_t len, uint8_t kind)
{
	size_t n = len;
	bool article;
	const char *bare = form;
	uint32_t found, dict;
	struct rest r = { .len = 0 };

	memset(out, 0, sizeof *out);
	if (kind != MF_TOKEN_ARABIC) {
		out->class = kind == MF_TOKEN_NUMBER ? CLASS_NUMBER
			     : kind == MF_TOKEN_WORD ? CLASS_FOREIGN
						     : CLASS_FRAGMENT;
		put(out, F_KIND, kind);
		if (kind != MF_TOKEN_NUMBER)
			put_text(out, F_FORM, form, len);
		out->near = out->far = out->n;
		return;
	}
	article = begins(form, len, ARTICLE) && len > 3 * LETTER;
	found = facts(g, form, len);
	if (article)
		bare = form + 2 * LETTER, n = len - 2 * LETTER;
	dict = mf_tag_word(t, bare, n);
	if (!article)
		rest_make(&r, t, g, form, len);
	out->class = class_of_facts(found, dict);
	if (is_preposition(form))
		out->class = CLASS_PREPOSITION;
	else if (is_particle(form))
		out->class = CLASS_PARTICLE;
	else if (mf_stop_word(form, len))
		out->class = CLASS_STOP;
	else if (out->class == CLASSES && r.len && !dict && (r.facts || r.dict))
		out->class = r.facts & (IS_GIVEN | IS_FAMILY | IS_LAST | IS_PLACE) ? CLASS_WITH_GIVEN
										   : CLASS_WITH_NOUN;
	else if (out->class == CLASSES && r.len && !dict && begins(form, len, "و"))
		out->class = CLASS_WITH_UNKNOWN;
	else if (out->class == CLASSES)
		out->class = class_of_word(dict, article);
	put_text(out, F_FORM, form, len);
	put(out, F_CLASS, out->class);
	out->far = out->n;
	put_facts(out, F_FACT, found);
	put(out, F_DICT, dict << 1 | article);
	out->near = out->n;
	put_letters(out, form, len);
	if (article) {
		put_text(out, F_BARE, bare, n);
		put_facts(out, F_BARE_FACT, facts(g, bare, n));
	}
	if (r.len) {
		put_text(out, F_REST, r.form, r.len);
		put_facts(out, F_REST_FACT, r.facts);
		put(out, F_REST_DICT, r.dict << 1 | r.article);
	}
}
