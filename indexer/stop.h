/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stop.h - a long run that is asked to end. */
#ifndef MF_STOP_H
#define MF_STOP_H

#include <signal.h>

/* From here on SIGINT and SIGTERM set the flag that is returned; each of them kills when it comes again.
 * SIGTERM leaves a second for what looks at the flag: then the program ends wherever it stands, in a
 * library or in a system call, with `line` (at most 511 bytes) on standard error and exit status `status`.
 * Called once. */
const volatile sig_atomic_t *mf_stop_catch(const char *line, int status);

#endif
