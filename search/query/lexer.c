/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexer.c - query text -> lexemes. */
#include "search/query/lexer.h"

#include <string.h>

#include "indexer/analysis/words/chars.h"
#include "wrappers/libc/utf8.h"

const char *const mf_lexeme_names[] = {
	"word",  "exact", "prefix", "phrase", "near", "field", "plus",
	"minus", "and",   "or",     "not",    "open", "close", "end",
};

struct lexer {
	struct mf_arena *arena;
	const char *text;
	size_t len, at;
	bool at_start; /* nothing but white space or a parenthesis stands before: a sign is a sign */
	bool operand;  /* a sign or a field stands directly before: AND is a word here */
	bool in_value; /* after field: commas belong to the value */
	struct mf_lexemes *out;
};

static void complain(struct lexer *x, size_t at, const char *what)
{
	if (!x->out->trouble) {
		x->out->trouble = what;
		x->out->trouble_at = at;
	}
}

/* Characters that readers do not see, and that words are compared without. */
static bool is_invisible(uint32_t c)
{
	return c == 0xad || c == 0x61c ||                   /* soft hyphen, Arabic letter mark */
	       (c >= 0x200b && c <= 0x200f) ||              /* zero-width characters, LRM, RLM */
	       (c >= 0x202a && c <= 0x202e) ||              /* embeddings and overrides */
	       (c >= 0x2060 && c <= 0x206f) ||              /* word joiner, isolates, deprecated controls */
	       (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff; /* variation selectors, BOM */
}

static bool is_space(uint32_t c)
{
	return c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 || c == MF_UTF8_BAD;
}

/* Punctuation that ends a word wherever it stands; the comma is looked at apart. */
static bool is_separator(uint32_t c)
{
	if (c < 0x80)
		return is_space(c) || strchr(";!?[]{}<>|^`", (int)c);
	return c == 0x60c || c == 0x61b || c == 0x61f || c == 0x6d4 ||       /* ، ؛ ؟ ۔ */
	       (c >= 0x2013 && c <= 0x2015) || c == 0x2022 || c == 0x2026 || /* dashes, bullet, ellipsis */
	       is_space(c);
}

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0xab || c == 0xbb /* « » */ || (c >= 0x201c && c <= 0x201f) /* “ ” „ ‟ */;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9);
}

static bool is_mark(uint32_t c)
{
	return c == MF_TATWEEL || (c >= 0x300 && c <= 0x36f) || mf_arabic_mark(c);
}

/* Letters and digits, roughly: what makes a run of characters worth searching. */
static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	if (c < 0xc0)
		return c == 0xaa || c == 0xb5 || c == 0xba;
	return c != 0xd7 && c != 0xf7 && !(c >= 0x66a && c <= 0x66d) && !(c >= 0x2000 && c <= 0x206f) &&
	       !(c >= 0x2190 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x303f) && !is_mark(c) &&
	       !is_separator(c) && !is_quote(c) && !is_invisible(c);
}

/* The code point at `at` once invisible ones are skipped; *at moves to it, *end after it; 0 at the end. */
static uint32_t look(const struct lexer *x, size_t *at, size_t *end)
{
	while (*at < x->len) {
		uint32_t c;

		*end = *at;
		c = mf_utf8_next(x->text, x->len, end);
		if (!is_invisible(c))
			return c ? c : ' ';
		*at = *end;
	}
	*end = x->len;
	return 0;
}

/* A copy without invisible characters; bad bytes and controls become spaces. */
static char *copy_visible(struct lexer *x, size_t begin, size_t end, size_t *len)
{
	char *copy = mf_arena_alloc(x->arena, end - begin + 1), *to = copy;

	while (begin < end) {
		size_t from = begin;
		uint32_t c = mf_utf8_next(x->text, end, &begin);

		if (is_invisible(c))
			continue;
		if (is_space(c)) {
			*to++ = ' ';
			continue;
		}
		memcpy(to, x->text + from, begin - from);
		to += begin - from;
	}
	*to = '\0';
	*len = (size_t)(to - copy);
	return copy;
}

static struct mf_lexeme *emit(struct lexer *x, enum mf_lexeme_kind kind, size_t begin, size_t end)
{
	struct mf_lexeme *lexeme = &x->out->item[x->out->n++];

	*lexeme = (struct mf_lexeme){
		.kind = kind, .begin = (uint32_t)begin, .end = (uint32_t)end, .text = ""
	};
	x->at = end;
	x->in_value = kind == MF_LEX_FIELD;
	x->operand = kind == MF_LEX_FIELD || kind == MF_LEX_PLUS || kind == MF_LEX_MINUS;
	x->at_start = kind == MF_LEX_OPEN;
	return lexeme;
}

/* Leaves out a word or phrase that says nothing, with the field or sign that stands directly before. */
static void drop(struct lexer *x, size_t begin, size_t end)
{
	while (x->operand && x->out->n) {
		enum mf_lexeme_kind kind = x->out->item[x->out->n - 1].kind;

		if (kind != MF_LEX_FIELD && kind != MF_LEX_PLUS && kind != MF_LEX_MINUS)
			break;
		complain(x, begin, "a word or a phrase is missing here");
		x->out->n--;
	}
	x->at = end;
	x->in_value = x->operand = x->at_start = false;
}

