/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_dateline.c - the line that a report begins with: "تونس - ", "القاهرة (القافلة) -", "العالم - آسيا",
 * "تونس في 14 أكتوبر"; and lists of cities.
 *
 * A name that a country and its capital share is the city's there; and a medium goes by its bare name, even
 * one that is an ordinary word elsewhere.
 */
#include <string.h>

#include "indexer/analysis/names/entity_private.h"

/* Does a dash or a bracket stand between token i - 1 and token i? */
static bool is_parted(const struct mf_naming *s, size_t i, const char *by)
{
	const struct mf_token *v = s->tokens->v;

	for (uint32_t at = v[i - 1].end; i < s->tokens->n && at < v[i].begin; at++)
		if (strchr(by, s->text[at]) || !strncmp(s->text + at, "–", strlen("–")) ||
		    !strncmp(s->text + at, "—", strlen("—")))
			return true;
	return false;
}

bool mf_is_dateline(const struct mf_naming *s, size_t first, size_t end)
{
	const struct mf_token *v = s->tokens->v;

	if (v[first].gap < MF_GAP_LINE || end >= s->tokens->n)
		return false;
	return is_parted(s, end, "-(/:") ||
	       (end + 1 < s->tokens->n && !strcmp(mf_form(s->tokens, end), "في") &&
		v[end + 1].kind == MF_TOKEN_NUMBER);
}

static bool is_place(const struct mf_naming *s, size_t token)
{
	const struct mf_gz_hit *hit = mf_naming_hit_at(s, token, GZ_NAME, false);
	const struct mf_gz_entry *entry = hit ? mf_naming_entry(s, hit->node, GZ_NAME) : NULL;

	return entry && s->g->entities[entry->value].type == MF_PLACE;
}

bool mf_is_medium(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	size_t end = hit->first + hit->len;
	const struct mf_mention *before = s->out->n > 0 ? &s->out->v[s->out->n - 1] : NULL;

	if (hit->cut > 0)
		return false;
	if (mf_is_dateline(s, hit->first, end))
		return is_place(s, end);
	return before && before->type == MF_PLACE && before->last == hit->first &&
	       mf_is_dateline(s, before->first, before->last) && is_parted(s, end, "-):");
}

/* Does a quote stand right after the token before `end`? */
static bool is_closed(const struct mf_naming *s, size_t end)
{
	const char *at = s->text + s->tokens->v[end - 1].end;

	return *at == '"' || !strncmp(at, "»", strlen("»")) || !strncmp(at, "”", strlen("”"));
}

/* وقال لـ«الحياة», بحسب «الشرق الأوسط», ذكرت «عكاظ» أن */
bool mf_is_quoted_medium(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	static const char *const senders[] = { "ل",   "عن",    "الي", "في",  "مع",    "بحسب", "وفق",
					       "حسب", "وبحسب", "من",  "علي", "جريده", "صحيفه" };
	const struct mf_token *v = s->tokens->v;
	size_t end = hit->first + hit->len;

	if (hit->cut > 0 || hit->first == 0 || v[hit->first].gap != MF_GAP_QUOTE || end >= s->tokens->n ||
	    (v[end].gap < MF_GAP_QUOTE || !is_closed(s, end)))
		return false;
	if ((s->marks[hit->first - 1] & TOKEN_SPEECH) &&
	    !strncmp(mf_form(s->tokens, end), "ان", strlen("ان")) && v[end].form_len <= strlen("انها"))
		return true; /* not: وأضاف «الحياة جميلة» */
	for (size_t i = 0; i < sizeof senders / sizeof *senders; i++)
		if (!strcmp(mf_form(s->tokens, hit->first - 1), senders[i]))
			return true;
	return false;
}

void mf_medium_discover(struct mf_naming *s, uint32_t first, uint32_t end)
{
	if (mf_is_dateline(s, first, end) && is_parted(s, end, "-(") && end + 1 < s->tokens->n &&
	    s->tokens->v[end].kind == MF_TOKEN_ARABIC && mf_token_has_article(s, end) &&
	    !(s->marks[end] & TOKEN_COVERED) && is_parted(s, end + 1, "-):"))
		mf_naming_add(s, end, end + 1, 0, MF_NO_ENTITY, MF_ORG, MF_BY_RULE);
}

/* Is it a city that is no country's namesake? */
static bool is_city(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_node *at = hit ? &s->g->nodes[hit->node] : NULL;
	bool city = false;

	for (uint32_t i = 0; at && i < at->count; i++) {
		const struct mf_gz_entry *entry = &s->g->entries[at->first + i];

		if (entry->kind == GZ_NAME && (s->g->entities[entry->value].flags & GZ_COUNTRY))
			return false;
		city |= entry->kind == GZ_NAME && (s->g->entities[entry->value].flags & GZ_CITY);
	}
	return city;
}

bool mf_is_among_cities(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_mention *before = s->out->n > 0 ? &s->out->v[s->out->n - 1] : NULL;
	size_t end = hit->first + hit->len;

	if (hit->cut == 0 && mf_is_dateline(s, hit->first, end))
		return true;
	if (hit->cut > 0 && before && before->last == hit->first && before->entity != MF_NO_ENTITY &&
	    (s->g->entities[before->entity].flags & GZ_CITY))
		return true;
	return mf_token_spaced(s->tokens, end) && !strncmp(mf_form(s->tokens, end), "و", strlen("و")) &&
	       is_city(s, mf_naming_hit_at(s, end, GZ_NAME, true));
}
