/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cuts_fixture.h - one archive of documents made of the sample articles' sentences, indexed in several ways.
 */
#ifndef CUTS_FIXTURE_H
#define CUTS_FIXTURE_H

#include "tests/unit/engine_fixture.h"

/* Makes the documents; their names are those of nobody else. */
void cuts_documents(size_t n);

/* An index of them in so many segments, in the fixture's folder.  `hashed`: every segment has some of all,
 * not a run of them.  `grown`: with documents that are deleted, and older versions that are replaced, after
 * all were indexed. */
struct mf_engine *cuts_index(const char *name, unsigned segments, bool hashed, bool grown);
void cuts_release(void);

#endif