static size_t count_words(const char *text, size_t len)
{
	size_t words = 0;
	bool inside = false;

	for (size_t at = 0; at < len;) {
		uint32_t c = mf_utf8_next(text, len, &at);

		if (is_separator(c))
			inside = false;
		else if (!inside && is_letter(c)) {
			inside = true;
			words++;
		}
	}
	return words;
}

/* Does `close` end what `open` began?  Guillemets hold other quotes; all the others end each other. */
static bool quote_ends(uint32_t open, uint32_t close)
{
	if (open == 0xab)
		return close == 0xbb;
	if (open == 0xbb) /* typed the wrong way round, as some keyboards have it */
		return close == 0xab || close == 0xbb;
	return is_quote(close) && close != 0xab && close != 0xbb;
}

/* Finds the end of a phrase that begins after `at`: offsets of the closing quote.  A quote of any
 * shape will do where the right one is missing. */
static bool find_quote(const struct lexer *x, uint32_t open, size_t at, size_t *close, size_t *behind)
{
	for (int any = 0; any < 2; any++) {
		for (size_t end = at; end < x->len;) {
			size_t from = end;
			uint32_t c = mf_utf8_next(x->text, x->len, &end);

			if (any ? is_quote(c) : quote_ends(open, c)) {
				*close = from;
				*behind = end;
				return true;
			}
		}
	}
	return false;
}

/* ~N after a phrase: digits of any Arabic or ASCII script. */
static bool read_slop(struct lexer *x, size_t *at, unsigned *slop)
{
	size_t from = *at, end;
	bool digits = false;

	*slop = 0;
	if (look(x, &from, &end) != '~')
		return false;
	for (size_t tilde = from;;) {
		uint32_t c;

		from = end;
		c = look(x, &from, &end);
		if (!is_digit(c)) {
			*at = digits ? from : *at;
			if (!digits)
				complain(x, tilde, "a number is missing after ~");
			else if (*slop > MF_QUERY_SLOP)
				complain(x, tilde, "the distance after ~ is too large, 100 is taken");
			if (*slop > MF_QUERY_SLOP)
				*slop = MF_QUERY_SLOP;
			return digits;
		}
		digits = true;
		if (*slop <= MF_QUERY_SLOP)
			*slop = *slop * 10 + (c >= 0x6f0 ? c - 0x6f0 : c >= 0x660 ? c - 0x660 : c - '0');
	}
}

/* A quoted phrase; `begin` is the quote (or the = before it), `open` the quote's code point. */
static void read_phrase(struct lexer *x, size_t begin, uint32_t open, size_t behind_open)
{
	size_t close, behind;
	struct mf_lexeme *phrase;
	const char *text;
	size_t len, words;
	unsigned slop;
	bool near;

	if (!find_quote(x, open, behind_open, &close, &behind)) {
		complain(x, begin, "a quotation mark is not closed");
		x->at = behind_open;
		x->at_start = true;
		return;
	}
	near = read_slop(x, &behind, &slop);
	text = copy_visible(x, behind_open, close, &len);
	words = count_words(text, len);
	if (!words) {
		complain(x, begin, "no word stands between the quotation marks");
		drop(x, begin, behind);
		return;
	}
	phrase = emit(x, near ? MF_LEX_NEAR : MF_LEX_PHRASE, begin, behind);
	phrase->text = text;
	phrase->len = len;
	phrase->slop = slop;
	phrase->exact = x->text[begin] == '=';
	x->out->words += words;
}

/* Where the word that begins at `at` ends, and where its field's colon stands (or SIZE_MAX). */
static size_t word_end(const struct lexer *x, size_t at, size_t *colon)
{
	uint32_t before = 0;

	*colon = SIZE_MAX;
	while (at < x->len) {
		size_t end;
		uint32_t c = look(x, &at, &end);

		if (!c || is_separator(c) || is_quote(c) || c == '(' || c == ')')
			break;
		if (c == ',' && !x->in_value) {
			size_t next = end, behind;

			if (!is_digit(before) || !is_digit(look(x, &next, &behind)))
				break;
		}
		if (c == ':' && !x->in_value && *colon == SIZE_MAX)
			*colon = at;
		before = c;
		at = end;
	}
	return at;
}

/* name:value where `name` is a field: emits the field, the value is read next. */
static bool read_field(struct lexer *x, size_t begin, size_t colon)
{
	size_t at = colon + 1, end, len;
	const char *name = copy_visible(x, begin, colon, &len);
	const struct mf_query_field *field = mf_query_field_find(name, len);
	uint32_t c = look(x, &at, &end);
	bool empty = !c || (is_separator(c) && c != '<' && c != '>') || c == ')';

	if (field && !empty) {
		emit(x, MF_LEX_FIELD, begin, colon + 1)->field = field;
		return true;
	}
	if (field) {
		complain(x, begin, "nothing comes after the name of the field");
	} else if (!empty && c != '/') {
		for (at = 0; at < len;) {
			c = mf_utf8_next(name, len, &at);
			if (!is_letter(c) || is_digit(c))
				return false;
		}
		if (len)
			complain(x, begin, "there is no such field");
	}
	return false;
}

