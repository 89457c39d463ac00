/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_choose.c - of all that the trie knows at a token, what is meant. */
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "indexer/analysis/words/chars.h"
#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/utf8.h"

/* ---- which entity ---- */

static bool is_seen(const struct mf_naming *s, uint32_t pattern)
{
	uint32_t entity = s->g->patterns[pattern];

	return s->patterns[pattern] || (entity != GZ_NONE && mf_naming_named(s, entity));
}

/* The country that is asked for may show in its towns, people and adjectives. */
static bool is_country_seen(const struct mf_naming *s, uint32_t pattern)
{
	uint32_t country = s->g->patterns[pattern];

	return country != GZ_NONE && (s->g->entities[country].flags & GZ_COUNTRY) &&
	       mf_naming_evidence(s, country) > 0;
}

static bool context_holds(const struct mf_naming *s, const struct mf_gz_entity *e)
{
	const uint32_t *rule = s->g->rules + e->first_rule;
	bool required = e->required == 0;

	for (uint16_t i = 0; i < e->required; i++)
		required |= is_seen(s, rule[i]) || is_country_seen(s, rule[i]);
	for (uint16_t i = 0; i < e->forbidden; i++)
		if (is_seen(s, rule[e->required + i]))
			return false;
	return required;
}

/* Is the name in the gazetteer written with marks that folding takes away? */
static bool entry_is_marked(const struct mf_naming *s, const struct mf_gz_entry *entry)
{
	const char *name = s->g->strings + entry->text;

	for (size_t at = 0, len = strlen(name); at < len;) {
		uint32_t c = mf_utf8_next(name, len, &at);

		if (mf_arabic_mark(c))
			return true;
	}
	return false;
}

/* The class word before a hit: enum mf_gz_class, or -1. */
static int class_before(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_hit *word;

	if (hit->first == 0 || hit->cut > 0 || !mf_gz_inside(s->tokens->v[hit->first].gap) ||
	    !(s->marks[hit->first - 1] & TOKEN_CLASS))
		return -1;
	word = mf_naming_hit_at(s, hit->first - 1, GZ_CLASS, false);
	if (!word)
		word = mf_naming_hit_at(s, hit->first - 1, GZ_CLASS, true);
	return word ? (int)mf_naming_entry(s, word->node, GZ_CLASS)->value : -1;
}

/* How well an entity fits a name of it, -1 where it does not. */
static int fitness(const struct mf_naming *s, const struct mf_gz_hit *hit, const struct mf_gz_entry *entry,
		   int class)
{
	const struct mf_gz_entity *e = &s->g->entities[entry->value];
	bool asks = entry->flags & GZ_ASKS, held = asks && context_holds(s, e);
	int score = 0;

	if (hit->cut > 0 && (e->flags & GZ_NO_CLITICS))
		return -1;
	if (asks && !held && !mf_naming_named(s, entry->value))
		return -1;
	if ((e->flags & GZ_EXACT) && !mf_is_written_so(s, hit, entry))
		return -1;
	if (mf_is_something_else(s, hit, entry, class, held))
		return -1;
	score += held && e->required > 0 ? 16 : 0;
	if (class == GZ_CLASS_CITY || class == GZ_CLASS_TOWN)
		score += e->flags & GZ_CITY ? 8 : 0;
	else if ((e->flags & GZ_CITY) && mf_is_among_cities(s, hit))
		score += 8;
	else if (class == GZ_CLASS_STATE)
		score += e->flags & GZ_COUNTRY ? 8 : 0;
	score += entry_is_marked(s, entry) && mf_is_written_so(s, hit, entry) ? 32 : 0; /* عُمان is not عمّان */
	score += mf_naming_named(s, entry->value) ? 4 : 0;
	if (s->g->nodes[hit->node].count > 1)
		score += 3 * (int)mf_naming_evidence(s, entry->value);
	score += e->flags & GZ_COUNTRY ? 2 : e->flags & GZ_CITY ? 1 : 0;
	return score;
}

