/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/compose.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v' || c == '\0';
}

void mf_compose_gap(struct mf_compose *c, enum mf_break gap)
{
	if (gap > c->gap)
		c->gap = gap;
}

static void add_gap(struct mf_compose *c)
{
	static const char *const gaps[] = { "", " ", "\n", "\n\n" };

	if (c->text.len)
		mf_buf_addstr(&c->text, gaps[c->gap]);
	c->gap = MF_BREAK_NONE;
}

/* Places noted before the gap begin with the word after it. */
static void settle_places(struct mf_compose *c, size_t before)
{
	for (size_t i = c->places; i > 0 && c->place[i - 1].at >= before; i--)
		c->place[i - 1].at = c->text.len;
}

void mf_compose_add(struct mf_compose *c, const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t from = at;

		while (at < len && !is_blank(text[at]))
			at++;
		if (at > from) {
			size_t before = c->text.len;
			bool apart = c->gap != MF_BREAK_NONE;
			add_gap(c);
			if (apart || !before)
				settle_places(c, before);
			mf_buf_add(&c->text, text + from, at - from);
		}
		if (at < len)
			mf_compose_gap(c, MF_BREAK_SPACE);
		while (at < len && is_blank(text[at]))
			at++;
	}
}

void mf_compose_place_at(struct mf_compose *c, size_t at, enum mf_place_kind kind, const char *value)
{
	c->place = mf_grow(c->place, &c->cap, c->places + 1, sizeof *c->place);
	c->place[c->places++] = (struct mf_place){ at, kind, value };
}

/* Two of one kind at one place: the later one holds. */
void mf_compose_place(struct mf_compose *c, enum mf_place_kind kind, const char *value)
{
	for (size_t i = c->places; i > 0 && c->place[i - 1].at == c->text.len; i--)
		if (c->place[i - 1].kind == kind) {
			c->place[i - 1].value = value;
			return;
		}
	mf_compose_place_at(c, c->text.len, kind, value);
}

int mf_compose_hand_over(struct mf_reading *r, struct mf_compose *c, struct mf_document *doc,
			 struct mf_error *err)
{
	if (!c->text.len && !*doc->title) {
		mf_reading_reject(r, MF_E_INPUT, doc->line > 1 ? doc->line : 0,
				  "remove it, or write a text into it", "no text in it, nothing to index");
		return MF_OK;
	}
	mf_buf_reserve(&c->text, 1);
	if (!*doc->id)
		doc->id = r->name;
	if (!*doc->title)
		doc->title = mf_reading_title(r, c->text.data, c->text.len, &doc->title_end);
	doc->places = c->place;
	doc->places_n = c->places;
	return mf_reading_document(r, doc, c->text.data, c->text.len, err);
}

void mf_compose_release(struct mf_compose *c)
{
	mf_buf_release(&c->text);
	free(c->place);
}