/* The stars of a word: a prefix is at least two letters with a star, or several, after them.
 * Stars elsewhere separate, as other punctuation does. */
static enum mf_lexeme_kind read_stars(struct lexer *x, size_t begin, char *text, size_t *len, bool exact)
{
	size_t letters = 0, kept = 0, n = *len;
	bool trailing = false, inside = false;

	for (size_t at = 0; at < n;)
		letters += is_letter(mf_utf8_next(text, n, &at));
	for (; n && text[n - 1] == '*'; n--)
		trailing = true;
	for (size_t i = 0; i < n; i++) {
		inside |= text[i] == '*';
		if (text[i] != '*' || kept)
			text[kept++] = text[i] == '*' ? ' ' : text[i];
	}
	*len = kept;
	text[kept] = '\0';
	if (letters && inside)
		complain(x, begin, "a star stands only at the end of a word");
	else if (letters == 1 && trailing)
		complain(x, begin, "a prefix needs at least two letters before the star");
	else if (letters && trailing)
		return MF_LEX_PREFIX;
	return exact ? MF_LEX_EXACT : MF_LEX_WORD;
}

/* The text without the punctuation before its first letter, which says nothing. */
static char *skip_punctuation(char *text, size_t *len)
{
	size_t at = 0, from = 0;

	while (at < *len) {
		uint32_t c = mf_utf8_next(text, *len, &at);

		if (is_letter(c) || is_mark(c))
			break;
		from = at;
	}
	*len -= from;
	return text + from;
}

static void read_word(struct lexer *x, size_t begin)
{
	static const struct {
		const char *name;
		enum mf_lexeme_kind kind;
	} operators[] = {
		{ "AND", MF_LEX_AND },
		{ "OR", MF_LEX_OR },
		{ "NOT", MF_LEX_NOT },
	};
	size_t colon, end = word_end(x, x->at, &colon), len;
	bool exact = begin < x->at;
	enum mf_lexeme_kind kind;
	struct mf_lexeme *word;
	char *text;

	if (colon != SIZE_MAX && !exact && read_field(x, begin, colon))
		return;
	text = copy_visible(x, x->at, end, &len);
	for (size_t i = 0; i < 3 && !x->operand && !exact; i++) {
		if (strcmp(text, operators[i].name) == 0) {
			emit(x, operators[i].kind, begin, end);
			return;
		}
	}
	kind = read_stars(x, begin, text, &len, exact);
	if (!count_words(text, len)) { /* punctuation that stands alone says nothing */
		drop(x, begin, end);
		return;
	}
	word = emit(x, kind, begin, end);
	word->text = skip_punctuation(text, &len);
	word->len = len;
	x->out->words++;
}

/* + or - where a word may begin, with the word directly after it. */
static bool read_sign(struct lexer *x, size_t begin, uint32_t c, size_t end)
{
	size_t next = end, behind;
	uint32_t follows = look(x, &next, &behind);

	if ((c != '+' && c != '-') || !x->at_start || !follows || is_separator(follows) ||
	    (!is_letter(follows) && !is_quote(follows) && follows != '(' && follows != '='))
		return false;
	emit(x, c == '+' ? MF_LEX_PLUS : MF_LEX_MINUS, begin, end);
	return true;
}

static void read_lexeme(struct lexer *x)
{
	size_t begin = x->at, end, next, behind;
	uint32_t c = look(x, &begin, &end), follows;

	if (!c || is_separator(c) || (c == ',' && !x->in_value)) {
		x->at = end;
		x->at_start = true;
		x->in_value = x->operand = false;
		return;
	}
	if (read_sign(x, begin, c, end))
		return;
	if (c == '(' || c == ')') {
		emit(x, c == '(' ? MF_LEX_OPEN : MF_LEX_CLOSE, begin, end);
		return;
	}
	if (is_quote(c)) {
		read_phrase(x, begin, c, end);
		return;
	}
	x->at = begin;
	next = end;
	follows = look(x, &next, &behind);
	if (c == '=' && is_quote(follows))
		read_phrase(x, begin, follows, behind);
	else if (c == '=' && (is_letter(follows) || is_mark(follows))) {
		x->at = next;
		read_word(x, begin);
	} else {
		read_word(x, begin);
	}
}

void mf_query_lex(struct mf_arena *arena, const char *text, size_t len, struct mf_lexemes *out)
{
	struct lexer x = { .arena = arena, .text = text, .len = len, .at_start = true, .out = out };

	*out = (struct mf_lexemes){ 0 };
	out->item = mf_arena_alloc(arena, (len + 1) * sizeof *out->item); /* a lexeme is at least a byte */
	while (x.at < len)
		read_lexeme(&x);
	emit(&x, MF_LEX_END, len, len);
	out->n--;
}
