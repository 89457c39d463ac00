/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_doubt.c - what speaks for and against a name of one word.
 *
 * Many short names are something else as well: a word (عالية, البنين), a word after a clitic (للحج, وأم),
 * another name after one (الرياض وجدة), a part of somebody's name (ابن سينا), a place of another country
 * (زنجبار).  What stands beside the word decides, and what countries the document speaks of.
 */
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/stem.h"

#define BROADER_MAX 8  /* steps from a place to its country */
#define EVIDENCE_MAX 3 /* more of it proves nothing more */

static bool is_form(const struct mf_naming *s, size_t token, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(mf_form(s->tokens, token), list[i]))
			return true;
	return false;
}
#define IS_ONE_OF(s, token, list) is_form(s, token, list, sizeof(list) / sizeof *(list))

static const char *const prepositions[] = { "في",   "من",  "الي", "نحو", "داخل",
					    "خارج", "قرب", "وسط", "صوب", "عبر" };
static const char *const kinship[] = { "ابن", "بن", "ابو", "ابي", "ابا", "بنت", "ال" };

/* ---- countries ---- */

uint32_t mf_naming_home(const struct mf_naming *s, uint32_t entity)
{
	for (int step = 0; entity != MF_NO_ENTITY && step < BROADER_MAX; step++) {
		if (s->g->entities[entity].flags & GZ_COUNTRY)
			return entity;
		entity = s->g->entities[entity].broader;
	}
	return MF_NO_ENTITY;
}

unsigned mf_naming_evidence(const struct mf_naming *s, uint32_t entity)
{
	uint32_t home = mf_naming_home(s, entity);
	unsigned found = 0;

	for (size_t i = 0; home != MF_NO_ENTITY && i < s->seen_n && found < EVIDENCE_MAX; i++)
		found += s->seen[i] != entity && mf_naming_home(s, s->seen[i]) == home;
	return found;
}

/* ---- beside the word ---- */

static bool has_preposition(const struct mf_naming *s, size_t token)
{
	return mf_token_spaced(s->tokens, token) && IS_ONE_OF(s, token - 1, prepositions);
}

static bool after_place(const struct mf_naming *s, size_t token)
{
	const struct mf_mention *before = s->out->n > 0 ? &s->out->v[s->out->n - 1] : NULL;

	return before && before->last == token && before->type == MF_PLACE && before->origin != MF_BLOCKED;
}

static bool is_kin(const struct mf_naming *s, size_t token)
{
	return mf_token_spaced(s->tokens, token) && IS_ONE_OF(s, token - 1, kinship);
}

/* طالبان جامعيان: a dual and its adjective. */
static bool is_dual(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	size_t next = hit->first + 1u;
	const char *form = mf_form(s->tokens, hit->first), *after;
	size_t len = s->tokens->v[hit->first].form_len, n;

	if (!mf_token_spaced(s->tokens, next) || len < 8 || memcmp(form + len - 4, "ان", 4) != 0)
		return false;
	after = mf_form(s->tokens, next);
	n = s->tokens->v[next].form_len;
	return n > 8 && !memcmp(after + n - 4, "ان", 4) && strncmp(after, "ال", 4) != 0 &&
	       strncmp(after, "و", 2) != 0 && !mf_naming_hit_at(s, next, GZ_NAME, false);
}

/* Hardly anybody is called after an Arab town as it is: غادر صالح صنعاء is two names. */
static bool is_arab(const struct mf_naming *s, uint32_t entity)
{
	static const char countries[] = "ae bh dj dz eg iq jo km kw lb ly ma mr om ps qa sa sd so sy tn ye ";
	uint32_t home = mf_naming_home(s, entity);
	const char *found =
		home == MF_NO_ENTITY ? NULL : strstr(countries, s->g->strings + s->g->entities[home].id);

	return found && found[2] == ' ';
}

/* The same word elsewhere, after a preposition that only a place has? */
static bool is_place_elsewhere(const struct mf_naming *s, size_t token)
{
	size_t from, to;

	mf_naming_near(s, token, &from, &to);
	for (size_t i = from; i < to; i++)
		if (i != token && mf_same_form(s->tokens, i, token) && has_preposition(s, i))
			return true;
	return false;
}

bool mf_is_first_name(const struct mf_naming *s, const struct mf_cut_reading *r, uint32_t entity)
{
	const struct mf_gz_entity *e = &s->g->entities[entity];
	struct mf_buf folded = MF_BUF_INIT;
	bool found = false;

	for (uint32_t i = 0; i < e->names && !found; i++) {
		const char *name = s->g->strings + s->g->names[e->first_name + i], *end = strchr(name, ' ');

		if (!end)
			continue;
		mf_buf_reset(&folded);
		mf_fold(&folded, name, (size_t)(end - name));
		found = folded.len == r->len && !memcmp(folded.data, r->form, folded.len);
	}
	mf_buf_release(&folded);
	return found;
}

