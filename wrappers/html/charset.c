/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charset.c - which encoding a page says it has. */
#include "wrappers/html/html.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static size_t find(const char *text, size_t len, size_t at, const char *word)
{
	size_t n = strlen(word);

	for (; at + n <= len; at++)
		if (!strncasecmp(text + at, word, n))
			return at;
	return len;
}

static bool is_name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == ':' || c == '.';
}

/* The name in `charset = "name"` after text[at]. */
static void take_name(const char *text, size_t len, size_t at, char *name, size_t size)
{
	size_t n = 0;

	while (at < len && isspace((unsigned char)text[at]))
		at++;
	if (at == len || text[at++] != '=')
		return;
	while (at < len && (isspace((unsigned char)text[at]) || text[at] == '"' || text[at] == '\''))
		at++;
	while (at < len && n + 1 < size && is_name_byte(text[at]))
		name[n++] = text[at++];
	name[n] = '\0';
}

void mf_html_charset(const char *head, size_t len, char *name, size_t size)
{
	*name = '\0';
	if (len > 5 && !strncasecmp(head, "<?xml", 5)) {
		size_t stop = find(head, len, 0, "?>"), at = find(head, stop, 0, "encoding");
		if (at < stop)
			take_name(head, stop, at + 8, name, size);
	}
	for (size_t at = 0; (at = find(head, len, at, "<meta")) < len && !*name; at += 5) {
		size_t stop = find(head, len, at, ">"), word = find(head, stop, at, "charset");
		if (word < stop)
			take_name(head, stop, word + 7, name, size);
	}
	/* A page that could be read this far as ASCII is not UTF-16, whatever it says. */
	if (!strncasecmp(name, "utf-16", 6) || !strncasecmp(name, "utf-32", 6))
		*name = '\0';
}
