/* SPDX-License-Identifier: GPL-2.0-or-later */
/* language.c - what is text by its bytes but no language: base64, dumps of numbers, program sources.
 *
 * Arabic letters decide at once: what has its share of them is read, whatever surrounds them. */
#include <ctype.h>
#include <string.h>

#include "indexer/source/detect.h"
#include "wrappers/libc/message.h"

#define LEAST 400 /* bytes; what is shorter is not judged */
#define LONG_WORD 60

struct signs {
	size_t letters, other_letters; /* ASCII letters; bytes of other scripts */
	size_t digits, code, blanks;
	size_t long_words; /* bytes in words without end */
	size_t lines, code_lines;
};

static void count(const char *text, size_t len, struct signs *s)
{
	size_t word = 0;
	char last = ' ';

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		s->letters += isalpha(c) != 0;
		s->other_letters += c >= 0xc3;
		s->digits += isdigit(c) != 0;
		s->code += c && strchr("{}[]();=<>_$#&|*/\\+", c) != NULL;
		if (c <= ' ') {
			s->blanks++;
			s->long_words += word >= LONG_WORD ? word : 0;
			word = 0;
		} else {
			word++;
		}
		if (c == '\n') {
			s->lines++;
			s->code_lines += last && strchr("{};", last) != NULL;
		}
		if (c > ' ')
			last = (char)c;
	}
	s->long_words += word >= LONG_WORD ? word : 0;
}

const char *mf_no_language(const char *text, size_t len)
{
	struct signs s = { 0 };

	if (len > MF_DETECT_BYTES)
		len = MF_DETECT_BYTES;
	if (len < LEAST)
		return "";
	count(text, len, &s);
	if (s.other_letters * 20 > len)
		return ""; /* a language with its own letters, perhaps among much else */
	if (s.long_words * 2 > len && s.code * 10 < len)
		return _("base64 or the like");
	if (s.digits * 2 > len - s.blanks)
		return _("a table of numbers");
	if (s.code_lines * 5 > s.lines * 2 && s.code * 25 > len)
		return _("the source of a program");
	return "";
}