bool mf_is_first_name_of(const struct mf_naming *s, size_t token, uint32_t entity)
{
	struct mf_cut_readings r;

	mf_cut_readings_make(&r, mf_form(s->tokens, token), s->tokens->v[token].form_len);
	for (size_t k = 0; k < r.n; k++)
		if (mf_is_first_name(s, &r.v[k], entity))
			return true;
	return false;
}

/* A place's name after a first name that belongs to nothing yet is someone's last name; a person's last
 * name there is someone else's. */
static bool is_last_name(const struct mf_naming *s, const struct mf_gz_hit *hit, uint32_t entity)
{
	const struct mf_gz_entity *e = &s->g->entities[entity];
	uint32_t before;

	if (hit->cut > 0 || !mf_token_spaced(s->tokens, hit->first) || (e->flags & GZ_COUNTRY))
		return false;
	before = s->marks[hit->first - 1];
	if (!(before & TOKEN_GIVEN) || (before & (TOKEN_COVERED | TOKEN_TITLE | TOKEN_SPEECH)) ||
	    mf_token_ordinary(s, hit->first - 1) ||
	    mf_stop_word(mf_form(s->tokens, hit->first - 1), s->tokens->v[hit->first - 1].form_len))
		return false;
	if (e->type == MF_PERSON)
		return !mf_is_first_name_of(s, hit->first - 1, entity);
	return !is_place_elsewhere(s, hit->first) && !is_arab(s, entity);
}

/* ---- the verdict ---- */

/* Written as the gazetteer has it: hamza, ة and ى too. */
bool mf_is_written_so(const struct mf_naming *s, const struct mf_gz_hit *hit, const struct mf_gz_entry *entry)
{
	const struct mf_token *v = s->tokens->v;
	uint32_t begin = hit->cut ? mf_naming_skip(s, &v[hit->first], hit->cut) : v[hit->first].begin;
	uint32_t end = v[hit->first + hit->len - 1].end;
	const char *name = s->g->strings + entry->text;

	return strlen(name) == end - begin && !memcmp(name, s->text + begin, end - begin);
}

/* A word of data/doubtful.txt, also after a clitic, is a name only where something says so. */
static bool is_vouched(const struct mf_naming *s, const struct mf_gz_hit *hit,
		       const struct mf_gz_entry *entry, int class)
{
	if (class >= 0)
		return true;
	if (!mf_is_written_so(s, hit, entry))
		return false;
	if (strchr(s->g->strings + entry->text, '.'))
		return true;
	if (hit->cut == 0 && (mf_is_dateline(s, hit->first, hit->first + 1u) || after_place(s, hit->first)))
		return true;
	return mf_naming_evidence(s, entry->value) > 0;
}

bool mf_is_something_else(const struct mf_naming *s, const struct mf_gz_hit *hit,
			  const struct mf_gz_entry *entry, int class, bool held)
{
	const struct mf_gz_entity *e = &s->g->entities[entry->value];

	if (hit->len > 1)
		return false;
	if (is_kin(s, hit->first) && hit->cut == 0 && !(e->flags & GZ_COUNTRY))
		return true;
	if (e->type == MF_PERSON) /* إقليم مورو; ولاية is also a term of office */
		return is_last_name(s, hit, entry->value) || (class >= 0 && class <= GZ_CLASS_AREA);
	if (e->type == MF_ORG && class >= 0 && class <= GZ_CLASS_LAND) /* ولاية الجزيرة */
		return true;
	if (is_last_name(s, hit, entry->value) || is_dual(s, hit))
		return true;
	if (strchr(s->g->strings + entry->text, '.') &&
	    !mf_is_written_so(s, hit, entry)) /* دبا is not د.ب.أ */
		return true;
	return (s->marks[hit->first] & TOKEN_DOUBTFUL) && !held && !is_vouched(s, hit, entry, class);
}

static unsigned evidence_at(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_node *at = &s->g->nodes[hit->node];
	unsigned best = 0;

	for (uint32_t i = 0; i < at->count; i++) {
		const struct mf_gz_entry *entry = &s->g->entries[at->first + i];
		unsigned found = entry->kind == GZ_NAME ? mf_naming_evidence(s, entry->value) : 0;

		best = found > best ? found : best;
	}
	return best;
}

bool mf_is_with_clitic(const struct mf_naming *s, const struct mf_gz_hit *hit)
{
	const struct mf_gz_hit *other;

	if (hit->len > 1 || hit->cut > 0 || has_preposition(s, hit->first) ||
	    !mf_naming_entry(s, hit->node, GZ_NAME))
		return false;
	other = mf_naming_hit_at(s, hit->first, GZ_NAME, true);
	if (!other || (mf_token_spaced(s->tokens, hit->first) && (s->marks[hit->first - 1] & TOKEN_CLASS)))
		return false;
	return (mf_token_spaced(s->tokens, hit->first) && after_place(s, hit->first)) ||
	       evidence_at(s, other) > evidence_at(s, hit);
}
