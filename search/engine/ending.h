/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ending.h - words that share a stem since one is the other with an ending: سلام and سلامة, كوب and كوبا.
 *
 * Mostly they are one word: an adjective and its feminine, a noun and its accusative.  But a ة that keeps its
 * place before possessive pronouns (سلامته, سلامتهم) belongs to a noun of its own; and what is a name by
 * itself (كوبا) is not another word's accusative.  The archive's forms tell.
 */
#ifndef MF_ENGINE_ENDING_H
#define MF_ENGINE_ENDING_H

#include "search/engine/words.h"

/* Lists in w->other the forms of its first stem that are another word; they raise a passage, but neither find
 * nor count. */
void mf_ending_tell_apart(struct mf_query_word *w, const struct mf_lookup *look);

/* Is the form one of these? */
bool mf_ending_is_other(const struct mf_query_word *w, const char *form, size_t len);

#endif
