/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subtitles.c - SubRip (.srt) and WebVTT: what is said, with the time at which it is. */
#define _GNU_SOURCE /* memmem */
#include <ctype.h>
#include <string.h>

#include "indexer/source/compose.h"
#include "indexer/source/readers.h"

#define FILE_MAX ((size_t)64 << 20)

/* "00:00:01,000 --> ..." or "00:01.000 --> ...": the time of its beginning as 00:00:01, or NULL. */
static const char *cue_time(struct mf_reading *r, const char *line, size_t len)
{
	unsigned part[3] = { 0 }, n = 0;
	size_t at = 0;

	if (!memmem(line, len, "-->", 3))
		return NULL;
	while (at < len && n < 3 && isdigit((unsigned char)line[at])) {
		unsigned value = 0;
		for (; at < len && isdigit((unsigned char)line[at]); at++)
			value = value * 10 % 1000000 + (unsigned)(line[at] - '0');
		part[n++] = value;
		if (at == len || line[at] != ':')
			break;
		at++;
	}
	if (n < 2)
		return NULL;
	if (n == 2)
		return mf_arena_printf(&r->arena, "00:%02u:%02u", part[0], part[1]);
	return mf_arena_printf(&r->arena, "%02u:%02u:%02u", part[0], part[1], part[2]);
}

/* Without <i>, </c>, <00:00:01.000> and {\an8}. */
static void add_spoken(struct mf_compose *c, const char *line, size_t len)
{
	size_t from = 0;

	for (size_t at = 0; at < len; at++) {
		const char *stop = NULL;
		if (line[at] == '<')
			stop = memchr(line + at, '>', len - at);
		else if (line[at] == '{' && at + 1 < len && line[at + 1] == '\\')
			stop = memchr(line + at, '}', len - at);
		if (!stop)
			continue;
		mf_compose_add(c, line + from, at - from);
		at = (size_t)(stop - line);
		from = at + 1;
	}
	mf_compose_add(c, line + from, len - from);
}

static bool is_number(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isdigit((unsigned char)line[i]))
			return false;
	return len > 0;
}

static bool is_block(const char *line, size_t len)
{
	static const char *const words[] = { "WEBVTT", "NOTE", "STYLE", "REGION" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (len >= n && !memcmp(line, words[i], n) && (len == n || isspace((unsigned char)line[n])))
			return true;
	}
	return false;
}

/* Cues are divided by empty lines; in each, what comes after the line of times is spoken. */
static void take_cues(struct mf_reading *r, struct mf_compose *c, const char *text, size_t len)
{
	bool spoken = false, skip = false, begin = true;

	for (size_t at = 0; at < len;) {
		const char *line = text + at, *stop = memchr(line, '\n', len - at), *time;
		size_t n = stop ? (size_t)(stop - line) : len - at;

		at += n + 1;
		while (n && isspace((unsigned char)line[n - 1]))
			n--;
		if (n == 0) {
			spoken = skip = false;
			begin = true;
			continue;
		}
		skip |= begin && is_block(line, n);
		time = skip ? NULL : cue_time(r, line, n);
		if (time) {
			spoken = true;
			mf_compose_gap(c, MF_BREAK_LINE);
			mf_compose_place(c, MF_PLACE_TIME, time);
		} else if (spoken && !skip) {
			add_spoken(c, line, n);
			mf_compose_gap(c, MF_BREAK_SPACE);
		} else if (!skip && !is_number(line, n) && !begin) {
			add_spoken(c, line, n); /* text after an empty line inside a cue */
		}
		begin = false;
	}
}

int mf_read_subtitles(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_compose out = MF_COMPOSE_INIT;
	struct mf_document doc = MF_DOCUMENT_BLANK;
	struct mf_buf text = MF_BUF_INIT;
	int status;

	if (mf_reading_all(r, raw, NULL, FILE_MAX, &text, &status)) {
		take_cues(r, &out, text.data, text.len);
		status = mf_compose_hand_over(r, &out, &doc, err);
	}
	mf_compose_release(&out);
	mf_buf_release(&text);
	return status;
}
