/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fdatasync.h - a sync that fails inside a library is not passed over.
 *
 * Xapian's compaction ignores what fdatasync says, and the kernel says it once: our own fsync of the
 * same file would find nothing wrong after that.  So this program has an fdatasync of its own, which does
 * what the system's does and remembers a failure.
 */
#ifndef MF_FDATASYNC_H
#define MF_FDATASYNC_H

int mf_fdatasync_failed(void); /* errno of a failure since this was asked last, or 0 */

#endif
