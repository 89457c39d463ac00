/* SPDX-License-Identifier: GPL-2.0-or-later */
/* saved.h - queries kept by name: each is a file in $XDG_DATA_HOME/mufahris/queries, one argument a line, the
 * query last. */
#ifndef MF_SEARCH_SAVED_H
#define MF_SEARCH_SAVED_H

#include "search/options.h"

/* Keeps what argv says is searched, narrowed, counted and studied, and in which order; not how much of it is
 * shown, how it is printed, nor the index. */
int mf_saved_store(const char *name, int argc, char **argv, struct mf_error *err);

/* The options of a kept query, and its words.  MF_E_NOTFOUND, or MF_E_USAGE for what can be no name. */
int mf_saved_load(const char *name, struct mf_arena *arena, struct mf_strings *options, const char **query,
		  struct mf_error *err);

/* The names of all, in byte order; none where nothing was ever kept. */
int mf_saved_list(struct mf_arena *arena, struct mf_strings *out, struct mf_error *err);

int mf_saved_forget(const char *name, struct mf_error *err);

#endif
