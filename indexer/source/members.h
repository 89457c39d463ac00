/* SPDX-License-Identifier: GPL-2.0-or-later */
/* members.h - the members of an archive that is one document. */
#ifndef MF_MEMBERS_H
#define MF_MEMBERS_H

#include "indexer/source/reading.h"

/* Calls `member` for each regular member, under the limits of every archive; what it leaves of the stream is
 * passed over.  A member that fails, or an archive that does, rejects the file. */
int mf_members_read(struct mf_reading *r, struct mf_stream *raw,
		    int (*member)(void *ctx, const char *name, struct mf_stream *stream,
				  struct mf_error *problem),
		    void *ctx);

#endif
