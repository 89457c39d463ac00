/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.h - what a program can do: one table, a row for each thing, chosen by an option. */
#ifndef MF_LIBC_COMMAND_H
#define MF_LIBC_COMMAND_H

#include <stdbool.h>
#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/error.h"

struct mf_run; /* each program's own: its options, and what is open while it works */

struct mf_command {
	const char
		*option; /* the long option that asks for it; NULL: what is done without any; the last row */
	size_t at, size; /* the option's field: it is given where a byte of the field is not 0 */
	bool wins;       /* whatever else is asked for (--help) */
	unsigned needs;  /* bits of the program's own: what is read and opened before it runs */
	int (*run)(struct mf_run *run); /* returns the exit status */
};

/* For .at and .size of a row. */
#define MF_COMMAND_FIELD(type, field) .at = offsetof(type, field), .size = sizeof((const type *)NULL)->field

/* The command that the options ask for; NULL where they ask for two (MF_E_USAGE). */
const struct mf_command *mf_command_choose(const struct mf_command *table, const void *options,
					   struct mf_error *err);

#endif
