/* SPDX-License-Identifier: GPL-2.0-or-later */
/* location.h - where the index is when nobody says. */
#ifndef MF_STORE_LOCATION_H
#define MF_STORE_LOCATION_H

/* `given` (may be NULL), else $MUFAHRIS_DB, else $XDG_DATA_HOME/mufahris/default, else
 * ~/.local/share/mufahris/default.  The caller frees. */
char *mf_index_location(const char *given);

#endif
