/* SPDX-License-Identifier: GPL-2.0-or-later */
/* location.h - where the index is when nobody says. */
#ifndef MF_STORE_LOCATION_H
#define MF_STORE_LOCATION_H

#include "wrappers/libc/error.h"

/* `given` (--db; may be NULL), else $MUFAHRIS_DB, else $XDG_DATA_HOME/mufahris/default, else
 * ~/.local/share/mufahris/default.  The caller frees *out.  MF_E_USAGE where --db is given and empty,
 * as by a shell variable that is not set: that names no folder, and surely not the one at hand. */
int mf_index_location(const char *given, char **out, struct mf_error *err);

#endif
