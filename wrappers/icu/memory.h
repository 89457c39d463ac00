/* SPDX-License-Identifier: GPL-2.0-or-later */
/* memory.h - where ICU takes its memory from. */
#ifndef MF_ICU_MEMORY_H
#define MF_ICU_MEMORY_H

/* From wrappers/libc/mem.h, which ends the program with one line where there is none.  By itself ICU 72 finds
 * no words in a text then, or waits for ever for a lock that it holds.  Before anything else asks ICU. */
void mf_icu_memory(void);

#endif