bool mf_is_memorial(const struct mf_naming *s, size_t token)
{
	/* مستشفى فطومة بورقيبة: a first name that is in no list */
	if (token > 1 && mf_token_spaced(s->tokens, token) && mf_token_spaced(s->tokens, token - 1) &&
	    s->tokens->v[token].kind == MF_TOKEN_ARABIC && (s->marks[token - 2] & TOKEN_MEMORIAL) &&
	    !(s->marks[token - 1] & (TOKEN_KNOWN | TOKEN_PERSON)) && !mf_token_has_article(s, token - 1) &&
	    !mf_stop_word(mf_form(s->tokens, token - 1), s->tokens->v[token - 1].form_len))
		return true;
	while (token > 0 && s->tokens->v[token].gap <= MF_GAP_QUOTE &&
	       (s->marks[token - 1] & (TOKEN_TITLE | TOKEN_MEMORIAL)) == TOKEN_TITLE)
		token--;
	return token > 0 && s->tokens->v[token].gap <= MF_GAP_QUOTE &&
	       (s->marks[token - 1] & (TOKEN_MEMORIAL | TOKEN_PERSON)) == TOKEN_MEMORIAL;
}

/* الرياض السعودية, الصحف السعودية, المصرية والسعودية: the adjective, though a country is called so too. */
static bool is_adjective(const struct mf_naming *s, const struct mf_gz_hit *hit,
			 const struct mf_gz_entry *nisba)
{
	size_t before = hit->first - 1;

	if (!nisba || !(nisba->flags & GZ_FEMININE) || !mf_token_spaced(s->tokens, hit->first))
		return false;
	if (hit->cut > 0)
		return (s->marks[before] & TOKEN_NISBA) &&
		       !strncmp(mf_form(s->tokens, hit->first), "و", strlen("و"));
	if (s->marks[before] & (TOKEN_COVERED | TOKEN_NISBA))
		return true;
	return mf_token_has_article(s, before) && !(s->marks[before] & TOKEN_SPEECH) &&
	       !mf_stop_word(mf_form(s->tokens, before), s->tokens->v[before].form_len);
}

/* اليمنى is the right hand, except where the author writes ى for every ي: فى. */
static bool ends_in_maqsura(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	uint32_t end = s->tokens->v[hit->first + hit->len - 1].end;

	return end > strlen("ى") && !memcmp(s->text + end - strlen("ى"), "ى", strlen("ى"));
}

static bool writes_maqsura(const struct mf_naming *s)
{
	const struct mf_token *v = s->tokens->v;

	for (size_t i = 0; i < s->tokens->n; i++)
		if (v[i].end - v[i].begin == strlen("فى") &&
		    !memcmp(s->text + v[i].begin, "فى", strlen("فى")))
			return true;
	return false;
}

/* The adjectives inside an organisation's name say which countries it has to do with. */
static void add_adjectives(struct mf_naming *s, uint32_t first, uint32_t end)
{
	while (first < end) {
		const struct mf_gz_hit *nisba = mf_naming_hit_at(s, first, GZ_NISBA, false);

		if (nisba && first + nisba->len <= end)
			mf_naming_add(s, first, first + nisba->len, 0,
				      mf_naming_entry(s, nisba->node, GZ_NISBA)->value, MF_NISBA, MF_BY_NAME);
		first += nisba ? nisba->len : 1;
	}
}

/* Where "في كازاخستان" begins at the end of an organisation's name, which the span leaves to the country. */
static uint32_t without_country(const struct mf_naming *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 1; i + 1 < end; i++) {
		const struct mf_gz_hit *hit;

		if (strcmp(mf_form(s->tokens, i), "في") != 0)
			continue;
		hit = mf_naming_hit_at(s, i + 1, GZ_NAME, false);
		if (hit && i + 1 + hit->len == end && mf_gz_country(s->g, hit->node) != MF_NO_ENTITY)
			return i;
	}
	return end;
}

/* فلاديمير بوتن: the first name of a person, before a last name that is listed alone. */
static void add_with_first_name(struct mf_naming *s, uint32_t first, uint32_t end, uint32_t entity)
{
	struct mf_cut_readings r;
	uint8_t cut = 0;

	mf_cut_readings_make(&r, mf_form(s->tokens, first), s->tokens->v[first].form_len);
	for (size_t i = 1; i < r.n; i++)
		if (mf_is_first_name(s, &r.v[i], entity))
			cut = r.v[i].cut;
	mf_naming_add(s, first, end, cut, entity, MF_PERSON, MF_BY_NAME);
}

