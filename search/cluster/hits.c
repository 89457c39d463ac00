/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hits.c - what is shown of a passage, as bytes and back. */
#include <string.h>

#include "indexer/analysis/names/entity.h"
#include "search/cluster/messages.h"

#define HIT_LEAST 24 /* bytes of the shortest one */

static void put_locus(struct mf_buf *to, const struct mf_locus *locus)
{
	mf_buf_varint(to, locus != NULL);
	if (!locus)
		return;
	for (size_t i = 0; i < MF_PLACE_KINDS; i++)
		mf_wire_put_string(to, locus->value[i]);
	mf_wire_put_string(to, locus->part);
}

static const struct mf_locus *get_locus(struct mf_wire *from)
{
	struct mf_locus *locus;

	if (!mf_wire_number(from, 1))
		return NULL;
	locus = mf_arena_zalloc(from->arena, sizeof *locus);
	for (size_t i = 0; i < MF_PLACE_KINDS; i++)
		locus->value[i] = mf_wire_known(from);
	locus->part = mf_wire_known(from);
	return locus;
}

static void put_fragment(struct mf_buf *to, const struct mf_fragment *f)
{
	mf_wire_put_text(to, f->text, f->len);
	mf_buf_varint(to, f->begin);
	mf_buf_varint(to, (uint64_t)f->cut_before | (uint64_t)f->cut_after << 1 |
				  (uint64_t)(f->spot != NULL) << 2);
	mf_buf_varint(to, f->marks);
	for (size_t i = 0; i < f->marks; i++) {
		mf_buf_varint(to, f->mark[i].begin);
		mf_buf_varint(to, f->mark[i].end);
		mf_buf_varint(to, f->mark[i].how);
		mf_buf_varint(to, f->mark[i].word);
		if (f->spot)
			put_locus(to, f->spot[i]);
	}
}

/* Marks stand in order within the text. */
static void get_fragment(struct mf_wire *from, struct mf_fragment *f)
{
	struct mf_mark *mark;
	const struct mf_locus **spot;
	uint32_t last = 0;
	uint64_t bits;

	f->text = mf_wire_text(from, &f->len);
	f->begin = (uint32_t)mf_wire_number(from, UINT32_MAX);
	bits = mf_wire_number(from, 7);
	f->cut_before = bits & 1;
	f->cut_after = bits >> 1 & 1;
	f->marks = mf_wire_count(from, 4);
	f->mark = mark = mf_arena_zalloc(from->arena, (f->marks + 1) * sizeof *mark);
	spot = bits >> 2 ? mf_arena_zalloc(from->arena, (f->marks + 1) * sizeof *spot) : NULL;
	f->spot = spot;
	for (size_t i = 0; i < f->marks; i++) {
		mark[i].begin = (uint32_t)mf_wire_number(from, f->len);
		mark[i].end = (uint32_t)mf_wire_number(from, f->len);
		mark[i].how = (uint8_t)mf_wire_number(from, MF_MATCHES - 1);
		mark[i].word = (uint8_t)mf_wire_number(from, UINT8_MAX);
		from->bad = from->bad || mark[i].begin < last || mark[i].end < mark[i].begin;
		last = mark[i].end;
		if (spot)
			spot[i] = get_locus(from);
	}
	if (from->bad)
		f->marks = 0;
}

static void put_strings(struct mf_buf *to, const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		mf_wire_put_string(to, text[i]);
}

static const char *const *get_strings(struct mf_wire *from, size_t n)
{
	const char **text = mf_arena_zalloc(from->arena, (n + 1) * sizeof *text);

	for (size_t i = 0; i < n; i++)
		text[i] = mf_wire_known(from);
	return text;
}

#define STRINGS 10

static void strings_of(struct mf_hit *h, const char **string[STRINGS])
{
	const char **const all[STRINGS] = { &h->document, &h->title,      &h->source, &h->url,
					    &h->author,   &h->path,       &h->date,   &h->date_source,
					    &h->added,    &h->date_stated };

	memcpy(string, all, sizeof all);
}

