/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-search: options, messages, exit status.  The only file of the search tool that
 * prints; everything it prints of queries, paths and documents has been through mf_sanitize. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "indexer/store/location.h"
#include "search/engine/engine.h"
#include "search/engine/suggest.h"
#include "search/options.h"
#include "search/output/writer.h"
#include "search/query/query.h"
#include "search/study/study.h"
#include "wrappers/libc/file.h"

#define BATCH_CEILING ((size_t)256 << 20)
#define SUGGESTIONS 10

struct run {
	struct mf_search_options options;
	struct mf_arena arena;
	struct mf_engine *engine;
	struct mf_request request;
	struct mf_study_options study;
	struct mf_arena rows; /* of the study in hand */
	struct mf_style style;
	struct mf_buf out;
};

static int fail(const struct mf_error *e)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_buf_addstr(&line, "mufahris-search: ");
	mf_sanitize(&line, e->text, strlen(e->text), false);
	if (*e->hint) {
		mf_buf_addstr(&line, " (");
		mf_sanitize(&line, e->hint, strlen(e->hint), false);
		mf_buf_addch(&line, ')');
	}
	fprintf(stderr, "%s\n", line.data);
	mf_buf_release(&line);
	return 2;
}

/* 0, or the exit status: a closed pipe is no error, a full disk is. */
static int put(struct mf_buf *out)
{
	size_t done = fwrite(out->data, 1, out->len, stdout);
	int ok = done == out->len && fflush(stdout) == 0;

	mf_buf_reset(out);
	if (ok)
		return 0;
	if (errno != EPIPE)
		fprintf(stderr, "mufahris-search: standard output: %s\n", strerror(errno));
	return errno == EPIPE ? -1 : 2;
}

/* ---- from options to a request ---- */

static int32_t today(void)
{
	time_t t = time(NULL);
	struct tm now;

	localtime_r(&t, &now);
	return mf_day_from_civil(now.tm_year + 1900, now.tm_mon + 1, now.tm_mday);
}

static void add_entities(const struct mf_strings *names, int type, struct mf_entity_filter *to, size_t *n)
{
	for (size_t i = 0; i < names->n; i++)
		to[(*n)++] = (struct mf_entity_filter){ names->item[i], type };
}

static int set_ranking(struct mf_ranking *r, const char *text, struct mf_error *err)
{
	const struct {
		const char *name;
		double *value;
	} field[] = {
		{ "k1", &r->k1 },       { "b", &r->b },           { "exact", &r->exact },         { "stem", &r->stem },
		{ "root", &r->root },   { "entity", &r->entity }, { "proximity", &r->proximity }, { "window", &r->window },
		{ "title", &r->title }, { "coverage", &r->coverage }, { "variant", &r->variant },
	};
	const char *equals = strchr(text, '=');
	char *end;
	double value = equals ? strtod(equals + 1, &end) : 0;

	if (equals && equals[1] && !*end && value >= 0 && value < 1e6) {
		size_t len = (size_t)(equals - text);
		for (size_t i = 0; i < sizeof field / sizeof *field; i++)
			if (strlen(field[i].name) == len && memcmp(field[i].name, text, len) == 0) {
				*field[i].value = value;
				return 0;
			}
		if (len == 5 && memcmp(text, "depth", 5) == 0 && value >= 1) {
			r->depth = (unsigned)value;
			return 0;
		}
	}
	mf_error_set(err, MF_E_USAGE, "--ranking=%s: not of the form NAME=NUMBER", text);
	mf_error_hint(err, "NAME is k1, b, exact, stem, root, entity, proximity, window, title, variant, coverage or depth");
	return MF_E_USAGE;
}