static void add_name(struct mf_naming *s, const struct mf_gz_hit *hit, const struct mf_gz_entry *name)
{
	uint32_t first = hit->first + (name->trim < hit->len ? name->trim : 0), end = hit->first + hit->len;
	uint8_t type = s->g->entities[name->value].type;

	if (type == MF_PERSON && hit->len == 1 && hit->cut == 0 && mf_token_spaced(s->tokens, first) &&
	    !(s->marks[first - 1] & TOKEN_COVERED) && mf_is_first_name_of(s, first - 1, name->value)) {
		add_with_first_name(s, first - 1, end, name->value);
		return;
	}
	if (type == MF_ORG && first + 1 < end && (s->marks[first] & TOKEN_MEDIA) &&
	    s->tokens->v[first + 1].gap == MF_GAP_QUOTE) /* قناة «خبر 24» */
		first++;
	if (type == MF_ORG)
		end = without_country(s, first, end);
	mf_naming_add(s, first, end, first > hit->first ? 0 : hit->cut, name->value, type, MF_BY_NAME);
	if (type == MF_ORG)
		add_adjectives(s, first + 1, end);
}

/* وكالة سبوتنيك is a name, but سبوتنيك كازاخستان after the class word is a longer one. */
static bool is_longer_inside(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_hit *inside = mf_naming_hit_at(s, hit->first + 1, GZ_NAME, false);

	return inside && inside->len >= hit->len;
}

/* Adds what the hit means; false where it means nothing here. */
static bool choose(struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_node *at = &s->g->nodes[hit->node];
	const struct mf_gz_entry *entry = s->g->entries + at->first, *best = NULL, *nisba = NULL;
	const struct mf_gz_entry *bare = mf_naming_entry(s, hit->node, GZ_BARE);
	uint32_t end = hit->first + hit->len;
	bool blocked = false;
	int best_score = -1, class = class_before(s, hit);

	for (uint32_t i = 0; i < at->count; i++) {
		int score = entry[i].kind == GZ_NAME ? fitness(s, hit, &entry[i], class) : -1;

		if (score > best_score)
			best = &entry[i], best_score = score;
		blocked |= entry[i].kind == GZ_BLOCK;
		if (entry[i].kind == GZ_NISBA)
			nisba = &entry[i];
	}
	if (best && best->trim && is_longer_inside(s, hit))
		return false;
	if (best && (s->g->entities[best->value].flags & GZ_COUNTRY) && is_adjective(s, hit, nisba))
		best = NULL;
	if (best && s->g->entities[best->value].type == MF_PERSON && mf_is_memorial(s, hit->first))
		blocked = true, best_score = 0;
	if (nisba && ends_in_maqsura(s, hit) && !writes_maqsura(s))
		nisba = NULL;
	if (bare && mf_is_quoted_medium(s, hit)) {
		mf_naming_add(s, hit->first, end, 0, bare->value, MF_ORG, MF_BY_NAME);
	} else if (blocked && best_score < 16) {
		mf_naming_add(s, hit->first, end, hit->cut, MF_NO_ENTITY, MF_ORG, MF_BLOCKED);
	} else if (best) {
		add_name(s, hit, best);
	} else if (bare && mf_is_medium(s, hit)) {
		mf_naming_add(s, hit->first, end, 0, bare->value, MF_ORG, MF_BY_NAME);
	} else if (mf_ministry_choose(s, hit)) {
		return true;
	} else if (nisba) {
		mf_naming_add(s, hit->first, end, hit->cut, nisba->value, MF_NISBA, MF_BY_NAME);
	} else {
		return false;
	}
	return true;
}

/* Is hit a to be tried before hit b?  The longer one, then the one with less cut off. */
static bool goes_before(const struct mf_gz_hit *a, const struct mf_gz_hit *b)
{
	return a->len != b->len ? a->len > b->len : a->cut < b->cut;
}

/* The next hit at a token after `last` in order of trying; NULL at the end. */
static const struct mf_gz_hit *next_hit(const struct mf_naming *s, size_t token, const struct mf_gz_hit *last)
{
	const struct mf_gz_hit *best = NULL;

	for (uint32_t i = s->first_hit[token]; i < s->first_hit[token + 1]; i++) {
		const struct mf_gz_hit *hit = &s->hits[i];

		/* equals keep the order in which they were found */
		if (last && (goes_before(hit, last) || (!goes_before(last, hit) && hit <= last)))
			continue;
		if (!best || goes_before(hit, best))
			best = hit;
	}
	return best;
}

void mf_naming_choose(struct mf_naming *s)
{
	for (size_t i = 0; i < s->tokens->n;) {
		const struct mf_gz_hit *hit = NULL;
		size_t before = s->out->n;

		while ((hit = next_hit(s, i, hit)) != NULL)
			if (!mf_is_with_clitic(s, hit) && choose(s, hit))
				break;
		if (hit && s->out->n > before)
			i = s->out->v[before].last;
		else
			i++;
	}
}
