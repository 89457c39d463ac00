/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.h - what mufahris-serve can be asked to do: one table for the parser, --help, man page and
 * completions. */
#ifndef MF_SERVE_OPTIONS_H
#define MF_SERVE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "wrappers/libc/options.h"

/* Strings are borrowed from argv or the arena; NULL = not given. */
struct mf_serve_arguments {
	const char *db, *cluster, *listen, *token_file;
	struct mf_strings host;
	uint64_t time_limit; /* seconds of an answer; 0: as long as it takes */
	uint64_t workers;    /* 0: as many as processors, at least 4 */
	bool open, file_links, log;
	const char *print_completion;
	bool help, version;
};

extern const struct mf_program mf_serve_program;

int mf_serve_arguments_parse(int argc, char **argv, struct mf_arena *arena, struct mf_serve_arguments *out,
			     struct mf_error *err);

#endif
