/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crash.h - a last line for faults: an error and exit status 2 instead of a signal. */
#ifndef MF_LIBC_CRASH_H
#define MF_LIBC_CRASH_H

/* From here on a fault of memory (also in a mapped file that is cut short meanwhile), of arithmetic or
 * an abort or trap prints one line that names --check on standard error and ends the program with status 2.
 * A fault after an allocation that failed (not every library looks at what it is given) is told as that.
 * Where something else handles a signal already, that stays. */
void mf_crash_catch(void);

#endif
