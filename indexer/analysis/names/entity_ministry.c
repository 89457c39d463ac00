/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_ministry.c - ministries: portfolio and country, put together.
 *
 * "وزارة الصحة الكازاخية", "وزارة الصحة في كازاخستان", "وفي سوريا أحصت وزارة الصحة", "وزارة صحة كازاخستان",
 * "الخارجية الروسية".
 * A bare one belongs to the country of the same ministry named last (or, failing that, first), else
 * to the country that the document names most.  The short name is only one where it cannot be an
 * adjective of the word before it: not in السياسة الخارجية, not in وزير الخارجية.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "wrappers/libc/mem.h"

#define BEFORE_MAX 4 /* tokens before a ministry that may hold "في X" */

static bool ends_with(const char *form, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && !memcmp(form + len - n, end, n);
}

/* Does the word before the short name speak, or speak for it? */
static bool is_spoken(const struct mf_naming *s, size_t token)
{
	const char *before;

	if (!mf_token_spaced(s->tokens, token))
		return false;
	before = mf_form(s->tokens, token - 1);
	return (s->marks[token - 1] & TOKEN_SPEECH) || !strcmp(before, "باسم") || !strcmp(before, "بيان");
}

/* May a short name come after that word, or is it the word's adjective? */
static bool stands_alone(const struct mf_naming *s, size_t token)
{
	static const char *const definite[] = { "ها", "هم", "نا", "كم", "ته" };
	struct mf_cut_readings r;

	if (!mf_token_spaced(s->tokens, token) || is_spoken(s, token))
		return true;
	mf_cut_readings_make(&r, mf_form(s->tokens, token - 1), s->tokens->v[token - 1].form_len);
	for (size_t i = 0; i < r.n; i++) {
		const char *form = r.v[i].form;

		if (!strncmp(form, "ال", strlen("ال")) || !strncmp(form, "وزير", strlen("وزير")) ||
		    !strncmp(form, "وزراء", strlen("وزراء")))
			return false;
	}
	for (size_t i = 0; i < sizeof definite / sizeof *definite; i++)
		if (ends_with(r.v[0].form, r.v[0].len, definite[i]))
			return false;
	return true;
}

static uint32_t country_of(const struct mf_naming *s, const struct mf_gz_hit *hit, uint8_t kind)
{
	const struct mf_gz_entry *entry;

	if (!hit || kind == GZ_NAME)
		return hit ? mf_gz_country(s->g, hit->node) : MF_NO_ENTITY;
	entry = mf_naming_entry(s, hit->node, kind);
	return entry ? entry->value : MF_NO_ENTITY;
}

/* The country in "في كازاخستان" or "بكازاخستان" at a token. */
static uint32_t country_behind(const struct mf_naming *s, size_t token)
{
	const struct mf_tokens *t = s->tokens;

	if (!mf_token_spaced(t, token))
		return MF_NO_ENTITY;
	if (!strcmp(mf_form(t, token), "في") && mf_token_spaced(t, token + 1))
		return country_of(s, mf_naming_hit_at(s, token + 1, GZ_NAME, false), GZ_NAME);
	if (!strncmp(mf_form(t, token), "ب", strlen("ب")))
		return country_of(s, mf_naming_hit_at(s, token, GZ_NAME, true), GZ_NAME);
	return MF_NO_ENTITY;
}

/* The country of a sentence that begins "وفي سوريا أحصت" right before the ministry at a token. */
static uint32_t country_before(const struct mf_naming *s, size_t token)
{
	const struct mf_tokens *t = s->tokens;

	for (size_t back = 2; back <= BEFORE_MAX && back <= token; back++) {
		const char *form = mf_form(t, token - back);
		const struct mf_gz_hit *hit;

		if (!mf_token_spaced(t, token - back + 1))
			break;
		if (strcmp(form, "في") != 0 && strcmp(form, "وفي") != 0)
			continue;
		hit = mf_naming_hit_at(s, token - back + 1, GZ_NAME, false);
		return hit && hit->len < back ? country_of(s, hit, GZ_NAME) : MF_NO_ENTITY;
	}
	return MF_NO_ENTITY;
}

static void add(struct mf_naming *s, const struct mf_gz_hit *hit, uint32_t end, uint32_t portfolio,
		uint32_t entity, bool brief)
{
	s->ministries =
		mf_grow(s->ministries, &s->ministries_cap, s->ministries_n + 1, sizeof *s->ministries);
	s->ministries[s->ministries_n++] =
		(struct mf_ministry){ (uint32_t)s->out->n, portfolio, entity, brief };
	mf_naming_add(s, hit->first, end, hit->cut, entity, MF_ORG,
		      entity == MF_NO_ENTITY ? MF_BY_REFERENCE : MF_BY_NAME);
}

