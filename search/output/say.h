/* SPDX-License-Identifier: GPL-2.0-or-later */
/* say.h - what the program says of its own, in English or in Arabic. */
#ifndef MF_OUTPUT_SAY_H
#define MF_OUTPUT_SAY_H

#include <stdbool.h>

#include "wrappers/libc/buf.h"

/* A label: the English text itself, or its Arabic where there is one. */
const char *mf_say(bool arabic, const char *english);

/* Appends a message of an error, in Arabic where the table knows its pattern; what it names stays. */
void mf_say_error(struct mf_buf *out, bool arabic, const char *english);

#endif
