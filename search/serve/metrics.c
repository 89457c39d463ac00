/* SPDX-License-Identifier: GPL-2.0-or-later */
/* metrics.c - counters, in the text format of Prometheus (version 0.0.4). */
#include <inttypes.h>

#include "search/output/render.h"
#include "search/serve/server.h"

static const double bounds[MF_SERVE_BUCKETS] = { 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
						 0.05,   0.1,   0.2,   0.5,   1,    5 };

void mf_metrics_count(struct mf_server *server, unsigned status)
{
	if (status / 100 < 6)
		server->count.requests[status / 100]++;
}

void mf_metrics_time(struct mf_server *server, double seconds)
{
	unsigned i = 0;

	while (i < MF_SERVE_BUCKETS && seconds > bounds[i])
		i++;
	server->count.bucket[i]++;
	server->count.micros += (uint64_t)(seconds * 1e6);
}

static void head(struct mf_buf *out, const char *name, const char *type, const char *help)
{
	mf_buf_printf(out, "# HELP mufahris_%s %s\n# TYPE mufahris_%s %s\n", name, help, name, type);
}

static void put(struct mf_buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
	head(out, name, type, help);
	mf_buf_printf(out, "mufahris_%s %" PRIu64 "\n", name, value);
}

static void put_times(struct mf_buf *out, struct mf_serve_counters *c)
{
	uint64_t sum = 0;

	head(out, "answer_seconds", "histogram", "Time that workers took for an answer.");
	for (unsigned i = 0; i <= MF_SERVE_BUCKETS; i++) {
		sum += c->bucket[i];
		mf_buf_addstr(out, "mufahris_answer_seconds_bucket{le=\"");
		if (i < MF_SERVE_BUCKETS)
			mf_decimal_put(out, bounds[i], 4);
		else
			mf_buf_addstr(out, "+Inf");
		mf_buf_printf(out, "\"} %" PRIu64 "\n", sum);
	}
	mf_buf_addstr(out, "mufahris_answer_seconds_sum ");
	mf_decimal_put(out, (double)c->micros / 1e6, 6);
	mf_buf_printf(out, "\nmufahris_answer_seconds_count %" PRIu64 "\n", sum);
}

void mf_metrics_reply(struct mf_server *server, struct mf_http_reply *reply)
{
	struct mf_serve_counters *c = &server->count;
	struct mf_buf *out = &reply->body;
	struct mf_http_counts now = { 0 };

	if (server->http)
		mf_http_counts(server->http, &now);
	mf_reply_type(reply, 200, "text/plain; version=0.0.4; charset=utf-8");
	mf_http_reply_header(reply, "Cache-Control", "no-store");
	head(out, "requests_total", "counter", "Replies by class of status.");
	for (unsigned i = 2; i < 6; i++)
		mf_buf_printf(out, "mufahris_requests_total{class=\"%uxx\"} %" PRIu64 "\n", i,
			      (uint64_t)c->requests[i]);
	put(out, "searches_total", "counter", "Searches and studies.", c->searches);
	put(out, "partial_total", "counter", "Answers that were cut short by their time.", c->partial);
	put_times(out, c);
	put(out, "connections", "gauge", "Open connections.", now.connections);
	put(out, "connections_cut_total", "counter", "Connections ended for being too slow or too many.",
	    now.cut);
	put(out, "waiting", "gauge", "Requests that wait for a worker.", now.waiting);
	put(out, "working", "gauge", "Workers that answer.", now.working);
	put(out, "generation", "gauge", "Generation of the index that answers.", server->generation);
	put(out, "documents", "gauge", "Documents in the index.", server->documents);
	put(out, "passages", "gauge", "Passages in the index.", server->passages);
	put(out, "refreshes_total", "counter", "Times that a worker opened a generation.", c->refreshes);
	put(out, "refreshes_failed_total", "counter", "Times that a generation could not be opened.",
	    c->failed_refreshes);
	put(out, "started_seconds", "gauge", "When the server was started, in Unix time.",
	    (uint64_t)server->started);
}
