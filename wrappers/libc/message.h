/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message.h - what a program says of its own, in the language of the thread that says it.
 *
 * A message is written in English where it is said; that text is its id.  A catalogue holds its
 * translations: a file as msgfmt of GNU gettext writes it (the format is in gettext's manual, "The Format
 * of GNU MO Files"), in memory.  No locale need be installed, and two threads may speak two languages.
 * mf_error_set and mf_error_hint look up their formats themselves.
 */
#ifndef MF_LIBC_MESSAGE_H
#define MF_LIBC_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

struct mf_catalogue {
	const unsigned char *data;      /* a .mo file in this byte order; trusted */
	unsigned (*plural)(uint64_t n); /* which of a message's plural forms goes with the number n */
};

/* The language of the process: set before other threads start.  NULL: English. */
void mf_messages_default(const struct mf_catalogue *catalogue);
/* From now on this thread speaks by `catalogue`, whatever the process speaks; NULL: English.  The
 * catalogue must outlive that. */
void mf_messages_use(const struct mf_catalogue *catalogue);

/* The translation, or the id itself where there is none. */
const char *mf_message(const char *id) __attribute__((format_arg(1)));

/* Of two ids, one for a count of 1, one for others, the form that goes with n. */
const char *mf_message_count(const char *one, const char *many, uint64_t n)
	__attribute__((format_arg(1), format_arg(2)));

/* N_ marks a text of a table, that is looked up where it is shown. */
#define _(text) mf_message(text)
#define N_(text) text

#endif
