/* SPDX-License-Identifier: GPL-2.0-or-later */
/* messages.c - choosing a language. */
#include "wrappers/messages/messages.h"

#include <stdlib.h>
#include <string.h>

extern const unsigned char mf_po_ar[];

/* CLDR's rules of Arabic, in the order of Plural-Forms in po/ar.po: zero, one, two, few, many, other. */
static unsigned arabic_plural(uint64_t n)
{
	uint64_t rest = n % 100;

	if (n <= 2)
		return (unsigned)n;
	return rest >= 3 && rest <= 10 ? 3 : rest >= 11 ? 4 : 5;
}

const struct mf_catalogue *mf_messages_catalogue(const char *language)
{
	static const struct mf_catalogue arabic = { mf_po_ar, arabic_plural };

	if (strncmp(language, "ar", 2) == 0 && strchr("_.@-", language[2])) /* one of these, or the end */
		return &arabic;
	return NULL;
}

const char *mf_messages_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "";
}
