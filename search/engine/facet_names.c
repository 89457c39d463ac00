/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_names.c - apart from the counting, since options and writers need the names alone. */
#include "search/engine/engine.h"

const char *const mf_facet_names[MF_FACETS + 1] = {
	"person", "place", "org", "date", "month", "year", "mentioned", "source", NULL,
};
