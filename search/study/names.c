/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.c - apart from the studies, since options and writers need the names alone. */
#include "search/study/study.h"
#include "wrappers/libc/message.h"

const char *const mf_study_names[MF_STUDIES] = { "",
						 N_("freq"),
						 N_("ngrams"),
						 N_("collocates"),
						 N_("timeline"),
						 N_("concordance"),
						 N_("dispersion"),
						 N_("together") };

const char *const mf_study_labels[MF_STUDIES] = { "",
						  N_("Frequent words"),
						  N_("Rows of words"),
						  N_("Neighbours"),
						  N_("Course of time"),
						  N_("Concordance"),
						  N_("Dispersion"),
						  N_("Names together") };
