/* SPDX-License-Identifier: GPL-2.0-or-later */
/* leash.h - what a child may not do from here on, whatever becomes of it. */
#ifndef MF_LEASH_H
#define MF_LEASH_H

/* Between fork and exec: system calls alone.  Nothing on the disk can be made, changed or removed (Landlock);
 * sockets, signals to others, looking into other processes and the kernel's side doors are refused (seccomp).
 * Where the kernel lacks one of them, the other and the limits of resources must do. */
void mf_leash(void);

#endif
