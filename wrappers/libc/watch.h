/* SPDX-License-Identifier: GPL-2.0-or-later */
/* watch.h - waits until something below some folders has changed: inotify(7).
 *
 * A watch tells that there was a change, not which: who waits looks at everything again, so that no order of
 * events and no event that got lost can mislead it.  Folders made later are not watched: open a new watch,
 * look at everything, close the old one, and wait; what happens between is then never missed.
 * Names that begin with a dot do not count.
 */
#ifndef MF_LIBC_WATCH_H
#define MF_LIBC_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/error.h"

struct mf_watch;

int mf_watch_open(struct mf_watch **out, struct mf_error *err);
void mf_watch_close(struct mf_watch *watch); /* NULL accepted */

/* All that stands in this folder itself.  A folder that is not there or may not be read is left out;
 * fails (MF_E_LIMIT) where the system allows no more. */
int mf_watch_folder(struct mf_watch *watch, const char *path, struct mf_error *err);
/* This file or folder itself: that it is written, replaced, removed or made.  Fails as above. */
int mf_watch_path(struct mf_watch *watch, const char *path, struct mf_error *err);
/* Changes of this file do not count; it need not be there. */
void mf_watch_ignore(struct mf_watch *watch, const char *path);
size_t mf_watch_folders(const struct mf_watch *watch); /* that are watched as a whole */

/* Returns when something has changed and it has then been quiet for half a second, but at the latest ten
 * seconds after the change; or after `limit` milliseconds without any (negative: never).  A file that is
 * being written counts when it is closed.  MF_E_STOPPED: *stop was set, by a handler of SIGINT or SIGTERM,
 * which the calling thread receives. */
int mf_watch_wait(struct mf_watch *watch, int limit, const volatile sig_atomic_t *stop, struct mf_error *err);

#endif
