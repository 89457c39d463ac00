/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mail.h - one message of e-mail (RFC 5322, MIME), taken apart by GMime.
 *
 * One thread at a time. */
#ifndef MF_MAIL_H
#define MF_MAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_mail;

/* One part of the body, its transfer encoding taken off.  Strings are UTF-8, "" where absent. */
struct mf_mail_part {
	const char *type;    /* "text/plain", lower case */
	const char *charset; /* as it says, or "" */
	const char *name;    /* of an attachment */
	bool attached;
	struct mf_buf bytes; /* in that charset; borrowed */
};

/* What the head says, in UTF-8, "" where absent; belongs to the mail. */
struct mf_mail_head {
	const char *subject, *from, *to;
	const char *date; /* ISO 8601 with its zone, or "" */
};

/* MF_E_INPUT: not a message. */
int mf_mail_read(struct mf_mail **out, const char *bytes, size_t len, struct mf_error *err);
const struct mf_mail_head *mf_mail_head(const struct mf_mail *mail);
/* Parts to read: of alternatives the plain text, or else the page; then what is attached. */
size_t mf_mail_parts(const struct mf_mail *mail);
struct mf_mail_part *mf_mail_part(struct mf_mail *mail, size_t i);
void mf_mail_close(struct mf_mail *mail); /* accepts NULL */

#endif
