/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/study/part.h"

#include <stdlib.h>
#include <string.h>

#include "search/engine/remote.h"
#include "search/study/study_private.h"

/* ---- giving and asking ---- */

struct mf_study_count *mf_study_give(struct mf_study_run *r, size_t n)
{
	r->part->v = mf_arena_zalloc(r->arena, (n + 1) * sizeof *r->part->v);
	r->part->n = n;
	return r->part->v;
}

void mf_study_give_word(struct mf_study_run *r, struct mf_study_count *to, uint32_t word)
{
	const char *text = mf_pool_get(&r->words, word, &to->len);

	to->text = mf_arena_strndup(r->arena, text, to->len);
}

void mf_study_give_texts(struct mf_study_run *r, struct mf_study_count *to, const char *const *text)
{
	struct mf_buf all = MF_BUF_INIT;

	for (; *text; text++)
		mf_buf_add(&all, *text, strlen(*text) + 1);
	to->text = mf_arena_strndup(r->arena, all.data, all.len);
	to->len = all.len;
	mf_buf_release(&all);
}

int mf_study_ask(struct mf_study_run *r, struct mf_error *err)
{
	const struct mf_remote *remote = mf_engine_remote(r->engine);
	const char *const *missing;

	if (!remote)
		return 0;
	remote->missing(remote->self, r->arena, &missing, &r->fars);
	r->far = mf_arena_zalloc(r->arena, (r->fars + 1) * sizeof *r->far);
	return remote->study(remote->self, mf_matches_search(&r->matches), r->o, r->far, err);
}

uint32_t mf_study_number(struct mf_study_run *r, const char *text, size_t len)
{
	int fresh;

	return mf_pool_add(&r->words, text, len, &fresh);
}

/* ---- what is not to be trusted ---- */

static bool words_of(const struct mf_study_count *c, unsigned n)
{
	unsigned ends = 0;

	for (size_t i = 0; i < c->len; i++)
		ends += c->text[i] == '\0';
	return ends == n && c->text[c->len - 1] == '\0';
}

/* The type and the id of an entity, at *at, which moves behind it. */
static bool entity_at(const char **at)
{
	const char *key = *at;

	*at += strlen(key) + 1;
	return key[0] >= '0' + MF_PERSON && key[0] <= '0' + MF_ORG && key[1];
}

/* A name with its labels, or two names. */
static bool names_valid(const struct mf_study_count *c)
{
	const char *at = c->text;

	if (c->number[2] == 1)
		return words_of(c, 3) && entity_at(&at);
	return c->number[2] == 2 && words_of(c, 2) && entity_at(&at) && entity_at(&at);
}

/* Ascending numbers below that of the words, as many as are said. */
static bool places_valid(const struct mf_study_count *c)
{
	const char *at = c->text;
	uint64_t n = 0, next = 0;

	if (!words_of(c, 3) || !c->number[2] || c->number[1] > UINT32_MAX)
		return false;
	at += strlen(at) + 1;
	at += strlen(at) + 1;
	for (; *at; n++) {
		char *end;
		unsigned long long place;
		if (*at < '0' || *at > '9')
			return false;
		place = strtoull(at, &end, 10);
		if (place < next || place >= c->number[1] || (*end && (*end != ' ' || !end[1])))
			return false;
		next = place + 1;
		at = end + (*end != '\0');
	}
	return n == c->number[2];
}

static bool row_valid(const struct mf_study_options *o, const struct mf_study_part *p,
		      const struct mf_study_count *c)
{
	const uint64_t *n = c->number, *t = p->total;
	int32_t day = (int32_t)(uint32_t)n[0];
	bool dated = n[0] <= UINT32_MAX && (day == MF_NO_DAY || (day >= MF_DAY_MIN && day <= MF_DAY_MAX));

	switch (o->kind) {
	case MF_STUDY_FREQ:
		return n[0] && n[0] <= t[2] && n[1] <= t[1] && n[2] <= t[0];
	case MF_STUDY_NGRAMS:
		return n[0] && n[0] <= t[2] && n[1] <= t[0] && n[0] <= UINT32_MAX && words_of(c, o->ngram);
	case MF_STUDY_COLLOCATES:
		return n[0] <= t[3] && n[1] <= t[1] && n[2] <= t[2] && n[1] + n[2] <= n[0];
	case MF_STUDY_TIMELINE:
		return dated && n[1] <= n[3] && n[3] && n[3] <= UINT32_MAX && n[2] >= n[1] &&
		       n[2] <= UINT32_MAX;
	case MF_STUDY_DISPERSION:
		return dated && n[1] <= t[2] && n[2] <= t[0] && places_valid(c);
	case MF_STUDY_TOGETHER:
		return n[0] && n[1] && n[0] <= t[1] && n[1] <= t[0] && t[1] <= UINT32_MAX && names_valid(c);
	default:
		return n[0] <= UINT32_MAX && n[1] <= UINT32_MAX && n[2] < n[3] && n[3] <= UINT32_MAX;
	}
}

bool mf_study_part_valid(const struct mf_study_options *o, const struct mf_study_part *p)
{
	uint64_t near = 0, node = 0, all = 0;

	for (size_t i = 0; i < MF_STUDY_NUMBERS; i++)
		if (p->total[i] > MF_STUDY_COUNT_MAX)
			return false;
	for (size_t i = 0; i < p->n; i++) {
		if (!row_valid(o, p, &p->v[i]))
			return false;
		all += p->v[i].number[0];
		near += p->v[i].number[1];
		node += p->v[i].number[2];
	}
	if (o->kind == MF_STUDY_COLLOCATES)
		return all == p->total[3] && near == p->total[1] && node == p->total[2];
	if (o->kind == MF_STUDY_DISPERSION)
		return p->n == mf_study_reach(o, p->total[1]);
	if (o->kind == MF_STUDY_CONCORDANCE)
		return p->n == mf_study_reach(o, p->total[0]);
	return true;
}

size_t mf_study_reach(const struct mf_study_options *o, size_t n)
{
	size_t first = o->offset < n ? o->offset : n;

	return first + (n - first < o->limit ? n - first : o->limit);
}
