/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/mojibake.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/icu/charset.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define ROUNDS 3      /* so often may a text have gone wrong */
#define MAPPED 0x2200 /* code points that a byte of the tables decodes to lie below */
#define RUN_MAX 512   /* characters of a run; longer ones are no words */
#define SURE 6        /* Arabic letters that come out of a line, from which on it is no chance */
#define SURE_BYTES 16 /* the same where one byte is one letter: any Latin letter is one too */

enum table { CP1256, CP1252, TABLES };

/* An accident: text in the encoding `was` was read by the table `read_as`. */
enum was { WAS_UTF8, WAS_CP1256 };
static const struct accident {
	enum table read_as;
	enum was was;
} accidents[] = { { CP1256, WAS_UTF8 }, { CP1252, WAS_UTF8 }, { CP1252, WAS_CP1256 } };
#define ACCIDENTS (sizeof accidents / sizeof *accidents)

struct mf_mojibake_tables {
	unsigned char byte_of[TABLES][MAPPED]; /* 0: none */
	uint32_t letter_of[128];               /* windows-1256 from byte 0x80 on */
};

static struct mf_mojibake_tables tables;
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void tables_make(void)
{
	static const char *const names[TABLES] = { "windows-1256", "windows-1252" };
	struct mf_mojibake_tables *t = &tables;

	for (size_t table = 0; table < TABLES; table++) {
		for (unsigned byte = 0x80; byte < 0x100; byte++) {
			struct mf_buf one = MF_BUF_INIT;
			char raw = (char)byte;
			size_t at = 0;
			uint32_t c = MF_UTF8_BAD;
			if (mf_to_utf8(&raw, 1, NULL, names[table], &one, NULL, NULL) == MF_OK && one.len)
				c = mf_utf8_next(one.data, one.len, &at);
			if (c < MAPPED)
				t->byte_of[table][c] = (unsigned char)byte;
			if (table == CP1256)
				t->letter_of[byte - 0x80] = c;
			mf_buf_release(&one);
		}
	}
	/* Latin 1 and what browsers do: bytes without a character of windows-1252 are controls. */
	for (unsigned byte = 0x80; byte < 0xa0; byte++)
		t->byte_of[CP1252][byte] = (unsigned char)byte;
}

/* A text without any of these pairs has none of the accidents: ط or ظ before a sign of Latin 1 or of the
 * punctuation block (ا and ل read as windows-1256), or a letter of Latin 1 at all. */
static bool may_have(const char *text, size_t len)
{
	const char *end = text + len;

	if (memchr(text, 0xc3, len))
		return true;
	for (int lead = 0; lead < 2; lead++) {
		for (const char *p = text; (p = memchr(p, lead ? 0xe2 : 0xc2, (size_t)(end - p))); p++)
			if (p - text >= 2 && p[-2] == '\xd8' && (p[-1] == '\xb7' || p[-1] == '\xb8'))
				return true;
	}
	return false;
}

/* Characters beyond ASCII that follow one another: a word of the accident, since its bytes were all high. */
struct run {
	size_t from, end;      /* bytes of the text */
	size_t chars, letters; /* letters: Arabic ones that come out */
	size_t frequent;       /* of these the seven that make nearly half of Arabic prose */
	size_t pairs;          /* begin like ا or ل of the accident, whether it can be undone or not */
	bool good;             /* can be undone */
	char mended[2 * RUN_MAX + 1]; /* UTF-8 */
	size_t mended_len;
};

static bool is_letter(uint32_t c)
{
	return (c >= 0x621 && c <= 0x63a) || (c >= 0x641 && c <= 0x64a) || (c >= 0x671 && c <= 0x6d3);
}

/* What text that is Arabic may hold beside its letters: marks, digits, signs of the block, quotes, dashes. */
static bool may_stand(uint32_t c)
{
	return (c >= 0x600 && c <= 0x6ff) || (c >= 0x2000 && c <= 0x206f) || (c >= 0xfb50 && c <= 0xfdff) ||
	       (c >= 0xfe70 && c <= 0xfeff) || c == 0xa0 || c == 0xab || c == 0xbb || c == 0xb7 || c == 0xd7;
}

static void count_letter(struct run *run, uint32_t c)
{
	run->letters +=
		is_letter(c) || c == 0xd8 || c == 0xd9; /* Ø and Ù: half of a letter that went wrong twice */
	switch (c) {
	case 0x0627: /* ا */
	case 0x0644: /* ل */
	case 0x064a: /* ي */
	case 0x0645: /* م */
	case 0x0648: /* و */
	case 0x0646: /* ن */
	case 0x0631: /* ر */
		run->frequent++;
	}
}