/* Portfolio and adjective; adds the adjective's own mention too. */
static bool with_adjective(struct mf_naming *s, const struct mf_gz_hit *hit, uint32_t portfolio,
			   bool feminine)
{
	uint32_t end = hit->first + hit->len, country, ministry;
	const struct mf_gz_hit *nisba = NULL;

	if (end < s->tokens->n && mf_gz_inside(s->tokens->v[end].gap))
		nisba = mf_naming_hit_at(s, end, GZ_NISBA, false);
	country = country_of(s, nisba, GZ_NISBA);
	ministry = mf_gz_ministry(s->g, country, portfolio);
	if (ministry == MF_NO_ENTITY ||
	    (feminine && !(mf_naming_entry(s, nisba->node, GZ_NISBA)->flags & GZ_FEMININE)))
		return false;
	add(s, hit, end + nisba->len, portfolio, ministry, false);
	mf_naming_add(s, end, end + nisba->len, 0, country, MF_NISBA, MF_BY_NAME);
	return true;
}

static bool choose_short(struct mf_naming *s, const struct mf_gz_hit *hit, const struct mf_gz_entry *entry)
{
	bool spoken = is_spoken(s, hit->first);

	if (!stands_alone(s, hit->first) || ((entry->flags & GZ_SPOKEN) && !spoken))
		return false;
	if (with_adjective(s, hit, entry->value, true))
		return true;
	if (spoken && !(entry->flags & GZ_SPOKEN))
		add(s, hit, hit->first + hit->len, entry->value, MF_NO_ENTITY, true);
	return spoken && !(entry->flags & GZ_SPOKEN);
}

bool mf_ministry_choose(struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_entry *entry;
	uint32_t end = hit->first + hit->len, ministry;

	if ((entry = mf_naming_entry(s, hit->node, GZ_MINISTRY)) != NULL) {
		if (with_adjective(s, hit, entry->value, false))
			return true;
		ministry = mf_gz_ministry(s->g, country_behind(s, end), entry->value);
		if (ministry == MF_NO_ENTITY && mf_token_spaced(s->tokens, hit->first))
			ministry = mf_gz_ministry(s->g, country_before(s, hit->first), entry->value);
		add(s, hit, end, entry->value, ministry, false);
		return true;
	}
	if ((entry = mf_naming_entry(s, hit->node, GZ_OF_STATE)) != NULL && mf_token_spaced(s->tokens, end)) {
		const struct mf_gz_hit *country = mf_naming_hit_at(s, end, GZ_NAME, false);

		ministry = mf_gz_ministry(s->g, country_of(s, country, GZ_NAME), entry->value);
		if (ministry == MF_NO_ENTITY)
			return false;
		add(s, hit, end + country->len, entry->value, ministry, false);
		return true;
	}
	entry = mf_naming_entry(s, hit->node, GZ_SHORT);
	return entry && choose_short(s, hit, entry);
}

#define BROADER_MAX 8 /* steps from a place to its country */

/* The country with ministries that an entity is, or lies in; or MF_NO_ENTITY. */
static uint32_t home_of(const struct mf_naming *s, uint32_t entity)
{
	for (int step = 0; entity != MF_NO_ENTITY && step < BROADER_MAX; step++) {
		if (s->g->entities[entity].country != GZ_NONE)
			return entity;
		entity = s->g->entities[entity].broader;
	}
	return MF_NO_ENTITY;
}

/* The country that the document names most, its places and people counted in; of equals the first. */
static uint32_t main_country(const struct mf_naming *s)
{
	size_t rows = s->g->head->count[GZ_MINISTRIES] / s->g->head->portfolios; /* of countries */
	uint32_t *times = mf_calloc(rows + 1, sizeof *times), best = MF_NO_ENTITY;

	for (size_t i = 0; i < s->out->n; i++) {
		uint32_t home = home_of(s, s->out->v[i].entity);

		if (home != MF_NO_ENTITY)
			times[s->g->entities[home].country]++;
	}
	for (size_t i = 0; i < s->out->n; i++) {
		uint32_t home = home_of(s, s->out->v[i].entity);

		if (home != MF_NO_ENTITY &&
		    (best == MF_NO_ENTITY ||
		     times[s->g->entities[home].country] > times[s->g->entities[best].country]))
			best = home;
	}
	free(times);
	return best;
}

/* The same ministry named with its country: the last one before, else the first one after. */
static uint32_t same_ministry(const struct mf_naming *s, size_t at)
{
	uint32_t found = MF_NO_ENTITY;

	for (size_t i = 0; i < s->ministries_n && (i <= at || found == MF_NO_ENTITY); i++) {
		const struct mf_ministry *other = &s->ministries[i];

		if (other->portfolio == s->ministries[at].portfolio && other->entity != MF_NO_ENTITY)
			found = other->entity;
	}
	return found;
}

void mf_ministries_resolve(struct mf_naming *s)
{
	uint32_t country = MF_NO_ENTITY;
	size_t kept = 0;

	if (s->ministries_n == 0)
		return;
	country = main_country(s);
	for (size_t i = 0; i < s->ministries_n; i++) {
		struct mf_ministry *m = &s->ministries[i];
		uint32_t *entity = &s->out->v[m->mention].entity;

		if (*entity == MF_NO_ENTITY)
			*entity = same_ministry(s, i);
		if (*entity == MF_NO_ENTITY && !m->brief)
			*entity = mf_gz_ministry(s->g, country, m->portfolio);
	}
	for (size_t i = 0; i < s->out->n; i++) /* what has no country is no mention */
		if (s->out->v[i].origin != MF_BY_REFERENCE || s->out->v[i].entity != MF_NO_ENTITY)
			s->out->v[kept++] = s->out->v[i];
	s->out->n = kept;
}
