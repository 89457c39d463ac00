/* SPDX-License-Identifier: GPL-2.0-or-later */
/* files_from.h - the paths of --files-from. */
#ifndef MF_FILES_FROM_H
#define MF_FILES_FROM_H

#include "wrappers/libc/arena.h"
#include "wrappers/libc/error.h"
#include "wrappers/libc/options.h"

/* Adds the paths that `file` lists ("-": standard input) to *paths, in the arena: one a line, or each with a
 * NUL after it, as find -print0 writes them.  Empty ones are passed over. */
int mf_files_from(const char *file, struct mf_arena *arena, struct mf_strings *paths, struct mf_error *err);

#endif