static int make_request(struct run *r, struct mf_error *err)
{
	const struct mf_search_options *o = &r->options;
	struct mf_request *q = &r->request;
	size_t n = o->entity.n + o->person.n + o->place.n + o->org.n, at = 0;
	struct mf_entity_filter *entity = mf_arena_alloc(&r->arena, (n + 1) * sizeof *entity);
	int rc = 0;

	mf_request_init(q);
	add_entities(&o->entity, -1, entity, &at);
	add_entities(&o->person, MF_PERSON, entity, &at);
	add_entities(&o->place, MF_PLACE, entity, &at);
	add_entities(&o->org, MF_ORG, entity, &at);
	q->entity = entity;
	q->entities = at;
	q->query = o->query;
	q->query_flags = (o->strict ? MF_QUERY_STRICT : 0) | (o->exact ? MF_QUERY_EXACT : 0);
	q->within_document = o->within == MF_WITHIN_DOCUMENT;
	q->narrower = o->narrower;
	q->no_nisba = o->no_adjectives;
	q->date = o->date;
	q->mentions = o->mentions;
	q->source = o->source.item;
	q->sources = o->source.n;
	q->today = today();
	q->limit = (unsigned)o->limit;
	q->offset = (unsigned)o->offset;
	q->by_document = o->group_by == MF_GROUP_DOCUMENT;
	q->show_duplicates = o->duplicates == MF_DUPLICATES_SHOW;
	q->expand = !o->no_expand;
	q->variants = !o->no_variants;
	q->explain = o->explain;
	q->ids_only = mf_writer_formats[o->format] == &mf_writer_trec;
	q->sort = (enum mf_sort)o->sort;
	q->facets = o->facets;
	q->snippet = (unsigned)o->snippet;
	for (size_t i = 0; rc == 0 && i < o->ranking.n; i++)
		rc = set_ranking(&q->ranking, o->ranking.item[i], err);
	return rc;
}

static void make_study(struct run *r)
{
	const struct mf_search_options *o = &r->options;

	r->study = (struct mf_study_options){
		.kind = (enum mf_study_kind)o->study,
		.unit = o->study == MF_STUDY_FREQ       ? (enum mf_study_unit)o->freq :
			o->study == MF_STUDY_COLLOCATES ? (enum mf_study_unit)o->collocates :
							  MF_UNIT_FORMS,
		.period = o->study == MF_STUDY_TIMELINE ? (enum mf_study_period)o->timeline : MF_PERIOD_DAY,
		.order = (enum mf_study_order)o->kwic_sort,
		.ngram = (unsigned)o->ngrams,
		.window = (unsigned)o->window,
		.context = (unsigned)o->context,
		.no_stop_words = o->no_stop_words,
		.limit = o->limit,
		.offset = o->offset,
	};
}

static void make_style(struct run *r)
{
	const struct mf_search_options *o = &r->options;
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	struct winsize size;
	struct mf_style *s = &r->style;

	s->terminal = isatty(STDOUT_FILENO);
	s->color = o->color == MF_COLOR_ALWAYS || (o->color == MF_COLOR_AUTO && s->terminal && !(no_color && *no_color) &&
	                                           !(term && strcmp(term, "dumb") == 0));
	s->bidi = o->bidi == MF_BIDI_WHEN_VISUAL ? MF_BIDI_VISUAL :
	          o->bidi == MF_BIDI_WHEN_ISOLATE || (o->bidi == MF_BIDI_WHEN_AUTO && s->terminal) ? MF_BIDI_ISOLATE :
	                                                                                              MF_BIDI_NONE;
	s->width = s->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
	s->explain = o->explain;
	s->tag = o->tag ? o->tag : "mufahris";
}

/* ---- what it can do ---- */

static int suggest(struct run *r)
{
	struct mf_completion list[SUGGESTIONS];
	size_t n = mf_engine_suggest(r->engine, r->options.suggest, SUGGESTIONS, &r->arena, list);
	int status;

	for (size_t i = 0; i < n; i++) {
		mf_sanitize(&r->out, list[i].text, strlen(list[i].text), false);
		mf_buf_printf(&r->out, "\t%" PRIu64 "\n", list[i].count);
	}
	status = put(&r->out);
	return status > 0 ? status : n ? 0 : 1;
}

static int fail_query(struct run *r, const char *query, const struct mf_error *e)
{
	int status = fail(e);

	if (e->offset >= 0 && e->code == MF_E_USAGE && r->options.strict) {
		struct mf_buf caret = MF_BUF_INIT;
		mf_query_print_caret(query, strlen(query), (size_t)e->offset, &caret);
		fputs(caret.data, stderr);
		mf_buf_release(&caret);
	}
	return status;
}

