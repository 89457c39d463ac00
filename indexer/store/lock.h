/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lock.h - one writer at a time: DIR/lock, held for as long as it is open. */
#ifndef MF_STORE_LOCK_H
#define MF_STORE_LOCK_H

#include "wrappers/libc/error.h"

#define MF_LOCK "lock"

/* Takes DIR/lock; MF_E_LOCKED names the process that has it. */
int mf_lock_take(int *lock, const char *dir, struct mf_error *err);
void mf_lock_drop(int lock);

#endif
