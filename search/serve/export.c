/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export.c - /export: all results as a file, made and sent piece by piece, so that it may be of any length.
 *
 * The search is done once; what is shown of each result is made as fast as the client takes it.  A worker is
 * busy with it until then, so exports are among the slow requests. */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/index.h"
#include "search/serve/server.h"
#include "wrappers/libc/mem.h"

#define PIECE 20 /* results */

struct exporting {
	struct mf_serve_worker *worker;
	struct mf_http_reply *reply;
	const struct mf_writer_format *format;
	struct mf_style style;
	struct mf_stream *stream;
};

/* The worker's other results are a piece; the first ones say what is exported. */
static bool more(void *ctx, struct mf_buf *out)
{
	struct exporting *e = ctx;
	struct mf_results *piece = &e->worker->other;
	struct mf_error err = MF_ERROR_INIT;

	if (mf_stream_next(e->stream, PIECE, piece, &err) < 0) {
		e->reply->broken = true; /* the head has been sent: all that can be said */
		return false;
	}
	for (size_t i = 0; i < piece->hits; i++)
		e->format->hit(out, &e->style, piece, &piece->hit[i]);
	if (piece->hits)
		return true;
	if (e->format->end)
		e->format->end(out, &e->style, &e->worker->results);
	return false;
}

static void done(void *ctx)
{
	struct exporting *e = ctx;

	mf_stream_free(e->stream);
	free(e);
}

static int take_format(const struct mf_serving *s, const char **type, struct mf_error *err)
{
	const struct mf_writer_format *format = mf_writer_formats[s->ask.options.format];

	*type = format == &mf_writer_csv      ? "text/csv; charset=utf-8"
		: format == &mf_writer_jsonl  ? "application/x-ndjson; charset=utf-8"
		: format == &mf_writer_bibtex ? "application/x-bibtex; charset=utf-8"
		: format == &mf_writer_html   ? "text/html; charset=utf-8"
					      : NULL;
	if (*type)
		return 0;
	return mf_error_set(err, MF_E_USAGE, "--format does not accept '%s'; accepted: %s", format->name,
			    "csv, jsonl, bibtex, html");
}

/* All of them, where no number is given. */
static void set_limit(struct mf_serving *s)
{
	const char *limit = mf_http_parameter(s->ask.http, "limit");

	if (!limit || !*limit)
		s->ask.request.limit = mf_engine_index(s->worker->engine)->passages;
}

static void send(struct mf_serving *s, const char *type, struct exporting *e)
{
	const char *name = strcmp(e->format->name, "bibtex") == 0 ? "bib" : e->format->name;

	mf_reply_type(s->reply, 200, type);
	mf_http_reply_header(s->reply, "Content-Disposition",
			     mf_arena_printf(&s->reply->arena, "attachment; filename=\"mufahris.%s\"", name));
	if (e->format->begin)
		e->format->begin(&s->reply->body, &e->style, &s->worker->results);
	s->reply->more = more;
	s->reply->done = done;
	s->reply->ctx = e;
}

int mf_export_answer(struct mf_serving *s, struct mf_error *err)
{
	static const char *const forced[] = { "--format=csv", "--limit=10", NULL };
	struct exporting *e;
	const char *type;
	int rc = mf_ask_read(&s->ask, forced, false, err);

	if (rc == 0)
		rc = take_format(s, &type, err);
	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	if (strcmp(s->ask.http->method, "HEAD") == 0) {
		mf_reply_type(s->reply, 200, type);
		return 0;
	}
	set_limit(s);
	s->server->count.searches++;
	e = mf_calloc(1, sizeof *e);
	*e = (struct exporting){ .worker = s->worker,
				 .reply = s->reply,
				 .format = mf_writer_formats[s->ask.options.format],
				 .style = s->ask.style };
	rc = mf_stream_open(&e->stream, s->worker->engine, &s->ask.request, &s->worker->results, err);
	if (rc < 0) {
		free(e);
		return rc;
	}
	send(s, type, e);
	return 0;
}