/* The bytes of a run read as they were meant. */
static void undo(const struct mf_mojibake_tables *t, enum was was, const char *bytes, size_t len,
		 struct run *run)
{
	size_t at = 0;

	run->good = len > 0 && (was == WAS_CP1256 || mf_utf8_valid(bytes, len, NULL));
	while (run->good && at < len) {
		uint32_t c = was == WAS_CP1256 ? t->letter_of[(unsigned char)bytes[at++] - 0x80]
					       : mf_utf8_next(bytes, len, &at);
		/* Of an accident that happened twice the first undoing gives signs of the second. */
		run->good = may_stand(c) || (was == WAS_UTF8 && c >= 0x80 && c < MAPPED);
		count_letter(run, c);
		if (was == WAS_CP1256 && c >= 0x200c && c <= 0x200f)
			continue; /* joiners and marks of direction take more bytes than there are, and are
				     not seen */
		run->mended_len += mf_utf8_put(run->mended + run->mended_len, c);
	}
}

/* The run at text[at), which is no ASCII. */
static void run_read(const struct mf_mojibake_tables *t, const struct accident *a, const char *text,
		     size_t len, size_t at, struct run *run)
{
	char bytes[RUN_MAX];
	size_t n = 0;
	bool mapped = true;
	unsigned char before = 0;

	memset(run, 0, offsetof(struct run, mended));
	run->mended_len = 0;
	run->from = at;
	while (at < len && (unsigned char)text[at] >= 0x80) {
		uint32_t c = mf_utf8_next(text, len, &at);
		unsigned char byte = c < MAPPED ? t->byte_of[a->read_as][c] : 0;
		run->chars++;
		run->pairs += (before == 0xd8 || before == 0xd9) && byte >= 0x80 && byte < 0xc0;
		before = byte;
		mapped = mapped && byte && n < RUN_MAX;
		if (mapped)
			bytes[n++] = (char)byte;
	}
	run->end = at;
	if (mapped)
		undo(t, a->was, bytes, n, run);
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A letter of Latin 1 inside of a Latin word is what it seems to be. */
static bool in_latin_word(const char *text, size_t len, const struct run *run)
{
	return (run->from > 0 && is_ascii_letter(text[run->from - 1])) ||
	       (run->end < len && is_ascii_letter(text[run->end]));
}

struct line {
	size_t chars, good, letters, frequent, pairs;
};

static void line_read(const struct mf_mojibake_tables *t, const struct accident *a, const char *text,
		      size_t len, struct line *line)
{
	struct run run;

	*line = (struct line){ 0 };
	for (size_t at = 0; at < len; at++) {
		if ((unsigned char)text[at] < 0x80)
			continue;
		run_read(t, a, text, len, at, &run);
		if (a->was == WAS_CP1256 && in_latin_word(text, len, &run))
			run.good = false;
		line->chars += run.chars;
		line->pairs += run.pairs;
		if (run.good) {
			line->good += run.chars;
			line->letters += run.letters;
			line->frequent += run.frequent;
		}
		at = run.end - 1;
	}
}

/* Nearly all of it can be undone and gives Arabic.  `proved`: other lines of the text have shown that the
 * accident happened, and a few letters are enough. */
static bool is_sure(const struct accident *a, const struct line *line, bool proved)
{
	size_t need = proved ? 2 : a->was == WAS_CP1256 ? SURE_BYTES : SURE;

	if (line->chars == 0 || line->good * 10 < line->chars * 9)
		return false;
	if (a->was == WAS_CP1256)
		return line->letters >= need && line->letters * 10 >= line->good * 8 &&
		       (proved || line->frequent * 100 >= line->letters * 38);
	/* Of one letter two characters were made, of one that went wrong twice about four. */
	return line->letters >= need || line->pairs >= 2 * need;
}

static size_t line_len(const char *text, size_t len)
{
	const char *stop = memchr(text, '\n', len);

	return stop ? (size_t)(stop - text) + 1 : len;
}

static void moved(struct mf_mojibake_moves *moves, size_t before, size_t after)
{
	size_t pair[2] = { before, after };

	if (moves)
		mf_buf_add(&moves->pairs, pair, sizeof pair);
}

/* The line at text[from, from + len) mended to text[to); returns the bytes written there. */
static size_t line_mend(const struct mf_mojibake_tables *t, const struct accident *a, char *text, size_t from,
			size_t len, size_t to, struct mf_mojibake_moves *moves)
{
	const char *line = text + from;
	size_t out = to, at = 0;
	struct run run;

	while (at < len) {
		if ((unsigned char)line[at] < 0x80) {
			text[out++] = line[at++];
			continue;
		}
		run_read(t, a, line, len, at, &run);
		at = run.end;
		if (run.good && !(a->was == WAS_CP1256 && in_latin_word(line, len, &run))) {
			memcpy(text + out, run.mended, run.mended_len);
			out += run.mended_len;
		} else {
			memmove(text + out, line + run.from, run.end - run.from);
			out += run.end - run.from;
		}
		moved(moves, from + at, out);
	}
	return out - to;
}

/* The accident that most lines are sure of; -1: none is. */
static int accident_of(const struct mf_mojibake_tables *t, const char *text, size_t len)
{
	size_t best = 0;
	int found = -1;

	for (size_t i = 0; i < ACCIDENTS; i++) {
		size_t letters = 0, n;
		for (size_t at = 0; at < len; at += n) {
			struct line line;
			n = line_len(text + at, len - at);
			if (!may_have(text + at, n))
				continue;
			line_read(t, &accidents[i], text + at, n, &line);
			if (is_sure(&accidents[i], &line, false))
				letters += line.letters + line.pairs;
		}
		if (letters > best) {
			best = letters;
			found = (int)i;
		}
	}
	return found;
}

static size_t round_of(struct mf_mojibake *m, const struct accident *a, char *text, size_t len, bool first,
		       struct mf_mojibake_moves *moves)
{
	size_t to = 0, n;

	for (size_t at = 0; at < len; at += n) {
		struct line line;
		n = line_len(text + at, len - at);
		line_read(&tables, a, text + at, n, &line);
		if (is_sure(a, &line, true)) {
			to += line_mend(&tables, a, text, at, n, to, moves);
			m->lines += first;
		} else {
			memmove(text + to, text + at, n);
			to += n;
			moved(moves, at + n, to);
		}
	}
	return to;
}

/* Lines that still begin their letters as UTF-8 does when it is read by a wrong table. */
static void count_lost(struct mf_mojibake *m, const char *text, size_t len)
{
	size_t n;

	for (size_t at = 0; at < len; at += n) {
		n = line_len(text + at, len - at);
		for (size_t i = 0; i < ACCIDENTS && may_have(text + at, n); i++) {
			struct line line;
			if (accidents[i].was != WAS_UTF8)
				continue;
			line_read(&tables, &accidents[i], text + at, n, &line);
			if (line.pairs >= SURE && line.pairs * 4 >= line.chars) {
				m->lost++;
				break;
			}
		}
	}
}

size_t mf_mojibake_mend(struct mf_mojibake *m, char *text, size_t len, struct mf_mojibake_moves *moves)
{
	if (!may_have(text, len))
		return len;
	pthread_once(&tables_once, tables_make);
	for (int round = 0; round < ROUNDS; round++) {
		int found = accident_of(&tables, text, len);
		if (found < 0)
			break;
		if (moves) /* a round reckons from the one before: a pair of zeros divides them */
			moved(moves, 0, 0);
		len = round_of(m, &accidents[found], text, len, round == 0, moves);
	}
	count_lost(m, text, len);
	return len;
}

/* One round's pairs, from *data on: moves places that ascend. */
static void move_round(const char **data, const char *end, size_t *at, size_t n)
{
	size_t pair[2], from = 0, to = 0, i = 0;

	for (; *data < end; *data += sizeof pair) {
		memcpy(pair, *data, sizeof pair);
		if (pair[0] == 0)
			break;
		for (; i < n && at[i] < pair[0]; i++) /* inside of what was mended: at its end at most */
			at[i] = to + (at[i] - from) < pair[1] ? to + (at[i] - from) : pair[1];
		from = pair[0];
		to = pair[1];
	}
	for (; i < n; i++)
		at[i] = to + (at[i] - from);
}

void mf_mojibake_move(const struct mf_mojibake_moves *moves, size_t *at, size_t n)
{
	const char *data = moves->pairs.data, *end = data + moves->pairs.len;

	while (data < end) {
		data += 2 * sizeof(size_t); /* the divider */
		move_round(&data, end, at, n);
	}
}
