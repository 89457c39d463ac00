/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/study/part.h"

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

static bool row_valid(const struct mf_study_options *o, const struct mf_study_part *p,
		      const struct mf_study_count *c)
{
	const uint64_t *n = c->number, *t = p->total;
	int32_t day = (int32_t)(uint32_t)n[0];

	switch (o->kind) {
	case MF_STUDY_FREQ:
		return n[0] && n[0] <= t[2] && n[1] <= t[1] && n[2] <= t[0];
	case MF_STUDY_NGRAMS:
		return n[0] && n[0] <= t[2] && n[1] <= t[0] && n[0] <= UINT32_MAX && words_of(c, o->ngram);
	case MF_STUDY_COLLOCATES:
		return n[0] <= t[3] && n[1] <= t[1] && n[2] <= t[2] && n[1] + n[2] <= n[0];
	case MF_STUDY_TIMELINE:
		return n[0] <= UINT32_MAX && (day == MF_NO_DAY || (day >= MF_DAY_MIN && day <= MF_DAY_MAX)) &&
		       n[1] <= n[3] && n[3] && n[3] <= UINT32_MAX && n[2] >= n[1] && n[2] <= UINT32_MAX;
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
	if (o->kind == MF_STUDY_CONCORDANCE)
		return p->n == mf_study_reach(o, p->total[0]);
	return true;
}

size_t mf_study_reach(const struct mf_study_options *o, size_t n)
{
	size_t first = o->offset < n ? o->offset : n;

	return first + (n - first < o->limit ? n - first : o->limit);
}
