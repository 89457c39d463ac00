/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ini.h - configuration files: [section], name = value, comments after ; or #. */
#ifndef MF_INI_H
#define MF_INI_H

#include "wrappers/libc/error.h"

/* Called for every pair, in order; section "" before the first heading.  Strings are gone after the
 * call.  A negative result ends the reading; the message gets file and line in front of it. */
typedef int mf_ini_pair(void *ctx, const char *section, const char *name, const char *value,
			struct mf_error *err);

/* Reads the file.  MF_E_NOTFOUND where there is none, MF_E_INPUT with FILE:LINE where a line is no pair. */
int mf_ini_read(const char *path, mf_ini_pair *pair, void *ctx, struct mf_error *err);

#endif