static void put_hit(struct mf_buf *to, const struct mf_hit *hit)
{
	struct mf_hit h = *hit;
	const char **string[STRINGS];

	strings_of(&h, string);
	mf_wire_put_real(to, h.score);
	for (size_t i = 0; i < STRINGS; i++)
		mf_wire_put_string(to, *string[i]);
	mf_wire_put_string(to, h.date_doubt);
	mf_buf_varint(to, h.passage);
	mf_buf_varint(to, h.begin);
	mf_buf_varint(to, h.end);
	put_locus(to, h.spot);
	mf_buf_varint(to, h.title_marks != NULL);
	if (h.title_marks)
		put_fragment(to, h.title_marks);
	mf_buf_varint(to, h.fragments);
	for (size_t i = 0; i < h.fragments; i++)
		put_fragment(to, &h.fragment[i]);
	mf_buf_varint(to, h.entities);
	for (size_t i = 0; i < h.entities; i++) {
		mf_wire_put_string(to, h.entity[i].id);
		mf_wire_put_string(to, h.entity[i].label);
		mf_wire_put_string(to, h.entity[i].label_en);
		mf_buf_varint(to, h.entity[i].type);
	}
	mf_buf_varint(to, h.mentions);
	put_strings(to, h.mention, h.mentions);
	mf_buf_varint(to, h.extras);
	put_strings(to, h.extra, 2 * h.extras);
	mf_buf_varint(to, h.duplicates);
	mf_buf_varint(to, h.reasons);
	for (size_t i = 0; i < h.reasons; i++) {
		mf_wire_put_string(to, h.reason[i].word);
		mf_wire_put_string(to, h.reason[i].found);
		mf_buf_varint(to, h.reason[i].how);
		mf_wire_put_real(to, h.reason[i].weight);
	}
}

static void get_lists(struct mf_wire *from, struct mf_hit *h)
{
	struct mf_hit_entity *entity;
	struct mf_reason *reason;

	h->entities = mf_wire_count(from, 4);
	h->entity = entity = mf_arena_zalloc(from->arena, (h->entities + 1) * sizeof *entity);
	for (size_t i = 0; i < h->entities; i++) {
		entity[i].id = mf_wire_known(from);
		entity[i].label = mf_wire_known(from);
		entity[i].label_en = mf_wire_known(from);
		entity[i].type = (uint8_t)mf_wire_number(from, MF_ORG);
	}
	h->mentions = mf_wire_count(from, 1);
	h->mention = get_strings(from, h->mentions);
	h->extras = mf_wire_count(from, 2);
	h->extra = get_strings(from, 2 * h->extras);
	h->duplicates = (unsigned)mf_wire_number(from, UINT32_MAX);
	h->reasons = mf_wire_count(from, 11);
	h->reason = reason = mf_arena_zalloc(from->arena, (h->reasons + 1) * sizeof *reason);
	for (size_t i = 0; i < h->reasons; i++) {
		reason[i].word = mf_wire_known(from);
		reason[i].found = mf_wire_known(from);
		reason[i].how = (uint8_t)mf_wire_number(from, MF_MATCHES - 1);
		reason[i].weight = mf_wire_score(from);
	}
}

static void get_hit(struct mf_wire *from, struct mf_hit *h)
{
	struct mf_fragment *fragment;
	const char **string[STRINGS];

	strings_of(h, string);
	h->score = mf_wire_score(from);
	for (size_t i = 0; i < STRINGS; i++)
		*string[i] = mf_wire_known(from);
	h->date_doubt = mf_wire_known(from);
	h->passage = (uint32_t)mf_wire_number(from, UINT32_MAX);
	h->begin = (uint32_t)mf_wire_number(from, UINT32_MAX);
	h->end = (uint32_t)mf_wire_number(from, UINT32_MAX);
	h->spot = get_locus(from);
	if (mf_wire_number(from, 1)) {
		h->title_marks = fragment = mf_arena_zalloc(from->arena, sizeof *fragment);
		get_fragment(from, fragment);
	}
	h->fragments = mf_wire_count(from, 4);
	h->fragment = fragment = mf_arena_zalloc(from->arena, (h->fragments + 1) * sizeof *fragment);
	for (size_t i = 0; i < h->fragments; i++)
		get_fragment(from, &fragment[i]);
	get_lists(from, h);
}

void mf_answer_put_hits(struct mf_buf *to, const struct mf_hit *hit, size_t n)
{
	mf_buf_varint(to, n);
	for (size_t i = 0; i < n; i++)
		put_hit(to, &hit[i]);
}

void mf_answer_get_hits(struct mf_wire *from, struct mf_hit *hit, size_t n)
{
	from->bad = mf_wire_count(from, HIT_LEAST) != n || from->bad;
	for (size_t i = 0; i < n && !from->bad; i++)
		get_hit(from, &hit[i]);
}

void mf_answer_put_copies(struct mf_buf *to, const struct mf_copy *copy, size_t n)
{
	mf_buf_varint(to, n);
	for (size_t i = 0; i < n; i++) {
		const char *const text[] = { copy[i].document, copy[i].title, copy[i].date, copy[i].source,
					     copy[i].url };
		put_strings(to, text, sizeof text / sizeof *text);
		mf_buf_varint(to, copy[i].passage);
	}
}

void mf_answer_get_copies(struct mf_wire *from, struct mf_copy *copy, size_t n)
{
	from->bad = mf_wire_count(from, 6) != n || from->bad;
	for (size_t i = 0; i < n && !from->bad; i++) {
		const char *const *text = get_strings(from, 5);
		copy[i] = (struct mf_copy){ text[0], text[1], text[2], text[3], text[4], 0 };
		copy[i].passage = (uint32_t)mf_wire_number(from, UINT32_MAX);
	}
}
