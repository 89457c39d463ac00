/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/spots.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"

static const char letters[MF_PLACE_KINDS] = "vpcsta";

/* ---- what holds where ---- */

static void add(struct mf_spots *s, const struct mf_stored_place *place)
{
	struct mf_spot_entry e = { .place = *place };

	if (s->n) {
		memcpy(e.holds, s->v[s->n - 1].holds, sizeof e.holds);
		e.chapters = s->v[s->n - 1].chapters;
	}
	if (place->kind == MF_PLACE_VOLUME)
		e.holds[MF_PLACE_PAGE] = 0;
	if (place->kind == MF_PLACE_VOLUME || place->kind == MF_PLACE_CHAPTER)
		e.holds[MF_PLACE_VERSE] = 0;
	e.chapters += place->kind == MF_PLACE_CHAPTER;
	e.holds[place->kind] = place->len ? (uint32_t)s->n + 1 : 0;
	s->v = mf_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	s->v[s->n++] = e;
}

int mf_spots_load(struct mf_spots *s, struct mf_segment *segment, uint32_t document, struct mf_error *err)
{
	int rc = mf_segment_places(segment, document, &s->block, err);
	struct mf_places_reader r = { s->block.data, s->block.data + s->block.len, 0 };
	struct mf_stored_place place;

	s->n = 0;
	while (rc == 0 && mf_places_next(&r, &place))
		add(s, &place);
	return rc;
}

void mf_spots_release(struct mf_spots *s)
{
	mf_buf_release(&s->block);
	free(s->v);
	*s = (struct mf_spots)MF_SPOTS_INIT;
}

static const struct mf_stored_place *holds(const struct mf_spots *s, const struct mf_spot_entry *e, int kind)
{
	return e->holds[kind] ? &s->v[e->holds[kind] - 1].place : NULL;
}

/* ---- names of parts ---- */

/* What separates parts of a name is none of a value in it. */
static bool same_char(char of_value, char of_part)
{
	return strchr(".# ", of_value) && of_value ? of_part == '-' : of_value == of_part;
}

static bool is_digits(const char *text, size_t len)
{
	return strspn(text, "0123456789:") >= len && len;
}

static void put_value(struct mf_buf *out, const char *value, size_t len)
{
	for (size_t i = 0; i < len; i++)
		mf_buf_addch(out, strchr(".# ", value[i]) && value[i] ? '-' : value[i]);
}

static void put_part(const struct mf_spots *s, const struct mf_spot_entry *e, struct mf_buf *out)
{
	bool apart = false; /* the value before needs a dot after it */

	for (int kind = 0; kind < MF_PLACE_KINDS; kind++) {
		const struct mf_stored_place *p = holds(s, e, kind);
		bool page = e->holds[MF_PLACE_PAGE] != 0;
		/* the page names a place alone, and a verse needs its chapter */
		if (!p || (kind == MF_PLACE_CHAPTER && page))
			continue;
		if (apart || (out->len && !is_digits(p->value, p->len)))
			mf_buf_addch(out, '.');
		mf_buf_addch(out, letters[kind]);
		if (kind == MF_PLACE_CHAPTER)
			mf_buf_printf(out, "%u", e->chapters);
		else
			put_value(out, p->value, p->len);
		apart = kind != MF_PLACE_CHAPTER && !is_digits(p->value, p->len);
	}
}

const struct mf_locus *mf_spots_at(const struct mf_spots *s, uint32_t at, struct mf_arena *arena)
{
	size_t low = 0, high = s->n;
	struct mf_locus *spot;
	struct mf_buf part = MF_BUF_INIT;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->v[mid].place.at <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;
	spot = mf_arena_zalloc(arena, sizeof *spot);
	for (int kind = 0; kind < MF_PLACE_KINDS; kind++) {
		const struct mf_stored_place *p = holds(s, &s->v[low - 1], kind);
		spot->value[kind] = p ? mf_arena_strndup(arena, p->value, p->len) : "";
	}
	put_part(s, &s->v[low - 1], &part);
	spot->part = mf_arena_strndup(arena, part.data, part.len);
	mf_buf_release(&part);
	return spot;
}

/* ---- finding a part ---- */

struct wanted {
	const char *value[MF_PLACE_KINDS]; /* NULL: any */
	size_t len[MF_PLACE_KINDS];
};

static int kind_of(char letter)
{
	const char *at = letter ? memchr(letters, letter, sizeof letters) : NULL;

	return at ? (int)(at - letters) : -1;
}

static bool parse(const char *part, struct wanted *w)
{
	memset(w, 0, sizeof *w);
	while (*part) {
		int kind = kind_of(*part++);
		size_t len = strspn(part, "0123456789:");
		if (kind < 0 || w->value[kind])
			return false;
		if (!len || (part[len] && part[len] != '.' && kind_of(part[len]) < 0) ||
		    (part[len] && part[len] != '.' && !part[len + 1]))
			len = kind == MF_PLACE_ANCHOR ? strlen(part) : strcspn(part, ".");
		if (!len)
			return false;
		w->value[kind] = part;
		w->len[kind] = len;
		part += len;
		part += *part == '.';
	}
	return true;
}

static bool is_wanted(const struct mf_spots *s, const struct mf_spot_entry *e, const struct wanted *w)
{
	for (int kind = 0; kind < MF_PLACE_KINDS; kind++) {
		const struct mf_stored_place *p = holds(s, e, kind);
		if (!w->value[kind])
			continue;
		if (!p)
			return false;
		if (kind == MF_PLACE_CHAPTER) {
			if (strtoul(w->value[kind], NULL, 10) != e->chapters)
				return false;
			continue;
		}
		if (p->len != w->len[kind])
			return false;
		for (size_t i = 0; i < p->len; i++)
			if (!same_char(p->value[i], w->value[kind][i]))
				return false;
	}
	return true;
}

bool mf_spots_find(const struct mf_spots *s, const char *part, uint32_t *at)
{
	struct wanted w;

	if (!*part || !parse(part, &w))
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (is_wanted(s, &s->v[i], &w)) {
			*at = (uint32_t)s->v[i].place.at;
			return true;
		}
	return false;
}
