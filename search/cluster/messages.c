/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/messages.h"

#include <string.h>

#include "indexer/analysis/names/entity.h"
#include "wrappers/libc/hash.h"

#define HASH_BYTES sizeof(uint64_t)

static const char question_mark[] = "mfq1", answer_mark[] = "mfa1";

static bool marked(struct mf_wire *from, const char mark[static 4])
{
	if (from->end - from->at < 4 || memcmp(from->at, mark, 4) != 0) {
		from->bad = true;
		return false;
	}
	from->at += 4;
	return true;
}

/* ---- requests ---- */

#define FLAGS 10

static void flags_of(struct mf_request *r, bool *flag[FLAGS])
{
	bool *const all[FLAGS] = { &r->within_document, &r->narrower,        &r->no_nisba, &r->by_document,
				   &r->show_duplicates, &r->list_duplicates, &r->explain,  &r->expand,
				   &r->variants,        &r->ids_only };

	memcpy(flag, all, sizeof all);
}

#define REALS 11

static void reals_of(struct mf_ranking *r, double *real[REALS])
{
	double *const all[REALS] = { &r->k1,    &r->b,       &r->exact,     &r->stem,
				     &r->root,  &r->entity,  &r->proximity, &r->window,
				     &r->title, &r->variant, &r->coverage };

	memcpy(real, all, sizeof all);
}

static void put_request(struct mf_buf *to, const struct mf_request *request)
{
	struct mf_request r = *request;
	bool *flag[FLAGS];
	double *real[REALS];
	uint64_t bits = 0;

	flags_of(&r, flag);
	reals_of(&r.ranking, real);
	for (size_t i = 0; i < FLAGS; i++)
		bits |= (uint64_t)*flag[i] << i;
	mf_wire_put_string(to, r.query);
	mf_buf_varint(to, r.query_flags);
	mf_buf_varint(to, bits);
	mf_buf_varint(to, r.entities);
	for (size_t i = 0; i < r.entities; i++) {
		mf_wire_put_string(to, r.entity[i].names);
		mf_wire_put_signed(to, r.entity[i].type);
	}
	mf_wire_put_string(to, r.date);
	mf_wire_put_string(to, r.mentions);
	mf_wire_put_signed(to, r.added_since);
	mf_buf_varint(to, r.sources);
	for (size_t i = 0; i < r.sources; i++)
		mf_wire_put_string(to, r.source[i]);
	mf_wire_put_signed(to, r.today);
	mf_buf_varint(to, r.limit);
	mf_buf_varint(to, r.offset);
	mf_buf_varint(to, r.translate);
	mf_buf_varint(to, r.sort);
	mf_buf_varint(to, r.facets);
	mf_buf_varint(to, r.facet_limit);
	mf_buf_varint(to, r.snippet);
	for (size_t i = 0; i < REALS; i++)
		mf_wire_put_real(to, *real[i]);
	mf_buf_varint(to, r.ranking.depth);
	mf_buf_varint(to, r.stands_n);
	for (size_t i = 0; i < r.stands_n; i++)
		mf_buf_varint(to, r.stands[i]);
}