static int study_one(struct run *r, const char *query)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_study study;
	int status;

	r->request.query = query;
	mf_arena_reset(&r->rows);
	if (mf_study_run(r->engine, &r->request, &r->study, &r->rows, &study, &e) < 0)
		return fail_query(r, query, &e);
	mf_study_write(mf_writer_formats[r->options.format], &r->out, &r->style, &study);
	status = put(&r->out);
	return status > 0 ? status : status < 0 || study.rows ? 0 : 1;
}

static int search_one(struct run *r, const char *query)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_results results;
	int status;

	if (r->study.kind)
		return study_one(r, query);
	r->request.query = query;
	if (mf_engine_search(r->engine, &r->request, &results, &e) < 0)
		return fail_query(r, query, &e);
	mf_writer_write(mf_writer_formats[r->options.format], &r->out, &r->style, &results);
	status = put(&r->out);
	return status > 0 ? status : status < 0 ? 0 : results.hits || results.total ? 0 : 1;
}

/* One query a line: id, tab, query.  A line that fails is named, and the others are run. */
static int batch(struct run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_buf text = MF_BUF_INIT;
	int status = 1;
	long number = 0;

	if (strcmp(r->options.batch, "-") == 0) {
		char chunk[65536];
		for (size_t n; (n = fread(chunk, 1, sizeof chunk, stdin)) > 0;)
			mf_buf_add(&text, chunk, n);
	} else if (mf_file_read(r->options.batch, BATCH_CEILING, &text, &e) < 0) {
		mf_buf_release(&text);
		return fail(&e);
	}
	for (char *line = text.data, *next; line && *line; line = next) {
		char *tab, *end = strchr(line, '\n');
		int one;
		number++;
		next = end ? end + 1 : NULL;
		if (end)
			*end = '\0';
		line[strcspn(line, "\r")] = '\0';
		if (!*line)
			continue;
		tab = strchr(line, '\t');
		if (!tab) {
			mf_error_set(&e, MF_E_INPUT, "%s:%ld: no tab between the query's id and the query", r->options.batch, number);
			status = fail(&e);
			continue;
		}
		*tab = '\0';
		r->style.qid = line;
		one = search_one(r, tab + 1);
		status = status == 2 || one == 2 ? 2 : one < status ? one : status;
	}
	mf_buf_release(&text);
	return status;
}

static int act(struct run *r)
{
	struct mf_error e = MF_ERROR_INIT;
	char *dir = mf_index_location(r->options.db);
	int rc = mf_engine_open(&r->engine, dir, &e), status;

	free(dir);
	if (rc == 0)
		rc = make_request(r, &e);
	if (rc < 0)
		return fail(&e);
	make_study(r);
	make_style(r);
	status = r->options.suggest ? suggest(r) : r->options.batch ? batch(r) : search_one(r, r->options.query);
	return status;
}

int main(int argc, char **argv)
{
	struct run r;
	struct mf_error e = MF_ERROR_INIT;
	int status;

	memset(&r, 0, sizeof r);
	r.out = (struct mf_buf)MF_BUF_INIT;
	signal(SIGPIPE, SIG_IGN);
	if (mf_search_options_parse(argc, argv, &r.arena, &r.options, &e) < 0) {
		status = fail(&e);
	} else if (r.options.help) {
		mf_search_options_help(&r.out);
		status = put(&r.out) > 0 ? 2 : 0;
	} else if (r.options.version) {
		mf_buf_addstr(&r.out, "mufahris-search " PACKAGE_VERSION "\n");
		status = put(&r.out) > 0 ? 2 : 0;
	} else if (r.options.print_completion) {
		status = mf_options_completion(&mf_search_program, r.options.print_completion, &r.out, &e) < 0 ? fail(&e) :
		         put(&r.out) > 0 ? 2 : 0;
	} else {
		status = act(&r);
	}
	mf_engine_free(r.engine);
	mf_buf_release(&r.out);
	mf_arena_release(&r.rows);
	mf_arena_release(&r.arena);
	return status;
}
