/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request.h - what the options, the terminal and the environment ask for. */
#ifndef MF_SEARCH_REQUEST_H
#define MF_SEARCH_REQUEST_H

#include "search/options.h"
#include "search/output/writer.h"

int mf_request_make(struct mf_request *request, const struct mf_search_options *options,
		    struct mf_arena *arena, struct mf_error *err);
void mf_study_options_make(struct mf_study_options *study, const struct mf_search_options *options);
void mf_style_make(struct mf_style *style, const struct mf_search_options *options);

/* LC_ALL, LC_MESSAGES or LANG, the first that is set, is Arabic. */

#endif
