/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rtf.c - Rich Text Format (Microsoft, RTF Specification 1.9): the text, and title, author and date of its
 * \info group.  Bytes \'hh are in the code page of their font (\fcharset) or of the file (\ansicpg). */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/source/compose.h"
#include "indexer/source/readers.h"
#include "wrappers/icu/charset.h"
#include "wrappers/libc/mem.h"

#define FILE_MAX ((size_t)64 << 20)
#define DEPTH_MAX 500
#define FONTS_MAX 4096
#define WORD_MAX 32

enum target { TO_TEXT, TO_NOTHING, TO_FONTS, TO_TITLE, TO_AUTHOR, TO_TIME };

struct group {
	enum target to, outer; /* outer: where \\upr, whose first text is for old programs, stands */
	int skip;              /* characters after \u that stand for it */
	int font;
};

struct rtf {
	struct mf_reading *r;
	struct mf_compose out;
	struct mf_buf title, author;
	int year, month, day;
	struct group group[DEPTH_MAX];
	unsigned depth, deeper; /* groups beyond DEPTH_MAX */
	int code_page, font_page[FONTS_MAX];
	int pending;         /* of \u: characters to skip */
	unsigned high;       /* first half of a surrogate pair, or 0 */
	struct mf_buf bytes; /* \'hh not yet decoded */
};

static struct group *now(struct rtf *x)
{
	return &x->group[x->depth];
}

static void add(struct rtf *x, const char *text, size_t len)
{
	switch (now(x)->to) {
	case TO_TEXT:
		mf_compose_add(&x->out, text, len);
		break;
	case TO_TITLE:
		mf_buf_add(&x->title, text, len);
		break;
	case TO_AUTHOR:
		mf_buf_add(&x->author, text, len);
		break;
	case TO_NOTHING:
	case TO_FONTS:
	case TO_TIME:
		break;
	}
}

static int page_of_charset(long charset)
{
	static const struct {
		long charset;
		int page;
	} known[] = { { 0, 1252 },   { 128, 932 },  { 129, 949 },  { 134, 936 },
		      { 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 177, 1255 },
		      { 178, 1256 }, { 186, 1257 }, { 204, 1251 }, { 238, 1250 } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].charset == charset)
			return known[i].page;
	return 0;
}

static void flush_bytes(struct rtf *x)
{
	struct mf_buf text = MF_BUF_INIT;
	int font = now(x)->font, page = font >= 0 && font < FONTS_MAX ? x->font_page[font] : 0;
	char name[24];

	if (!x->bytes.len)
		return;
	/* A font for Western letters says nothing where the file is in another code page. */
	if (!page || page == 1252)
		page = x->code_page;
	snprintf(name, sizeof name, "windows-%d", page);
	if (mf_to_utf8(x->bytes.data, x->bytes.len, NULL, name, &text, NULL, NULL) < 0)
		mf_to_utf8(x->bytes.data, x->bytes.len, NULL, "windows-1252", &text, NULL, NULL);
	mf_buf_reset(&x->bytes);
	add(x, text.data, text.len);
	mf_buf_release(&text);
}

