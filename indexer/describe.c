/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/describe.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/message.h"
#include "wrappers/libc/utf8.h"

#define NAME_COLUMNS 16

/* A row of a report: a name that is also its JSON key, and a text, a number with decimals, or a number. */
struct row {
	const char *name;
	uint64_t number;
	const char *text; /* "": there is none; NULL: one of the numbers counts */
	double real;
	unsigned decimals; /* 0: `number` counts */
};

static void print_json(struct mf_buf *out, const struct row *row, size_t n)
{
	struct mf_json w = mf_json_to(out);

	mf_json_begin_object(&w);
	for (size_t i = 0; i < n; i++) {
		mf_json_key(&w, row[i].name);
		if (row[i].text)
			mf_json_text_or_null(&w, row[i].text);
		else if (row[i].decimals)
			mf_json_real(&w, row[i].real, row[i].decimals);
		else
			mf_json_uint(&w, row[i].number);
	}
	mf_json_end_object(&w);
	mf_buf_addch(out, '\n');
}

static void print_rows(struct mf_buf *out, const struct row *row, size_t n, bool json)
{
	if (json) {
		print_json(out, row, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const char *name = _(row[i].name);
		size_t columns = mf_utf8_count(name, strlen(name));
		mf_buf_printf(out, "%s%*s ", name, columns < NAME_COLUMNS ? (int)(NAME_COLUMNS - columns) : 0,
			      "");
		if (row[i].text)
			mf_buf_addstr(out, *row[i].text ? row[i].text : "-");
		else if (row[i].decimals)
			mf_buf_printf(out, "%.*f", (int)row[i].decimals, row[i].real);
		else
			mf_buf_printf(out, "%" PRIu64, row[i].number);
		mf_buf_addch(out, '\n');
	}
}

static void date_span(const struct mf_index *index, int32_t *from, int32_t *to, uint64_t *undated)
{
	*from = MF_DAY_MAX;
	*to = MF_NO_DAY;
	*undated = 0;
	for (size_t s = 0; s < index->segments; s++)
		for (uint32_t d = 0; d < index->segment[s].documents.n; d++) {
			int32_t day = mf_documents_row(&index->segment[s].documents, d)->day;
			if (mf_segment_dead(&index->segment[s], d))
				continue;
			*undated += day == MF_NO_DAY;
			if (day == MF_NO_DAY)
				continue;
			*from = day < *from ? day : *from;
			*to = day > *to ? day : *to;
		}
}

static uint64_t count_forms(const struct mf_index *index)
{
	struct mf_forms f;
	uint64_t n = 0;

	mf_forms_start(&f, index->statistics);
	while (mf_forms_next(&f))
		n++;
	mf_forms_release(&f);
	return n;
}

static bool is_statistics(const struct mf_manifest *m, const char *file)
{
	for (size_t i = 0; i < m->statistics_n; i++)
		if (strcmp(m->statistics[i], file) == 0)
			return true;
	return false;
}

void mf_describe_index(struct mf_buf *out, const struct mf_index *index, bool json)
{
	const struct mf_manifest *m = &index->manifest;
	char from[11] = "", to[11] = "", analyser[20], gazetteer[20], stale[8];
	uint64_t bytes = 0, statistics = 0, deleted = 0, undated;
	int32_t first, last;
	bool retag = false;

	date_span(index, &first, &last, &undated);
	if (last != MF_NO_DAY) {
		mf_day_print(first, from);
		mf_day_print(last, to);
	}
	for (size_t i = 0; i < m->files_n; i++) {
		bytes += m->file[i].size;
		statistics += is_statistics(m, m->file[i].name) ? m->file[i].size : 0;
	}
	for (size_t s = 0; s < index->segments; s++) {
		deleted += m->segment[s].dead_n;
		retag = retag || m->segment[s].tagged != m->gazetteer_fingerprint;
	}
	snprintf(analyser, sizeof analyser, "%016" PRIx64, m->analyser);
	snprintf(gazetteer, sizeof gazetteer, "%016" PRIx64, m->gazetteer_fingerprint);
	snprintf(stale, sizeof stale, "%s", retag ? "yes" : "no");
	const struct row rows[] = {
		{ .name = N_("schema"), .number = m->schema },
		{ .name = N_("analyser"), .text = analyser },
		{ .name = N_("stemmer"), .text = mf_stemming_names[m->stemmer] },
		{ .name = N_("generation"), .number = m->generation },
		{ .name = N_("documents"), .number = index->documents },
		{ .name = N_("deleted"), .number = deleted },
		{ .name = N_("passages"), .number = index->passages },
		{ .name = N_("tokens"), .number = index->words },
		{ .name = N_("forms"), .number = count_forms(index) },
		{ .name = N_("first_date"), .text = from },
		{ .name = N_("last_date"), .text = to },
		{ .name = N_("undated"), .number = undated },
		{ .name = N_("entities"), .number = mf_gazetteer_count(index->gazetteer) },
		{ .name = N_("gazetteer"), .text = gazetteer },
		{ .name = N_("retag_due"), .text = stale },
		{ .name = N_("indexes"), .number = m->members ? m->members : 1 },
		{ .name = N_("shards"), .number = index->segments },
		{ .name = N_("layers"), .number = m->statistics_n },
		{ .name = N_("statistics"), .number = statistics },
		{ .name = N_("bytes"), .number = bytes },
	};
	print_rows(out, rows, sizeof rows / sizeof *rows, json);
}

void mf_describe_gathered(struct mf_buf *out, const struct mf_gathered *g, double seconds, bool json)
{
	const struct row rows[] = {
		{ .name = N_("indexes"), .number = g->members },
		{ .name = N_("documents"), .number = g->documents },
		{ .name = N_("passages"), .number = g->passages },
		{ .name = N_("seconds"), .real = seconds, .decimals = 2 },
	};

	print_rows(out, rows, sizeof rows / sizeof *rows, json);
}

void mf_describe_run(struct mf_buf *out, const struct mf_update_report *r, double seconds, bool json)
{
	const struct row rows[] = {
		{ .name = N_("documents"), .number = r->ingest.documents },
		{ .name = N_("new"), .number = r->ledger.added },
		{ .name = N_("changed"), .number = r->ledger.changed },
		{ .name = N_("moved"), .number = r->ledger.moved },
		{ .name = N_("unchanged"), .number = r->ledger.unchanged },
		{ .name = N_("deleted"), .number = r->ledger.deleted },
		{ .name = N_("unpruned"), .number = r->unpruned },
		{ .name = N_("rejected"), .number = r->rejected },
		{ .name = N_("files_read"), .number = r->ledger.files_read },
		{ .name = N_("files_unchanged"), .number = r->ledger.files_skipped },
		{ .name = N_("passages"), .number = r->ingest.passages },
		{ .name = N_("tokens"), .number = r->ingest.tokens },
		{ .name = N_("terms"), .number = r->ingest.terms },
		{ .name = N_("entities"), .number = r->ingest.entities },
		{ .name = N_("dates"), .number = r->ingest.dates },
		{ .name = N_("dates_doubted"), .number = r->ingest.dates_doubted },
		{ .name = N_("bytes"), .number = r->ingest.bytes },
		{ .name = N_("seconds"), .real = seconds, .decimals = 2 },
	};

	print_rows(out, rows, sizeof rows / sizeof *rows, json);
}

void mf_describe_notes(const struct mf_update_report *r, uint64_t shards,
		       void (*warning)(void *ctx, const struct mf_error *warning), void *ctx)
{
	unsigned long long needs = (unsigned long long)(r->merge_needs >> 20) + 1;
	struct mf_error e = MF_ERROR_INIT;

	if (r->merge_needs) {
		mf_error_set(&e, MF_E_LIMIT,
			     "%zu shards are left, not %llu: merging them takes %lluM of memory", r->shards,
			     (unsigned long long)shards, needs);
		mf_error_hint(&e, "--memory=%lluM allows it", needs);
		warning(ctx, &e);
	}
	if (r->retag_due) {
		mf_error_set(&e, MF_E_VERSION, "older documents were tagged with another gazetteer");
		mf_error_hint(&e, "--retag brings them up to date");
		warning(ctx, &e);
	}
	if (r->ingest.dates_misread) {
		mf_error_set(&e, MF_E_INPUT, "%llu documents have a date that could not be read",
			     (unsigned long long)r->ingest.dates_misread);
		warning(ctx, &e);
	}
}
