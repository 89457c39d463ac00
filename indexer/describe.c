/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/describe.h"

#include <inttypes.h>
#include <stdio.h>

#include "indexer/analysis/date.h"

/* A row of a report: a name that is also its JSON key, and a number or a text. */
struct row {
	const char *name;
	uint64_t number;
	const char *text; /* NULL: the number counts */
};

static void print_rows(struct mf_buf *out, const struct row *row, size_t n, bool json)
{
	mf_buf_addstr(out, json ? "{" : "");
	for (size_t i = 0; i < n; i++) {
		if (json && row[i].text)
			mf_buf_printf(out, "%s\"%s\":\"%s\"", i ? "," : "", row[i].name, row[i].text);
		else if (json)
			mf_buf_printf(out, "%s\"%s\":%" PRIu64, i ? "," : "", row[i].name, row[i].number);
		else if (row[i].text)
			mf_buf_printf(out, "%-16s %s\n", row[i].name, row[i].text);
		else
			mf_buf_printf(out, "%-16s %" PRIu64 "\n", row[i].name, row[i].number);
	}
	mf_buf_addstr(out, json ? "}\n" : "");
}

static void date_span(const struct mf_index *index, int32_t *from, int32_t *to, uint64_t *undated)
{
	*from = MF_DAY_MAX;
	*to = MF_NO_DAY;
	*undated = 0;
	for (size_t s = 0; s < index->segments; s++)
		for (uint32_t d = 0; d < index->segment[s].documents.n; d++) {
			int32_t day = index->segment[s].documents.row[d].day;
			if (mf_segment_dead(&index->segment[s], d))
				continue;
			*undated += day == MF_NO_DAY;
			if (day == MF_NO_DAY)
				continue;
			*from = day < *from ? day : *from;
			*to = day > *to ? day : *to;
		}
}

void mf_describe_index(struct mf_buf *out, const struct mf_index *index, bool json)
{
	const struct mf_manifest *m = &index->manifest;
	char from[11] = "-", to[11] = "-", analyser[20], gazetteer[20], stale[8];
	uint64_t bytes = 0, forms = 0, undated;
	int32_t first, last;
	bool retag = false;

	date_span(index, &first, &last, &undated);
	if (last != MF_NO_DAY) {
		mf_day_print(first, from);
		mf_day_print(last, to);
	}
	for (size_t i = 0; i < m->files_n; i++)
		bytes += m->file[i].size;
	for (size_t s = 0; s < index->segments; s++) {
		forms += index->segment[s].vocabulary.forms.n;
		retag = retag || m->segment[s].tagged != m->gazetteer_fingerprint;
	}
	snprintf(analyser, sizeof analyser, "%016" PRIx64, m->analyser);
	snprintf(gazetteer, sizeof gazetteer, "%016" PRIx64, m->gazetteer_fingerprint);
	snprintf(stale, sizeof stale, "%s", retag ? "yes" : "no");
	const struct row rows[] = {
		{ "schema", m->schema, NULL },
		{ "analyser", 0, analyser },
		{ "generation", m->generation, NULL },
		{ "documents", index->documents, NULL },
		{ "passages", index->passages, NULL },
		{ "tokens", index->words, NULL },
		{ "forms", forms, NULL },
		{ "first_date", 0, from },
		{ "last_date", 0, to },
		{ "undated", undated, NULL },
		{ "entities", mf_gazetteer_count(index->gazetteer), NULL },
		{ "gazetteer", 0, gazetteer },
		{ "retag_due", 0, stale },
		{ "shards", index->segments, NULL },
		{ "bytes", bytes, NULL },
	};
	print_rows(out, rows, sizeof rows / sizeof *rows, json);
}

void mf_describe_run(struct mf_buf *out, const struct mf_update_report *r, double seconds, bool json)
{
	char took[32];
	const struct row rows[] = {
		{ "documents", r->ingest.documents, NULL },
		{ "new", r->ledger.added, NULL },
		{ "changed", r->ledger.changed, NULL },
		{ "moved", r->ledger.moved, NULL },
		{ "unchanged", r->ledger.unchanged, NULL },
		{ "deleted", r->ledger.deleted, NULL },
		{ "rejected", r->rejected, NULL },
		{ "files_read", r->ledger.files_read, NULL },
		{ "files_unchanged", r->ledger.files_skipped, NULL },
		{ "passages", r->ingest.passages, NULL },
		{ "tokens", r->ingest.tokens, NULL },
		{ "terms", r->ingest.terms, NULL },
		{ "entities", r->ingest.entities, NULL },
		{ "dates", r->ingest.dates, NULL },
		{ "bytes", r->ingest.bytes, NULL },
		{ "seconds", 0, took },
	};

	snprintf(took, sizeof took, "%.2f", seconds);
	print_rows(out, rows, sizeof rows / sizeof *rows, json);
}