static void get_request(struct mf_wire *from, struct mf_request *r)
{
	struct mf_entity_filter *entity;
	const char **source;
	bool *flag[FLAGS], *stands;
	double *real[REALS];
	uint64_t bits;

	mf_request_init(r);
	flags_of(r, flag);
	reals_of(&r->ranking, real);
	r->query = mf_wire_string(from);
	from->bad = from->bad || !r->query;
	r->query_flags = (unsigned)mf_wire_number(from, UINT32_MAX);
	bits = mf_wire_number(from, (1u << FLAGS) - 1);
	for (size_t i = 0; i < FLAGS; i++)
		*flag[i] = bits >> i & 1;
	r->entities = mf_wire_count(from, 2);
	entity = mf_arena_zalloc(from->arena, (r->entities + 1) * sizeof *entity);
	for (size_t i = 0; i < r->entities; i++) {
		entity[i].names = mf_wire_string(from);
		from->bad = from->bad || !entity[i].names;
		entity[i].type = (int)mf_wire_signed(from);
		from->bad = from->bad || entity[i].type < -1 || entity[i].type > MF_ORG;
	}
	r->entity = entity;
	r->date = mf_wire_string(from);
	r->mentions = mf_wire_string(from);
	r->added_since = mf_wire_signed(from);
	r->sources = mf_wire_count(from, 1);
	source = mf_arena_zalloc(from->arena, (r->sources + 1) * sizeof *source);
	for (size_t i = 0; i < r->sources; i++) {
		source[i] = mf_wire_string(from);
		from->bad = from->bad || !source[i];
	}
	r->source = source;
	r->today = (int32_t)mf_wire_signed(from);
	r->limit = (unsigned)mf_wire_number(from, UINT32_MAX);
	r->offset = (unsigned)mf_wire_number(from, UINT32_MAX);
	r->translate = (enum mf_translate)mf_wire_number(from, MF_TRANSLATE_NEVER);
	r->sort = (enum mf_sort)mf_wire_number(from, MF_SORT_OLDEST);
	r->facets = (unsigned)mf_wire_number(from, (1u << MF_FACETS) - 1);
	r->facet_limit = (unsigned)mf_wire_number(from, UINT32_MAX);
	r->snippet = (unsigned)mf_wire_number(from, UINT32_MAX);
	for (size_t i = 0; i < REALS; i++)
		*real[i] = mf_wire_real(from);
	r->ranking.depth = (unsigned)mf_wire_number(from, UINT32_MAX);
	r->stands_n = mf_wire_count(from, 1);
	r->stands = stands = mf_arena_zalloc(from->arena, r->stands_n + 1);
	for (size_t i = 0; i < r->stands_n; i++)
		stands[i] = mf_wire_number(from, 1) != 0;
}

/* ---- heads ---- */

void mf_question_put(struct mf_buf *to, const struct mf_question_head *head, const struct mf_request *request)
{
	mf_buf_add(to, question_mark, 4);
	mf_buf_varint(to, head->kind);
	mf_buf_varint(to, head->generation);
	mf_buf_varint(to, head->plan);
	put_request(to, request);
}

bool mf_question_get(struct mf_wire *from, struct mf_question_head *head, struct mf_request *request)
{
	if (!marked(from, question_mark))
		return false;
	head->kind = (enum mf_question_kind)mf_wire_number(from, MF_ASKS - 1);
	head->generation = mf_wire_number(from, UINT64_MAX);
	head->plan = mf_wire_number(from, UINT64_MAX);
	get_request(from, request);
	return !from->bad;
}

void mf_answer_begin(struct mf_buf *to)
{
	mf_buf_reset(to);
	mf_buf_add(to, answer_mark, 4);
	mf_buf_varint(to, 0);
}

void mf_answer_end(struct mf_buf *to)
{
	uint64_t hash = mf_hash64(to->data, to->len);

	mf_buf_add(to, &hash, HASH_BYTES);
}

void mf_answer_error(struct mf_buf *to, int code, const struct mf_error *err)
{
	mf_buf_reset(to);
	mf_buf_add(to, answer_mark, 4);
	mf_buf_varint(to, (uint64_t)-code);
	mf_wire_put_string(to, err->text);
	mf_wire_put_string(to, err->hint);
}

int mf_answer_get(struct mf_wire *from, struct mf_error *err)
{
	const char *text, *hint;
	size_t len = (size_t)(from->end - from->at);
	uint64_t hash;
	int code;

	if (len < HASH_BYTES)
		return mf_error_set(err, MF_E_CORRUPT, "its answer is none");
	hash = mf_hash64(from->at, len - HASH_BYTES);
	from->end -= HASH_BYTES;
	if (memcmp(from->end, &hash, HASH_BYTES) != 0 || !marked(from, answer_mark))
		return mf_error_set(err, MF_E_CORRUPT, "its answer is none");
	code = -(int)mf_wire_number(from, 64);
	if (from->bad)
		return mf_error_set(err, MF_E_CORRUPT, "its answer is none");
	if (code == 0)
		return 0;
	text = mf_wire_string(from);
	hint = mf_wire_string(from);
	mf_error_set(err, code, "%s", text ? text : "");
	mf_error_hint(err, "%s", hint ? hint : "");
	return code;
}

