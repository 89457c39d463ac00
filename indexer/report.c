/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/report.h"

#include <stdlib.h>

#include "wrappers/json/json.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

struct mf_report_file {
	struct mf_writer *writer;
	struct mf_buf line;
};

int mf_report_open(struct mf_report_file **out, const char *path, struct mf_error *err)
{
	struct mf_writer *writer;
	int rc = mf_writer_open(&writer, path, err);

	*out = NULL;
	if (rc < 0)
		return rc;
	*out = mf_calloc(1, sizeof **out);
	(*out)->writer = writer;
	(*out)->line = (struct mf_buf)MF_BUF_INIT;
	return 0;
}

void mf_report_problem(struct mf_report_file *report, const struct mf_error *problem, bool warning)
{
	struct mf_json w;

	if (!report)
		return;
	mf_buf_reset(&report->line);
	w = mf_json_to(&report->line);
	mf_json_begin_object(&w);
	mf_json_put_string(&w, "fate", warning ? "doubtful" : "rejected");
	mf_json_key(&w, "line");
	if (problem->line > 0)
		mf_json_int(&w, problem->line);
	else
		mf_json_null(&w);
	mf_json_put_string(&w, "message", problem->text);
	mf_json_put_text_or_null(&w, "remedy", problem->hint);
	mf_json_end_object(&w);
	mf_buf_addch(&report->line, '\n');
	mf_writer_add(report->writer, report->line.data, report->line.len);
}

int mf_report_close(struct mf_report_file *report, const struct mf_buf *last, struct mf_error *err)
{
	int rc;

	if (!report)
		return 0;
	mf_writer_add(report->writer, last->data, last->len);
	rc = mf_writer_close(report->writer, false, err);
	mf_buf_release(&report->line);
	free(report);
	return rc;
}
