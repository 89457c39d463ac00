/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pager.h - more than a screen, page by page. */
#ifndef MF_SEARCH_PAGER_H
#define MF_SEARCH_PAGER_H

#include <stdbool.h>
#include <stddef.h>

/* Is the text longer than the terminal that standard output is?  False where it is none. */
bool mf_pager_wanted(const char *text, size_t len);

/* Hands the text to $MUFAHRIS_PAGER, $PAGER or less -R and waits until the reader is done.  False where
 * no pager could be started, or the one that is set is empty or cat: then nothing has been written. */
bool mf_pager_show(const char *text, size_t len);

#endif
