/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h - what a run refused or mended, for programs: a file of JSON objects, one a line.
 *
 * Each problem is {"fate":"rejected" or "doubtful","line":N or null,"message":...,"remedy":... or null}; the
 * last line is the one of --stats=json.  A file without it is of a run that did not come to its end.
 */
#ifndef MF_INDEXER_REPORT_H
#define MF_INDEXER_REPORT_H

#include <stdbool.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

struct mf_report_file;

int mf_report_open(struct mf_report_file **out, const char *path, struct mf_error *err); /* truncates */
void mf_report_problem(struct mf_report_file *report, const struct mf_error *problem,
		       bool warning); /* NULL: nothing */
/* Adds the last line, which may be empty, and frees; NULL accepted.  Fails where the file could not be
 * written. */
int mf_report_close(struct mf_report_file *report, const struct mf_buf *last, struct mf_error *err);

#endif
