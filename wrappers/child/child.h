/* SPDX-License-Identifier: GPL-2.0-or-later */
/* child.h - an outside program that reads a file of unknown origin, on a short leash.
 *
 * It gets the file as its standard input and its standard output is read; its messages go nowhere.  It may
 * use so much processor time and memory and so many files as the limits say, change nothing on the disk, open
 * no socket, signal nobody and gain no privileges (leash.h), and is killed when its time is over, when
 * whoever reads has enough, and when the program that started it dies.
 */
#ifndef MF_CHILD_H
#define MF_CHILD_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/error.h"

struct mf_child;

struct mf_child_limits {
	unsigned seconds;                  /* on the clock, and of processor time */
	uint64_t memory;                   /* bytes of address space */
	const volatile sig_atomic_t *stop; /* set: it is killed, MF_E_STOPPED; NULL: never */
};

/* argv ends with NULL; argv[0] is looked up in PATH.  `input` is an open file, which stays the caller's.
 * MF_E_NOTFOUND: there is no such program. */
int mf_child_start(struct mf_child **out, const char *const *argv, int input,
		   const struct mf_child_limits *limits, struct mf_error *err);
/* What it writes; *got 0 at the end.  MF_E_LIMIT: its time was over. */
int mf_child_read(struct mf_child *child, char *room, size_t size, size_t *got, struct mf_error *err);
/* Kills it where it still runs, and waits for it.  Returns MF_OK where it ended by itself with status 0, else
 * MF_E_INPUT (it failed) or MF_E_LIMIT (a limit ended it). */
int mf_child_end(struct mf_child *child, struct mf_error *err);

#endif
