/* SPDX-License-Identifier: GPL-2.0-or-later */
/* request.c - from options to what the engine and the writers are asked for. */
#include "search/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "search/query/query.h"
#include "wrappers/messages/messages.h"

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
		{ "k1", &r->k1 },
		{ "b", &r->b },
		{ "exact", &r->exact },
		{ "stem", &r->stem },
		{ "root", &r->root },
		{ "entity", &r->entity },
		{ "proximity", &r->proximity },
		{ "window", &r->window },
		{ "title", &r->title },
		{ "coverage", &r->coverage },
		{ "variant", &r->variant },
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
	mf_error_hint(err, "NAME is k1, b, exact, stem, root, entity, proximity, window, title, variant, "
			   "coverage or depth");
	return MF_E_USAGE;
}

/* The first day of a range. */
static int first_day(const struct mf_request *q, const char *text, size_t len, const char *option,
		     int32_t *day, struct mf_error *err)
{
	struct mf_range range;
	int rc = mf_range_parse(text, len, q->today, &range, err);

	if (rc == 0 && (range.none || range.from <= MF_DAY_MIN))
		rc = mf_error_set(err, MF_E_USAGE,
				  "--%s does not accept '%.60s'; accepted: a date or last:7d", option, text);
	*day = rc == 0 ? range.from : MF_NO_DAY;
	return rc;
}

/* Where the time of day begins in 2022-01-06T14:30, 2022-01-06 14:30:00Z and the like: at the T or the blank;
 * the length of the text where there is none. */
static size_t time_of_day(const char *text, struct tm *out, bool *utc)
{
	size_t len = strlen(text), end = len;
	char *colon = strchr(text, ':');
	int read = 0;

	*utc = len && text[len - 1] == 'Z';
	if (!colon || colon - text < 3)
		return len;
	end = (size_t)(colon - text);
	while (end && text[end - 1] >= '0' && text[end - 1] <= '9')
		end--;
	if (!end || (text[end - 1] != 'T' && text[end - 1] != ' ') ||
	    sscanf(text + end, "%2d:%2d%n:%2d%n", &out->tm_hour, &out->tm_min, &read, &out->tm_sec, &read) <
		    2 ||
	    end + (size_t)read + *utc != len || out->tm_hour > 23 || out->tm_min > 59 || out->tm_sec > 60)
		return len;
	return end - 1;
}

/* --added-since=DATE: the first moment of its days, or the moment that it names. */
static int set_added_since(struct mf_request *q, const char *text, struct mf_error *err)
{
	struct tm t = { .tm_isdst = -1 };
	bool utc;
	size_t len = time_of_day(text, &t, &utc);
	int32_t day;
	int rc = first_day(q, text, len, "added-since", &day, err);

	if (rc < 0)
		return rc;
	mf_day_to_civil(day, &t.tm_year, &t.tm_mon, &t.tm_mday);
	t.tm_year -= 1900;
	t.tm_mon--;
	q->added_since = utc && text[len] ? timegm(&t) : mktime(&t);
	if (q->added_since < 1)
		q->added_since = 1;
	return 0;
}

/* --new-since=DATE: published on the first of its days, or later. */
static int set_new_since(struct mf_request *q, const char *text, struct mf_arena *arena, struct mf_error *err)
{
	int32_t first;
	char day[11];
	int rc = first_day(q, text, strlen(text), "new-since", &first, err);

	if (rc < 0)
		return rc;
	mf_day_print(first, day);
	q->date = mf_arena_printf(arena, "%s..", day);
	return 0;
}

int mf_request_make(struct mf_request *q, const struct mf_search_options *o, struct mf_arena *arena,
		    struct mf_error *err)
{
	size_t n = o->entity.n + o->person.n + o->place.n + o->org.n, at = 0;
	struct mf_entity_filter *entity = mf_arena_alloc(arena, (n + 1) * sizeof *entity);
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
	q->list_duplicates = o->duplicates == MF_DUPLICATES_LIST;
	q->expand = !o->no_expand;
	q->variants = !o->no_variants;
	q->translate = (enum mf_translate)o->translate;
	q->explain = o->explain;
	q->ids_only = mf_writer_formats[o->format] == &mf_writer_trec;
	q->sort = (enum mf_sort)o->sort;
	q->facets = o->facets;
	q->facet_limit = (unsigned)o->facet_limit;
	q->snippet = (unsigned)o->snippet;
	if (o->new_since)
		rc = set_new_since(q, o->new_since, arena, err);
	if (rc == 0 && o->added_since)
		rc = set_added_since(q, o->added_since, err);
	for (size_t i = 0; rc == 0 && i < o->ranking.n; i++)
		rc = set_ranking(&q->ranking, o->ranking.item[i], err);
	return rc;
}

void mf_study_options_make(struct mf_study_options *s, const struct mf_search_options *o)
{
	*s = (struct mf_study_options){
		.kind = (enum mf_study_kind)o->study,
		.unit = o->study == MF_STUDY_FREQ         ? (enum mf_study_unit)o->freq
			: o->study == MF_STUDY_COLLOCATES ? (enum mf_study_unit)o->collocates
							  : MF_UNIT_FORMS,
		.period = o->study == MF_STUDY_TIMELINE ? (enum mf_study_period)o->timeline : MF_PERIOD_DAY,
		.order = (enum mf_study_order)o->kwic_sort,
		.ngram = (unsigned)o->ngrams,
		.window = (unsigned)o->window,
		.context = (unsigned)o->context,
		.no_stop_words = o->no_stop_words,
		.document = o->dispersion,
		.names = o->together,
		.limit = o->limit,
		.offset = o->offset,
	};
}

void mf_style_make(struct mf_style *s, const struct mf_search_options *o)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	struct winsize size;

	s->terminal = isatty(STDOUT_FILENO);
	s->color = o->color == MF_COLOR_ALWAYS ||
		   (o->color == MF_COLOR_AUTO && s->terminal && !(no_color && *no_color) &&
		    !(term && strcmp(term, "dumb") == 0));
	s->bidi = o->bidi == MF_BIDI_WHEN_VISUAL ? MF_BIDI_VISUAL
		  : o->bidi == MF_BIDI_WHEN_ISOLATE || (o->bidi == MF_BIDI_WHEN_AUTO && s->terminal)
			  ? MF_BIDI_ISOLATE
			  : MF_BIDI_NONE;
	s->width = s->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
	s->arabic = mf_messages_catalogue(mf_messages_language()) != NULL;
	s->explain = o->explain;
	s->tag = o->tag ? o->tag : "mufahris";
}