/* ---- what was found ---- */

static void put_facet(struct mf_buf *to, const struct mf_far_facet *facet)
{
	mf_buf_varint(to, facet->rest);
	mf_buf_varint(to, facet->n);
	for (size_t i = 0; i < facet->n; i++) {
		const struct mf_far_value *v = &facet->v[i];
		mf_wire_put_string(to, v->id);
		mf_wire_put_string(to, v->label);
		mf_wire_put_string(to, v->label_en);
		mf_wire_put_signed(to, v->day);
		mf_buf_varint(to, v->count);
		mf_buf_varint(to, v->by_nisba);
	}
}

static void get_facet(struct mf_wire *from, struct mf_far_facet *facet)
{
	struct mf_far_value *v;

	facet->rest = mf_wire_number(from, UINT32_MAX);
	facet->n = mf_wire_count(from, 6);
	facet->v = v = mf_arena_zalloc(from->arena, (facet->n + 1) * sizeof *v);
	for (size_t i = 0; i < facet->n; i++) {
		v[i].id = mf_wire_known(from);
		v[i].label = mf_wire_known(from);
		v[i].label_en = mf_wire_known(from);
		v[i].day = (int32_t)mf_wire_signed(from);
		from->bad = from->bad || v[i].day < MF_NO_DAY || v[i].day > MF_DAY_MAX;
		v[i].count = mf_wire_number(from, UINT32_MAX);
		v[i].by_nisba = mf_wire_number(from, UINT32_MAX);
	}
}

void mf_answer_put_found(struct mf_buf *to, const struct mf_part_found *found)
{
	mf_buf_varint(to, found->total);
	mf_buf_varint(to, found->documents);
	mf_buf_varint(to, (uint64_t)found->exact | (uint64_t)found->all << 1);
	for (size_t i = 0; i < MF_FACETS; i++)
		put_facet(to, &found->facet[i]);
	mf_buf_varint(to, found->n);
	for (size_t i = 0; i < found->n; i++) {
		const struct mf_far *f = &found->v[i];
		mf_buf_varint(to, f->segment);
		mf_buf_varint(to, f->passage);
		mf_buf_varint(to, f->document);
		mf_buf_varint(to, f->ordinal);
		mf_wire_put_signed(to, f->day);
		mf_buf_varint(to, f->signature);
		mf_wire_put_text(to, f->id, f->id_len);
		mf_wire_put_real(to, f->first);
		mf_wire_put_real(to, f->score);
		mf_buf_varint(to, f->below);
	}
}

void mf_answer_get_found(struct mf_wire *from, struct mf_part_found *found)
{
	struct mf_far_facet *facet = mf_arena_zalloc(from->arena, MF_FACETS * sizeof *facet);
	uint64_t bits;

	memset(found, 0, sizeof *found);
	found->total = mf_wire_number(from, UINT32_MAX);
	found->documents = mf_wire_number(from, UINT32_MAX);
	bits = mf_wire_number(from, 3);
	found->exact = bits & 1;
	found->all = bits >> 1;
	for (size_t i = 0; i < MF_FACETS; i++)
		get_facet(from, &facet[i]);
	found->facet = facet;
	found->n = mf_wire_count(from, 24);
	found->v = mf_arena_zalloc(from->arena, (found->n + 1) * sizeof *found->v);
	for (size_t i = 0; i < found->n; i++) {
		struct mf_far *f = &found->v[i];
		f->segment = (uint32_t)mf_wire_number(from, UINT16_MAX);
		f->passage = (uint32_t)mf_wire_number(from, UINT32_MAX);
		f->document = (uint32_t)mf_wire_number(from, UINT32_MAX);
		f->ordinal = (uint32_t)mf_wire_number(from, UINT32_MAX);
		f->day = (int32_t)mf_wire_signed(from);
		f->signature = mf_wire_number(from, UINT64_MAX);
		f->id = mf_wire_text(from, &f->id_len);
		f->first = mf_wire_score(from);
		f->score = mf_wire_score(from);
		f->below = mf_wire_number(from, 1) != 0;
	}
}
