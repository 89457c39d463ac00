/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The engine against plain reckoning: what it finds and counts, on one segment and on several. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/mem.h"

#define QUERIES 400

static struct mf_engine *one, *several; /* the same documents in one segment and in a few */

/* ---- what is found ---- */

static struct mf_arena arena; /* of the searches under way */

/* False where the query asks for too much (a prefix that many words have). */
static bool prepares(struct mf_engine *e, struct mf_request *r, struct mf_search *s)
{
	struct mf_error err = MF_ERROR_INIT;
	int rc = mf_search_prepare(s, e, r, &arena, &err);

	if (rc < 0 && rc != MF_E_LIMIT)
		fail_msg("%s: %s", r->query, err.text);
	return rc == 0;
}

static void prepare(struct mf_engine *e, struct mf_request *r, struct mf_search *s)
{
	assert_true(prepares(e, r, s));
}

static void ask(struct mf_request *r, const char *query)
{
	mf_request_init(r);
	r->query = query;
}

static void matches_of(struct mf_search *s, struct set *out)
{
	struct mf_buf name = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_found found = MF_FOUND_INIT;

	if (mf_search_collect(s, MF_SKIP_NONE, 0, true, &found, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t k = 0; k < found.segments; k++)
		for (size_t i = 0; i < found.match[k].n; i++) {
			uint32_t passage = found.match[k].passage[i];
			assert_true(i == 0 || found.match[k].passage[i - 1] < passage);
			passage_name(s->engine, k, passage, &name);
			set_add(out, name.data);
		}
	assert_true(found.exact && found.all);
	assert_int_equal(found.total, out->n);
	set_sort(out);
	mf_buf_release(&name);
	mf_found_release(&found);
}

/* Every living passage, held against the plan. */
static void judged(struct mf_search *s, struct set *out)
{
	struct mf_engine *e = s->engine;
	struct mf_buf name = MF_BUF_INIT;

	for (size_t k = 0; k < e->index->segments; k++) {
		const struct mf_segment *seg = &e->index->segment[k];
		for (uint32_t p = 0; p < seg->columns.n; p++) {
			if (mf_segment_dead(seg, mf_columns_document(&seg->columns, p)))
				continue;
			assert_true(mf_search_passage(s, k, p));
			if (!mf_match(&s->plan, &e->scan))
				continue;
			passage_name(e, k, p, &name);
			set_add(out, name.data);
		}
	}
	set_sort(out);
	mf_buf_release(&name);
}

static void found_is_judged(struct mf_engine *e, const char *query)
{
	struct set found = { NULL, 0, 0 }, wanted = { NULL, 0, 0 };
	struct mf_request r;
	struct mf_search search;

	ask(&r, query);
	if (prepares(e, &r, &search)) {
		matches_of(&search, &found);
		judged(&search, &wanted);
		same_sets("found and judged", query, &found, &wanted);
	}
	mf_arena_reset(&arena);
	set_release(&found);
	set_release(&wanted);
}

static void xapian_and_streams_agree(void **state)
{
	struct mf_buf query = MF_BUF_INIT;

	(void)state;
	for (int i = 0; i < QUERIES; i++) {
		random_query(one, &query);
		found_is_judged(one, query.data);
		found_is_judged(several, query.data);
	}
	mf_buf_release(&query);
}

static void segments_do_not_matter(void **state)
{
	struct mf_buf query = MF_BUF_INIT;

	(void)state;
	assert_int_equal(one->index->segments, 1);
	assert_true(several->index->segments >= 3);
	assert_int_equal(one->index->documents, several->index->documents);
	for (int i = 0; i < QUERIES; i++) {
		struct set a = { NULL, 0, 0 }, b = { NULL, 0, 0 };
		struct mf_request r;
		struct mf_search in_one, in_several;
		random_query(one, &query);
		ask(&r, query.data);
		r.variants = false; /* what is rare enough for them is judged with the deleted documents */
		if (prepares(one, &r, &in_one) && prepares(several, &r, &in_several)) {
			matches_of(&in_one, &a);
			matches_of(&in_several, &b);
			same_sets("several segments", query.data, &b, &a);
		}
		mf_arena_reset(&arena);
		set_release(&a);
		set_release(&b);
	}
	mf_buf_release(&query);
}

/* ---- filters and facets ---- */

struct choice {
	struct mf_entity_filter entity;
	const char *id;
	const char *date, *source;
	bool within;
};

static const char *source_name(const struct mf_segment *s, uint32_t document, size_t *len)
{
	uint32_t source = mf_documents_row(&s->documents, document)->source;

	*len = 0;
	return source < s->names.sources.n ? mf_stringset_get(&s->names.sources, source, len) : "";
}

static bool names(struct mf_search *q, size_t segment, uint32_t passage, const char *id)
{
	assert_true(mf_search_passage(q, segment, passage));
	return mf_names_entity(&q->engine->scan, &id, 1, true);
}

static bool names_somewhere(struct mf_search *q, size_t segment, uint32_t passage, const char *id)
{
	const struct mf_segment *s = &q->engine->index->segment[segment];
	const struct mf_document_row *row =
		mf_documents_row(&s->documents, mf_columns_document(&s->columns, passage));

	for (uint32_t p = row->first; p < row->first + row->passages; p++)
		if (names(q, segment, p, id))
			return true;
	return false;
}

/* Does a passage pass the query and the filters but that of facet `kind` (MF_FACETS: all)? */
static bool passes(struct mf_search *q, const struct choice *c, size_t segment, uint32_t p, unsigned kind)
{
	const struct mf_segment *s = &q->engine->index->segment[segment];
	uint32_t document = mf_columns_document(&s->columns, p);
	int32_t day = mf_documents_row(&s->documents, document)->day;
	size_t len;
	const char *source = source_name(s, document, &len);

	if (mf_segment_dead(s, document))
		return false;
	if (c->id && kind != (unsigned)c->entity.type &&
	    !(c->within ? names_somewhere : names)(q, segment, p, c->id))
		return false;
	if (c->date && kind != MF_FACET_DATE && kind != MF_FACET_MONTH && kind != MF_FACET_YEAR &&
	    (day < mf_day_from_civil(2022, 1, 1) || day > mf_day_from_civil(2022, 1, 31)))
		return false;
	if (c->source && kind != MF_FACET_SOURCE &&
	    (len != strlen(c->source) || memcmp(source, c->source, len) != 0))
		return false;
	assert_true(mf_search_passage(q, segment, p));
	return mf_match(&q->plan, &q->engine->scan);
}

static bool has_value(struct mf_search *q, size_t segment, uint32_t p, unsigned kind, const char *id)
{
	const struct mf_segment *s = &q->engine->index->segment[segment];
	uint32_t document = mf_columns_document(&s->columns, p);
	int32_t day = mf_documents_row(&s->documents, document)->day;
	char text[11];
	size_t len;

	if (kind <= MF_FACET_ORG)
		return names(q, segment, p, id);
	if (kind == MF_FACET_SOURCE) {
		const char *source = source_name(s, document, &len);
		return len == strlen(id) && memcmp(source, id, len) == 0;
	}
	if (day == MF_NO_DAY || !*id)
		return day == MF_NO_DAY && !*id;
	mf_day_print(day, text);
	return strncmp(text, id, strlen(id)) == 0;
}

static uint64_t documents_with(struct mf_search *q, const struct choice *c, unsigned kind, const char *id)
{
	uint64_t n = 0;

	for (size_t k = 0; k < q->engine->index->segments; k++) {
		const struct mf_segment *s = &q->engine->index->segment[k];
		for (uint32_t d = 0; d < s->documents.n; d++) {
			const struct mf_document_row *row = mf_documents_row(&s->documents, d);
			bool any_of_it = false;
			for (uint32_t p = row->first; p < row->first + row->passages && !any_of_it; p++)
				any_of_it = passes(q, c, k, p, kind) && (!id || has_value(q, k, p, kind, id));
			n += any_of_it;
		}
	}
	return n;
}

/* With a limit: the first values of all, and of the others those that are chosen. */
static void check_limits(struct mf_engine *e, const struct mf_request *unlimited,
			 const struct mf_results *all)
{
	struct mf_request r = *unlimited;
	struct mf_results out = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;

	for (r.facet_limit = 1; r.facet_limit < 30; r.facet_limit = r.facet_limit * 2 + 1) {
		assert_int_equal(mf_engine_search(e, &r, &out, &err), 0);
		for (unsigned kind = 0; kind < MF_FACETS; kind++) {
			const struct mf_facet *want = &all->facet[kind], *have = &out.facet[kind];
			size_t n = 0;
			assert_int_equal(have->total_values, want->total_values);
			for (size_t i = 0; i < want->values; i++) {
				if (!want->in_time && i >= r.facet_limit && !want->value[i].selected &&
				    *want->value[i].id)
					continue;
				assert_true(n < have->values);
				assert_string_equal(have->value[n].id, want->value[i].id);
				assert_int_equal(have->value[n].count, want->value[i].count);
				assert_int_equal(have->value[n++].selected, want->value[i].selected);
			}
			assert_int_equal(n, have->values);
		}
	}
	mf_results_release(&out);
}

static void check_facets(struct mf_engine *e, const char *query, const struct choice *c)
{
	struct mf_request r;
	struct mf_results out = MF_RESULTS_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_search q;

	ask(&r, query);
	r.ids_only = true;
	r.facets = (1u << MF_FACETS) - 1;
	r.facet_limit = 0;
	r.entity = &c->entity;
	r.entities = c->id != NULL;
	r.within_document = c->within;
	r.date = c->date;
	r.source = &c->source;
	r.sources = c->source != NULL;
	if (mf_engine_search(e, &r, &out, &err) < 0)
		fail_msg("%s: %s", query, err.text);
	prepare(e, &r, &q);
	assert_true(out.exact);
	assert_int_equal(out.documents, documents_with(&q, c, MF_FACETS, NULL));
	for (unsigned kind = 0; kind < MF_FACETS; kind++) {
		const struct mf_facet *f = &out.facet[kind];
		assert_string_equal(f->name, mf_facet_names[kind]);
		for (size_t i = 0; i < f->values && kind != MF_FACET_MENTIONED; i++) {
			uint64_t wanted = documents_with(&q, c, kind, f->value[i].id);
			if (f->value[i].count != wanted)
				fail_msg("%s: %s %s: %u, wanted %u", query, f->name, f->value[i].id,
					 (unsigned)f->value[i].count, (unsigned)wanted);
		}
	}
	check_limits(e, &r, &out);
	mf_results_release(&out);
	mf_arena_reset(&arena);
}

static void facets_are_exact(void **state)
{
	static const char *const queries[] = { "", "كازاخستان", "الرئيس -روسيا", "\"مجلس الأمن\" OR قوات",
					       "title:في* +قال" };
	static const struct choice choices[] = {
		{ { NULL, -1 }, NULL, NULL, NULL, false },
		{ { "kz", MF_PLACE }, "kz", NULL, NULL, false },
		{ { "tokayev", MF_PERSON }, "tokayev", "2022-01", NULL, true },
		{ { "ru", MF_PLACE }, "ru", NULL, "وكالة أنباء القافلة", true },
		{ { "csto", MF_ORG }, "csto", "2022-01-01..2022-01-31", NULL, false },
	};

	(void)state;
	for (size_t q = 0; q < sizeof queries / sizeof *queries; q++)
		for (size_t c = 0; c < sizeof choices / sizeof *choices; c++) {
			check_facets(one, queries[q], &choices[c]);
			check_facets(several, queries[q], &choices[c]);
		}
}

static bool mentions(const struct mf_record *r, const char *range)
{
	bool none = strcmp(range, "none") == 0;

	for (uint32_t i = 0; i < r->mentions && !none; i++)
		if (r->mention[i].from <= mf_day_from_civil(2022, 1, 6) &&
		    r->mention[i].to >= mf_day_from_civil(2022, 1, 5) &&
		    r->mention[i].to - r->mention[i].from < 366) /* a decade says nothing of a day */
			return true;
	return none && !r->mentions;
}

static void mentions_are_judged(void **state)
{
	static const char *const ranges[] = { "none", "2022-01-05..2022-01-06" };
	struct mf_record record;

	(void)state;
	memset(&record, 0, sizeof record);
	for (int i = 0; i < 2; i++) {
		struct mf_request r;
		struct set found = { NULL, 0, 0 }, wanted = { NULL, 0, 0 };
		struct mf_buf name = MF_BUF_INIT;
		struct mf_search search;
		ask(&r, "");
		r.mentions = ranges[i];
		prepare(one, &r, &search);
		matches_of(&search, &found);
		mf_arena_reset(&arena);
		for (uint32_t p = 0; p < one->index->segment[0].columns.n; p++) {
			const struct mf_columns *c = &one->index->segment[0].columns;
			const unsigned char *end, *at = mf_columns_record(c, p, &end);
			assert_int_equal(mf_record_decode(&record, at, end), 0);
			passage_name(one, 0, p, &name);
			if (mentions(&record, ranges[i]))
				set_add(&wanted, name.data);
		}
		set_sort(&wanted);
		assert_true(wanted.n > 0 && wanted.n < one->index->passages);
		same_sets("mentions", ranges[i], &found, &wanted);
		set_release(&found);
		set_release(&wanted);
		mf_buf_release(&name);
	}
	mf_record_release(&record);
}

/* ---- the index ---- */

static int set_up(void **state)
{
	(void)state;
	open_both(&one, &several);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	mf_arena_release(&arena);
	mf_engine_free(one);
	mf_engine_free(several);
	fixture_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xapian_and_streams_agree),
		cmocka_unit_test(segments_do_not_matter),
		cmocka_unit_test(facets_are_exact),
		cmocka_unit_test(mentions_are_judged),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
