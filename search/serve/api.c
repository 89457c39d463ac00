/* SPDX-License-Identifier: GPL-2.0-or-later */
/* api.c - /api/1/: for programs, what the command line prints, by the writers of the command line. */
#include <string.h>

#include "search/engine/complete.h"
#include "search/output/study_table.h"
#include "search/request.h"
#include "search/serve/server.h"
#include "search/study/study.h"
#include "wrappers/json/json.h"

static const char json[] = "application/json";

/* The type of a format; answers of an API are data, so HTML is not one of them. */
static const char *type_of(const struct mf_writer_format *format)
{
	if (format == &mf_writer_json)
		return json;
	if (format == &mf_writer_jsonl)
		return "application/x-ndjson; charset=utf-8";
	if (format == &mf_writer_csv)
		return "text/csv; charset=utf-8";
	if (format == &mf_writer_svg)
		return "image/svg+xml";
	if (format == &mf_writer_bibtex)
		return "application/x-bibtex; charset=utf-8";
	return "text/plain; charset=utf-8";
}

static int take_format(const struct mf_serving *s, struct mf_error *err)
{
	const struct mf_writer_format *format = mf_writer_formats[s->ask.options.format];

	if (format != &mf_writer_html)
		return 0;
	return mf_error_set(err, MF_E_USAGE, "--format does not accept '%s'; accepted: %s", format->name,
			    "json, jsonl, csv, text, trec, kwic, bibtex, svg");
}

static int read(struct mf_serving *s, const char *option, bool browse, struct mf_error *err)
{
	const char *forced[] = { "--format=json", option, NULL };
	int rc = mf_ask_read(&s->ask, forced, browse, err);

	return rc < 0 ? rc : take_format(s, err);
}

static void put(struct mf_serving *s, const struct mf_results *results)
{
	const struct mf_writer_format *format = mf_writer_formats[s->ask.options.format];

	mf_reply_type(s->reply, 200, type_of(format));
	mf_writer_write(format, &s->reply->body, &s->ask.style, results);
}

static int search(struct mf_serving *s, struct mf_error *err)
{
	int rc = read(s, NULL, false, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	s->server->count.searches++;
	rc = mf_engine_search(s->worker->engine, &s->ask.request, &s->worker->results, err);
	if (rc == 0) {
		put(s, &s->worker->results);
		mf_reply_partial(s, s->worker->results.partial);
	}
	return rc;
}

/* A search without results: --facets --limit=0. */
static int facets(struct mf_serving *s, struct mf_error *err)
{
	int rc = read(s, "--facets", true, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	s->ask.request.limit = 0;
	s->server->count.searches++;
	rc = mf_engine_search(s->worker->engine, &s->ask.request, &s->worker->results, err);
	if (rc == 0) {
		put(s, &s->worker->results);
		mf_reply_partial(s, s->worker->results.partial);
	}
	return rc;
}

static int document(struct mf_serving *s, struct mf_error *err)
{
	const char *id = mf_http_parameter(s->ask.http, "id");
	int rc = read(s, NULL, true, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	if (!id || !*id)
		return mf_error_set(err, MF_E_USAGE, "id is missing: the document that is wanted");
	s->ask.request.facets = 0;
	rc = mf_engine_document(s->worker->engine, &s->ask.request, id, &s->worker->results, err);
	if (rc == 0)
		put(s, &s->worker->results);
	return rc;
}

static int study(struct mf_serving *s, enum mf_study_kind kind, struct mf_error *err)
{
	const char *option = mf_arena_printf(s->ask.arena, kind == MF_STUDY_NGRAMS ? "--%s=2" : "--%s",
					     mf_study_names[kind]);
	struct mf_study_options options;
	struct mf_study study;
	int rc = read(s, option, false, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	mf_study_options_make(&options, &s->ask.options);
	mf_arena_reset(&s->worker->rows);
	s->server->count.searches++;
	rc = mf_study_run(s->worker->engine, &s->ask.request, &options, &s->worker->rows, &study, err);
	if (rc < 0)
		return rc;
	mf_reply_type(s->reply, 200, type_of(mf_writer_formats[s->ask.options.format]));
	mf_study_write(mf_writer_formats[s->ask.options.format], &s->reply->body, &s->ask.style, &study);
	mf_reply_partial(s, study.partial);
	return 0;
}

#define COMPLETIONS 10
static int suggest(struct mf_serving *s, struct mf_error *err)
{
	struct mf_completion list[COMPLETIONS];
	const char *prefix = mf_http_parameter(s->ask.http, "q");
	struct mf_json w = mf_json_to(&s->reply->body);
	size_t n;
	int rc = read(s, NULL, true, err);

	if (rc < 0)
		return rc;
	if (!prefix || strlen(prefix) > MF_ASK_QUERY_BYTES)
		return mf_error_set(err, MF_E_USAGE, "q is missing: what was typed so far");
	if (mf_reply_unchanged(s, s->ask.http))
		return 0;
	rc = mf_engine_complete(s->worker->engine, prefix, COMPLETIONS, s->ask.arena, list, &n, err);
	if (rc < 0)
		return rc;
	mf_reply_type(s->reply, 200, json);
	mf_json_begin_object(&w);
	mf_json_put_string(&w, "query", prefix);
	mf_json_key(&w, "completions");
	mf_json_begin_array(&w);
	for (size_t i = 0; i < n; i++) {
		mf_json_begin_object(&w);
		mf_json_put_string(&w, "text", list[i].text);
		mf_json_put_uint(&w, "count", list[i].count);
		mf_json_put_bool(&w, "name", list[i].name);
		mf_json_end_object(&w);
	}
	mf_json_end_array(&w);
	mf_json_end_object(&w);
	mf_buf_addch(&s->reply->body, '\n');
	return 0;
}

bool mf_api_answer(struct mf_serving *s, const char *name, struct mf_error *err, int *rc)
{
	static const struct {
		const char *name;
		int (*answer)(struct mf_serving *, struct mf_error *);
	} answers[] = {
		{ "search", search },
		{ "facets", facets },
		{ "document", document },
		{ "suggest", suggest },
	};

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (strcmp(answers[i].name, name) == 0) {
			*rc = answers[i].answer(s, err);
			return true;
		}
	for (unsigned kind = 1; kind < MF_STUDIES; kind++)
		if (strncmp(name, "study/", 6) == 0 && strcmp(name + 6, mf_study_names[kind]) == 0) {
			*rc = study(s, (enum mf_study_kind)kind, err);
			return true;
		}
	return false;
}
