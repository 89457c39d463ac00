/* SPDX-License-Identifier: GPL-2.0-or-later */
/* writer.c - the formats. */
#include "search/output/writer.h"

const struct mf_writer_format *const mf_writer_formats[] = {
	&mf_writer_text, &mf_writer_json, &mf_writer_jsonl,  &mf_writer_csv, &mf_writer_html,
	&mf_writer_trec, &mf_writer_kwic, &mf_writer_bibtex, &mf_writer_svg, NULL,
};

const struct mf_writer_format mf_writer_svg = { .name = "svg" };

const char *mf_writer_name(size_t i)
{
	return mf_writer_formats[i] ? mf_writer_formats[i]->name : NULL;
}

void mf_writer_write(const struct mf_writer_format *format, struct mf_buf *out, const struct mf_style *style,
		     const struct mf_results *results)
{
	if (format->begin)
		format->begin(out, style, results);
	for (size_t i = 0; format->hit && i < results->hits; i++)
		format->hit(out, style, results, &results->hit[i]);
	if (format->end)
		format->end(out, style, results);
}
