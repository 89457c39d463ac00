/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_names.c - apart from the counting, since options and writers need the names alone. */
#include "search/engine/engine.h"
#include "wrappers/libc/message.h"

const char *const mf_facet_names[MF_FACETS + 1] = {
	N_("person"), N_("place"),     N_("org"),    N_("date"), N_("month"),
	N_("year"),   N_("mentioned"), N_("source"), NULL,
};
