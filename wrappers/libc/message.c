/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message.c - looking a message up in a catalogue. */
#include "wrappers/libc/message.h"

#include <stdbool.h>
#include <string.h>

/* A .mo file begins with seven numbers: magic, revision, count of messages, offset of the table of ids,
 * offset of the table of translations, and two of a hash table that is not used here.  A row of a table is
 * length and offset of a text that ends with a NUL; ids are in order of bytes. */
enum { COUNT = 2, IDS = 3, TRANSLATIONS = 4 };

static const struct mf_catalogue *language; /* of the process */
static _Thread_local struct {
	const struct mf_catalogue *catalogue;
	bool chosen; /* the thread has a language of its own */
} thread_language;

void mf_messages_default(const struct mf_catalogue *catalogue)
{
	language = catalogue;
}

void mf_messages_use(const struct mf_catalogue *catalogue)
{
	thread_language.catalogue = catalogue;
	thread_language.chosen = true;
}

static const struct mf_catalogue *current(void)
{
	return thread_language.chosen ? thread_language.catalogue : language;
}

static uint32_t number(const struct mf_catalogue *c, size_t at)
{
	uint32_t value;

	memcpy(&value, c->data + at, sizeof value);
	return value;
}

static const char *text(const struct mf_catalogue *c, unsigned table, uint32_t row, uint32_t *len)
{
	size_t at = number(c, table * sizeof(uint32_t)) + (size_t)row * 2 * sizeof(uint32_t);

	*len = number(c, at);
	return (const char *)c->data + number(c, at + sizeof(uint32_t));
}

/* All plural forms, each with its NUL, *len bytes without the last one; NULL where there are none. */
static const char *find(const struct mf_catalogue *c, const char *id, uint32_t *len)
{
	uint32_t low = 0, high;

	if (!c || !*id) /* the translation of "" is the head of the catalogue */
		return NULL;
	high = number(c, COUNT * sizeof(uint32_t));
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int order = strcmp(id, text(c, IDS, mid, len));
		if (order == 0)
			return text(c, TRANSLATIONS, mid, len);
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const char *mf_message(const char *id)
{
	uint32_t len;
	const char *found = find(current(), id, &len);

	return found ? found : id;
}

const char *mf_message_count(const char *one, const char *many, uint64_t n)
{
	const struct mf_catalogue *c = current();
	uint32_t len;
	const char *found = find(c, one, &len), *end;

	if (!found)
		return n == 1 ? one : many;
	end = found + len;
	for (unsigned skip = c->plural(n); skip && found < end; skip--)
		found += strlen(found) + 1;
	return found < end ? found : many;
}