static void add_point(struct rtf *x, unsigned c)
{
	char utf8[4];
	size_t n = 0;

	if (c < 0x80) {
		utf8[n++] = (char)c;
	} else if (c < 0x800) {
		utf8[n++] = (char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		utf8[n++] = (char)(0xe0 | c >> 12);
		utf8[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	} else {
		utf8[n++] = (char)(0xf0 | c >> 18);
		utf8[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		utf8[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	}
	if (c >= 0x80)
		utf8[n++] = (char)(0x80 | (c & 0x3f));
	add(x, utf8, n);
}

/* \u takes a signed 16-bit number; two of them may be one character. */
static void add_unit(struct rtf *x, long value)
{
	unsigned unit = (unsigned)value & 0xffff;

	flush_bytes(x);
	if (unit >= 0xd800 && unit <= 0xdbff) {
		x->high = unit;
	} else if (unit >= 0xdc00 && unit <= 0xdfff) {
		if (x->high)
			add_point(x, 0x10000 + ((x->high - 0xd800) << 10) + (unit - 0xdc00));
		x->high = 0;
	} else if (unit) {
		x->high = 0;
		add_point(x, unit);
	}
	x->pending = now(x)->skip;
}

static void open_group(struct rtf *x)
{
	flush_bytes(x);
	x->pending = 0;
	if (x->depth + 1 == DEPTH_MAX) {
		x->deeper++;
		return;
	}
	x->group[x->depth + 1] = x->group[x->depth];
	x->depth++;
}

static void close_group(struct rtf *x)
{
	flush_bytes(x);
	x->pending = 0;
	if (x->deeper)
		x->deeper--;
	else if (x->depth)
		x->depth--;
}

static bool is_one_of(const char *name, const char *names)
{
	size_t len = strlen(name);

	for (const char *at = names; len && (at = strstr(at, name)); at += len)
		if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static void breaks(struct rtf *x, const char *word)
{
	static const struct {
		const char *names;
		enum mf_break gap;
	} known[] = {
		{ "par sect page pard row", MF_BREAK_BLOCK },
		{ "line softline", MF_BREAK_LINE },
		{ "tab cell emspace enspace qmspace", MF_BREAK_SPACE },
	};

	if (now(x)->to != TO_TEXT || !strcmp(word, "pard"))
		return;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (is_one_of(word, known[i].names))
			mf_compose_gap(&x->out, known[i].gap);
}

static void marks(struct rtf *x, const char *word)
{
	static const struct {
		const char *name, *text;
	} known[] = { { "lquote", "‘" },    { "rquote", "’" },          { "ldblquote", "“" },
		      { "rdblquote", "”" }, { "endash", "–" },          { "emdash", "—" },
		      { "bullet", "•" },    { "zwnj", "\xe2\x80\x8c" }, { "zwj", "\xe2\x80\x8d" } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(word, known[i].name))
			add(x, known[i].text, strlen(known[i].text));
}

/* A word that says where the text of its group goes. */
static void destination(struct rtf *x, const char *word)
{
	static const char nowhere[] =
		"colortbl stylesheet pict object header headerl headerr headerf footer footerl footerr footerf fldinst "
		"themedata datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl info private "
		"bkmkstart bkmkend comment operator company doccomm keywords subject category revtim printim "
		"annotation atnid atnauthor filetbl revtbl mmathPr shppict nonshppict objdata pntext";
	struct group *g = now(x);

	if (!strcmp(word, "fonttbl")) {
		g->to = TO_FONTS;
	} else if (!strcmp(word, "title")) {
		g->to = TO_TITLE;
		mf_buf_reset(&x->title); /* the last one counts: in \upr it is the one in Unicode */
	} else if (!strcmp(word, "author")) {
		g->to = TO_AUTHOR;
		mf_buf_reset(&x->author);
	} else if (!strcmp(word, "upr")) {
		g->outer = g->to;
		g->to = TO_NOTHING;
	} else if (!strcmp(word, "ud")) {
		g->to = g->outer;
	} else if (!strcmp(word, "creatim")) {
		g->to = TO_TIME;
	} else if (is_one_of(word, nowhere)) {
		g->to = TO_NOTHING;
	}
}

static void numbers(struct rtf *x, const char *word, long value)
{
	struct group *g = now(x);

	if (!strcmp(word, "ansicpg")) {
		x->code_page = (int)value;
	} else if (!strcmp(word, "uc")) {
		g->skip = value >= 0 && value < 16 ? (int)value : 1;
	} else if (!strcmp(word, "f")) {
		g->font = value >= 0 && value < FONTS_MAX ? (int)value : 0;
	} else if (!strcmp(word, "fcharset") && g->to == TO_FONTS && g->font >= 0) {
		x->font_page[g->font] = page_of_charset(value);
	} else if (g->to == TO_TIME) {
		x->year = !strcmp(word, "yr") ? (int)value : x->year;
		x->month = !strcmp(word, "mo") ? (int)value : x->month;
		x->day = !strcmp(word, "dy") ? (int)value : x->day;
	}
}

/* A control word from the byte after its backslash on; returns where it ends. */
static size_t control_word(struct rtf *x, const char *text, size_t at, size_t len, bool ignorable)
{
	char word[WORD_MAX];
	size_t n = 0;
	long value = 0;
	bool negative = false, has_value = false;

	for (; at < len && isalpha((unsigned char)text[at]); at++)
		if (n + 1 < sizeof word)
			word[n++] = text[at];
	word[n] = '\0';
	if (at < len && text[at] == '-') {
		negative = true;
		at++;
	}
	for (; at < len && isdigit((unsigned char)text[at]); at++) {
		value = value < 100000000 ? value * 10 + (text[at] - '0') : value;
		has_value = true;
	}
	at += at < len && text[at] == ' ';
	if (!strcmp(word, "bin") && has_value) /* bytes that are no text */
		return (size_t)value < len - at ? at + (size_t)value : len;
	if (!strcmp(word, "u") && has_value) {
		add_unit(x, negative ? -value : value);
		return at;
	}
	flush_bytes(x);
	if (ignorable)
		now(x)->to = TO_NOTHING;
	if (has_value)
		numbers(x, word, negative ? -value : value);
	destination(x, word);
	breaks(x, word);
	marks(x, word);
	return at;
}

static size_t hex_byte(struct rtf *x, const char *text, size_t at, size_t len)
{
	char digits[3] = { at < len ? text[at] : '0', at + 1 < len ? text[at + 1] : '0', '\0' };

	if (x->pending)
		x->pending--;
	else
		mf_buf_addch(&x->bytes, (char)strtol(digits, NULL, 16));
	return at + 2 < len ? at + 2 : len;
}

/* What follows a backslash, from there on; returns where it ends. */
static size_t control(struct rtf *x, const char *text, size_t at, size_t len)
{
	char c = at < len ? text[at] : '\0';

	if (isalpha((unsigned char)c))
		return control_word(x, text, at, len, false);
	if (c == '\'')
		return hex_byte(x, text, at + 1, len);
	if (c == '*' && at + 2 < len && text[at + 1] == '\\')
		return control_word(x, text, at + 2, len, true);
	flush_bytes(x);
	if (c == '~')
		add(x, " ", 1);
	else if (c == '\n' || c == '\r')
		mf_compose_gap(&x->out, MF_BREAK_BLOCK);
	else if (c == '{' || c == '}' || c == '\\')
		add(x, &c, 1);
	return at + 1;
}

static void read_all(struct rtf *x, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		char c = text[at++];
		if (c == '{')
			open_group(x);
		else if (c == '}')
			close_group(x);
		else if (c == '\\')
			at = control(x, text, at, len);
		else if (c == '\r' || c == '\n')
			continue;
		else if (x->pending)
			x->pending--;
		else
			mf_buf_addch(&x->bytes, c);
	}
	flush_bytes(x);
}

int mf_read_rtf(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct rtf *x = mf_calloc(1, sizeof *x);
	struct mf_document doc = MF_DOCUMENT_BLANK;
	struct mf_buf text = MF_BUF_INIT;
	int status;

	x->r = r;
	x->out = (struct mf_compose)MF_COMPOSE_INIT;
	x->title = x->author = x->bytes = (struct mf_buf)MF_BUF_INIT;
	x->code_page = 1252;
	x->group[0].skip = 1;
	if (mf_reading_raw(r, raw, FILE_MAX, &text, &status)) {
		read_all(x, text.data, text.len);
		doc.title = mf_arena_strndup(&r->arena, x->title.data, x->title.len);
		doc.author = mf_arena_strndup(&r->arena, x->author.data, x->author.len);
		if (x->year && x->month && x->day)
			doc.date = mf_arena_printf(&r->arena, "%04d-%02d-%02d", x->year, x->month, x->day);
		status = mf_compose_hand_over(r, &x->out, &doc, err);
	}
	mf_compose_release(&x->out);
	mf_buf_release(&x->title);
	mf_buf_release(&x->author);
	mf_buf_release(&x->bytes);
	mf_buf_release(&text);
	free(x);
	return status;
}
