/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/html/tags.h"

#include <ctype.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

static void in_text(struct mf_tags *t, char c)
{
	if (c == '<') {
		t->state = MF_TAGS_OPEN;
		t->name_n = t->seen = t->count = 0;
		t->dropping = t->blank = false;
	}
}

/* "</p" and "<?xml" count like tags: they too may be flooded. */
static void after_open(struct mf_tags *t, char c)
{
	static const char comment[] = "!--";

	if (t->seen < 3 && c == comment[t->seen]) {
		if (++t->seen == 3) {
			t->state = MF_TAGS_COMMENT;
			t->seen = 0;
		}
	} else if (isalpha((unsigned char)c) || c == '/' || c == '?' || c == ':' || c == '_' || (c & 0x80)) {
		t->state = MF_TAGS_INSIDE;
		t->name[t->name_n++] = (char)tolower((unsigned char)c);
	} else {
		t->state = MF_TAGS_TEXT;
		in_text(t, c);
	}
}

static bool names(const struct mf_tags *t, const char *name)
{
	return t->name_n == strlen(name) && !memcmp(t->name, name, t->name_n);
}

static void end_tag(struct mf_tags *t)
{
	bool raw = t->html && (names(t, "script") || names(t, "style"));

	t->state = raw ? MF_TAGS_RAW : MF_TAGS_TEXT;
	t->seen = 0;
}

static void in_tag(struct mf_tags *t, char c)
{
	if (c == '>') {
		end_tag(t);
		return;
	}
	if (is_blank(c)) {
		t->blank = true;
		return;
	}
	if (t->blank) {
		t->blank = false;
		if (c != '=' && ++t->count > MF_TAG_ATTRIBUTES)
			t->dropping = true;
	} else if (!t->count && t->name_n < sizeof t->name) {
		t->name[t->name_n++] = (char)tolower((unsigned char)c);
	}
	if ((c == '"' || c == '\'') && t->count) {
		t->state = MF_TAGS_QUOTED;
		t->quote = c;
	}
}

static void in_comment(struct mf_tags *t, char c)
{
	if (c == '-')
		t->seen += t->seen < 2;
	else if (c == '>' && t->seen == 2)
		t->state = MF_TAGS_TEXT;
	else
		t->seen = 0;
}

/* t->name is "script" or "style"; waits for "</" and that name. */
static void in_raw(struct mf_tags *t, char c)
{
	char want = t->seen == 0 ? '<' : t->seen == 1 ? '/' : t->name[t->seen - 2];

	if (tolower((unsigned char)c) == want)
		t->seen++;
	else
		t->seen = c == '<';
	if (t->seen == t->name_n + 2) {
		t->state = MF_TAGS_INSIDE;
		t->name_n = 0;
	}
}

/* An attribute without a blank before it (a="1"b="2") is one too. */
static void in_quotes(struct mf_tags *t, char c)
{
	if (c == t->quote) {
		t->state = MF_TAGS_INSIDE;
		t->blank = true;
	}
}

void mf_tags_filter(struct mf_tags *t, const char *bytes, size_t len)
{
	static void (*const steps[])(struct mf_tags *, char) = { in_text,   after_open, in_tag,
								 in_quotes, in_comment, in_raw };
	size_t from = 0;

	if (!t->out.data)
		t->out = (struct mf_buf)MF_BUF_INIT;
	mf_buf_reset(&t->out);
	for (size_t i = 0; i < len; i++) {
		bool before = t->dropping;
		steps[t->state](t, bytes[i]);
		if (t->state == MF_TAGS_TEXT || t->state == MF_TAGS_RAW)
			t->dropping = false;
		if (before == t->dropping)
			continue;
		if (t->dropping)
			mf_buf_add(&t->out, bytes + from, i - from);
		from = i; /* the ">" that ends it is kept */
	}
	if (!t->dropping)
		mf_buf_add(&t->out, bytes + from, len - from);
}

void mf_tags_release(struct mf_tags *t)
{
	if (t->out.data)
		mf_buf_release(&t->out);
}
