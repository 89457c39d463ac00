/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config.h - what a user always wants: the configuration file, and how it comes before the arguments.
 *
 * The file is $MUFAHRIS_CONFIG, else $XDG_CONFIG_HOME/mufahris/config, else ~/.config/mufahris/config:
 *
 *	[search]
 *	limit = 20          any long option; yes and no for those that take no value
 *	[ranking]
 *	title = 3           as --ranking=title=3
 */
#ifndef MF_SEARCH_CONFIG_H
#define MF_SEARCH_CONFIG_H

#include "search/options.h"

/* The arguments that the file stands for, in the arena; none where there is no file.  An error names
 * file and line. */
int mf_config_arguments(struct mf_arena *arena, struct mf_strings *out, struct mf_error *err);

/* Options from the configuration, then those of the kept queries @NAME among the operands, then argv.  An
 * @NAME that nobody kept is a word; out->note says so. */
int mf_search_options_read(int argc, char **argv, struct mf_arena *arena, struct mf_search_options *out,
			   struct mf_error *err);

#endif
