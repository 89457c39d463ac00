/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The engine against plain reckoning: what it finds, counts, pages and marks, on one segment and
 * on several. */
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

/* False where the query asks for too much (a prefix that many words have). */
static bool prepares(struct mf_engine *e, struct mf_request *r, const char *query)
{
	struct mf_error err = MF_ERROR_INIT;
	int rc;

	mf_request_init(r);
	r->query = query;
	rc = mf_engine_prepare(e, r, &err);
	if (rc < 0 && rc != MF_E_LIMIT)
		fail_msg("%s: %s", query, err.text);
	return rc == 0;
}

static void prepare(struct mf_engine *e, struct mf_request *r, const char *query)
{
	assert_true(prepares(e, r, query));
}

static void matches_of(struct mf_engine *e, struct set *out)
{
	struct mf_buf name = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;

	if (mf_engine_collect(e, MF_SKIP_NONE, 0, true, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t s = 0; s < e->index->segments; s++)
		for (size_t i = 0; i < e->matches[s].n; i++) {
			assert_true(i == 0 || e->matches[s].passage[i - 1] < e->matches[s].passage[i]);
			passage_name(e, s, e->matches[s].passage[i], &name);
			set_add(out, name.data);
		}
	assert_true(e->total_exact && e->matches_all);
	assert_int_equal(e->total, out->n);
	set_sort(out);
	mf_buf_release(&name);
}

/* Every living passage, held against the plan. */
static void judged(struct mf_engine *e, struct set *out)
{
	struct mf_buf name = MF_BUF_INIT;

	for (size_t s = 0; s < e->index->segments; s++) {
		const struct mf_segment *seg = &e->index->segment[s];
		for (uint32_t p = 0; p < seg->columns.n; p++) {
			if (mf_segment_dead(seg, seg->columns.document[p]))
				continue;
			assert_true(mf_scan_passage(&e->scan, seg, p, &e->table[s]));
			if (!mf_match(&e->plan, &e->scan))
				continue;
			passage_name(e, s, p, &name);
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

	if (!prepares(e, &r, query))
		return;
	matches_of(e, &found);
	judged(e, &wanted);
	same_sets("found and judged", query, &found, &wanted);
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
		random_query(one, &query);
		if (!prepares(one, &r, query.data) || !prepares(several, &r, query.data))
			continue;
		r.variants = false; /* what is rare enough for them is judged with the deleted documents */
		assert_int_equal(mf_engine_prepare(one, &r, NULL), 0);
		matches_of(one, &a);
		assert_int_equal(mf_engine_prepare(several, &r, NULL), 0);
		matches_of(several, &b);
		same_sets("several segments", query.data, &b, &a);
		set_release(&a);
		set_release(&b);
	}
	mf_buf_release(&query);
}

/* ---- phrases and spellings, from the texts alone ---- */

struct words {
	struct mf_tokens title, text;
	size_t title_line; /* words of the text that are its title */
};

static void words_of(struct mf_engine *e, size_t segment, uint32_t passage, struct words *w)
{
	struct mf_segment *s = &e->index->segment[segment];
	const struct mf_document_row *row = &s->documents.row[s->columns.document[passage]];
	struct mf_buf text = MF_BUF_INIT, room = MF_BUF_INIT;
	struct mf_description about;
	bool first = passage == row->first;

	passage_text(e, segment, passage, &text);
	mf_segment(&w->text, text.data, text.len);
	assert_int_equal(mf_segment_describe(s, s->columns.document[passage], &room, &about, NULL), 0);
	mf_segment(&w->title, about.title, first && !row->title_end ? strlen(about.title) : 0);
	w->title_line = 0;
	while (first && w->title_line < w->text.n &&
	       w->text.v[w->title_line].begin + s->columns.begin[passage] < row->title_end)
		w->title_line++;
	free(about.extra);
	mf_buf_release(&room);
	mf_buf_release(&text);
}

static bool stands_at(const struct mf_tokens *in, size_t at, const struct mf_tokens *phrase)
{
	for (size_t i = 0; i < phrase->n; i++)
		if (strcmp(mf_form(in, at + i), mf_form(phrase, i)) != 0)
			return false;
	return true;
}

static bool stands(const struct mf_tokens *in, size_t from, size_t to, const struct mf_tokens *phrase)
{
	for (size_t at = from; at + phrase->n <= to; at++)
		if (stands_at(in, at, phrase))
			return true;
	return false;
}

/* Returns how many passages have it. */
static size_t read_alike(struct mf_engine *e, const char *query, const struct mf_tokens *phrase)
{
	struct set found = { NULL, 0, 0 }, wanted = { NULL, 0, 0 };
	struct words w = { MF_TOKENS_INIT, MF_TOKENS_INIT, 0 };
	struct mf_buf name = MF_BUF_INIT;
	struct mf_request r;
	size_t n;

	prepare(e, &r, query);
	matches_of(e, &found);
	for (size_t s = 0; s < e->index->segments; s++)
		for (uint32_t p = 0; p < e->index->segment[s].columns.n; p++) {
			if (mf_segment_dead(&e->index->segment[s], e->index->segment[s].columns.document[p]))
				continue;
			words_of(e, s, p, &w);
			passage_name(e, s, p, &name);
			if (stands(&w.title, 0, w.title.n, phrase) ||
			    stands(&w.text, 0, w.title_line, phrase) ||
			    stands(&w.text, w.title_line, w.text.n, phrase))
				set_add(&wanted, name.data);
		}
	set_sort(&wanted);
	same_sets("the texts", query, &found, &wanted);
	n = found.n;
	set_release(&found);
	set_release(&wanted);
	mf_tokens_release(&w.title);
	mf_tokens_release(&w.text);
	mf_buf_release(&name);
	return n;
}

static void phrases_are_read_in_the_texts(void **state)
{
	struct mf_buf text = MF_BUF_INIT, query = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	int found = 0;

	(void)state;
	for (int i = 0; i < QUERIES; i++) {
		size_t n = 1 + any(4);
		mf_buf_reset(&text);
		mf_buf_reset(&query);
		if (!random_words(several, n, &text))
			continue;
		mf_segment(&tokens, text.data, text.len);
		if (tokens.n != n) /* a clitic torn off is glued or not by what follows */
			continue;
		mf_buf_printf(&query, n > 1 ? "\"%s\"" : "=%s", text.data);
		if (n == 1 && tokens.v[0].kind == MF_TOKEN_FRAGMENT)
			continue;
		found += read_alike(one, query.data, &tokens) > 0;
		read_alike(several, query.data, &tokens);
	}
	assert_true(found > QUERIES / 2); /* not all: words behind each other may be of title and text */
	mf_tokens_release(&tokens);
	mf_buf_release(&query);
	mf_buf_release(&text);
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
	uint32_t source = s->documents.row[document].source;

	*len = 0;
	return source < s->names.sources.n ? mf_stringset_get(&s->names.sources, source, len) : "";
}

static bool names(struct mf_engine *e, const struct mf_segment *s, uint32_t passage, const char *id)
{
	assert_true(mf_scan_passage(&e->scan, s, passage, &e->table[s - e->index->segment]));
	return mf_names_entity(&e->scan, &id, 1, true);
}

static bool names_somewhere(struct mf_engine *e, const struct mf_segment *s, uint32_t passage, const char *id)
{
	const struct mf_document_row *row = &s->documents.row[s->columns.document[passage]];

	for (uint32_t p = row->first; p < row->first + row->passages; p++)
		if (names(e, s, p, id))
			return true;
	return false;
}

/* Does a passage pass the query and the filters but that of facet `kind` (MF_FACETS: all)? */
static bool passes(struct mf_engine *e, const struct choice *c, const struct mf_segment *s, uint32_t p,
		   unsigned kind)
{
	uint32_t document = s->columns.document[p];
	int32_t day = s->documents.row[document].day;
	size_t len;
	const char *source = source_name(s, document, &len);

	if (mf_segment_dead(s, document))
		return false;
	if (c->id && kind != (unsigned)c->entity.type &&
	    !(c->within ? names_somewhere : names)(e, s, p, c->id))
		return false;
	if (c->date && kind != MF_FACET_DATE && kind != MF_FACET_MONTH && kind != MF_FACET_YEAR &&
	    (day < mf_day_from_civil(2022, 1, 1) || day > mf_day_from_civil(2022, 1, 31)))
		return false;
	if (c->source && kind != MF_FACET_SOURCE &&
	    (len != strlen(c->source) || memcmp(source, c->source, len) != 0))
		return false;
	assert_true(mf_scan_passage(&e->scan, s, p, &e->table[s - e->index->segment]));
	return mf_match(&e->plan, &e->scan);
}

static bool has_value(struct mf_engine *e, const struct mf_segment *s, uint32_t p, unsigned kind,
		      const char *id)
{
	uint32_t document = s->columns.document[p];
	int32_t day = s->documents.row[document].day;
	char text[11];
	size_t len;

	if (kind <= MF_FACET_ORG)
		return names(e, s, p, id);
	if (kind == MF_FACET_SOURCE) {
		const char *source = source_name(s, document, &len);
		return len == strlen(id) && memcmp(source, id, len) == 0;
	}
	if (day == MF_NO_DAY || !*id)
		return day == MF_NO_DAY && !*id;
	mf_day_print(day, text);
	return strncmp(text, id, strlen(id)) == 0;
}

static uint64_t documents_with(struct mf_engine *e, const struct choice *c, unsigned kind, const char *id)
{
	uint64_t n = 0;

	for (size_t k = 0; k < e->index->segments; k++) {
		const struct mf_segment *s = &e->index->segment[k];
		for (uint32_t d = 0; d < s->documents.n; d++) {
			const struct mf_document_row *row = &s->documents.row[d];
			bool any_of_it = false;
			for (uint32_t p = row->first; p < row->first + row->passages && !any_of_it; p++)
				any_of_it = passes(e, c, s, p, kind) && (!id || has_value(e, s, p, kind, id));
			n += any_of_it;
		}
	}
	return n;
}

static void check_facets(struct mf_engine *e, const char *query, const struct choice *c)
{
	struct mf_request r;
	struct mf_results out;
	struct mf_error err = MF_ERROR_INIT;

	mf_request_init(&r);
	r.query = query;
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
	assert_true(out.exact);
	assert_int_equal(out.documents, documents_with(e, c, MF_FACETS, NULL));
	for (unsigned kind = 0; kind < MF_FACETS; kind++) {
		const struct mf_facet *f = &out.facet[kind];
		assert_string_equal(f->name, mf_facet_names[kind]);
		for (size_t i = 0; i < f->values && kind != MF_FACET_MENTIONED; i++) {
			uint64_t wanted = documents_with(e, c, kind, f->value[i].id);
			if (f->value[i].count != wanted)
				fail_msg("%s: %s %s: %u, wanted %u", query, f->name, f->value[i].id,
					 (unsigned)f->value[i].count, (unsigned)wanted);
		}
	}
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
		    r->mention[i].to >= mf_day_from_civil(2022, 1, 5))
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
		mf_request_init(&r);
		r.mentions = ranges[i];
		assert_int_equal(mf_engine_prepare(one, &r, NULL), 0);
		matches_of(one, &found);
		for (uint32_t p = 0; p < one->index->segment[0].columns.n; p++) {
			const struct mf_columns *c = &one->index->segment[0].columns;
			assert_int_equal(
				mf_record_decode(&record, c->blob + c->off[p], c->blob + c->off[p + 1]), 0);
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

/* ---- pages ---- */

static void search(struct mf_engine *e, const struct mf_request *r, struct mf_results *out)
{
	struct mf_error err = MF_ERROR_INIT;

	if (mf_engine_search(e, r, out, &err) < 0)
		fail_msg("%s: %s", r->query, err.text);
}

static void list(const struct mf_results *from, struct mf_buf *out)
{
	for (size_t i = 0; i < from->hits; i++)
		mf_buf_printf(out, "%s %u\n", from->hit[i].document, from->hit[i].passage);
}

static void pages_follow_each_other(void **state)
{
	static const char *const queries[] = { "كازاخستان روسيا", "الرئيس", "", "في من على",
					       "القوات OR الحكومة" };
	struct mf_buf whole = MF_BUF_INIT, pages = MF_BUF_INIT;

	(void)state;
	for (unsigned i = 0; i < 60; i++) {
		struct mf_request r;
		struct mf_results out;
		mf_request_init(&r);
		r.query = queries[i % 5];
		r.by_document = i / 5 % 2;
		r.show_duplicates = i / 10 % 2;
		r.sort = (enum mf_sort)(i / 20);
		r.ranking.depth = 5;
		r.ids_only = i % 3 == 0;
		r.limit = 100;
		mf_buf_reset(&whole);
		mf_buf_reset(&pages);
		search(several, &r, &out);
		list(&out, &whole);
		if (r.by_document && !r.ids_only)
			assert_true(out.hits <= out.total);
		if (r.by_document && !r.ids_only && r.show_duplicates)
			assert_int_equal(out.hits, out.total);
		for (r.limit = 3;; r.offset += 3) {
			search(several, &r, &out);
			if (!out.hits)
				break;
			assert_int_equal(out.hit[0].rank, r.offset + 1);
			list(&out, &pages);
		}
		assert_string_equal(pages.data, whole.data);
	}
	mf_buf_release(&whole);
	mf_buf_release(&pages);
}

/* ---- snippets ---- */

static bool on_words(const struct mf_tokens *tokens, uint32_t begin, uint32_t end)
{
	bool begins = false, ends = false;

	for (size_t i = 0; i < tokens->n; i++) {
		begins = begins || tokens->v[i].begin == begin;
		ends = ends || tokens->v[i].end == end;
	}
	return begins && ends && begin < end;
}

static void check_marks(const struct mf_fragment *f, const struct mf_tokens *tokens, uint32_t before)
{
	for (size_t m = 0; m < f->marks_n; m++) {
		assert_true(m == 0 || f->marks[m - 1].end <= f->marks[m].begin);
		assert_true(f->marks[m].end <= f->len);
		assert_true(on_words(tokens, f->marks[m].begin + before, f->marks[m].end + before));
	}
}

static void check_hit(struct mf_engine *e, const struct mf_hit *hit, struct mf_tokens *tokens,
		      struct mf_buf *text)
{
	size_t segment;
	uint32_t document;
	struct mf_error err = MF_ERROR_INIT;

	assert_int_equal(mf_index_find(e->index, hit->document, strlen(hit->document), &segment, &document),
			 1);
	mf_buf_reset(text);
	assert_int_equal(
		mf_segment_text(&e->index->segment[segment], document, hit->begin, hit->end, text, &err), 0);
	mf_segment(tokens, text->data, text->len);
	assert_true(hit->fragments >= 1);
	for (size_t i = 0; i < hit->fragments; i++) {
		const struct mf_fragment *f = &hit->fragment[i];
		uint32_t from = f->begin - hit->begin;
		assert_true(f->begin >= hit->begin && f->begin + f->len <= hit->end);
		assert_memory_equal(f->text, text->data + from, f->len);
		check_marks(f, tokens, from);
		for (size_t t = 0; t < tokens->n; t++) /* no word is cut */
			assert_true(tokens->v[t].end <= from || tokens->v[t].begin >= from + f->len ||
				    (tokens->v[t].begin >= from && tokens->v[t].end <= from + f->len));
		assert_true(i == 0 || hit->fragment[i - 1].begin + hit->fragment[i - 1].len <= f->begin);
	}
	if (!hit->title_marks)
		return;
	assert_string_equal(hit->title_marks->text, hit->title);
	mf_segment(tokens, hit->title, strlen(hit->title));
	check_marks(hit->title_marks, tokens, 0);
	assert_true(hit->title_marks->marks_n > 0);
}

static void marks_are_on_words(void **state)
{
	static const unsigned sizes[] = { 240, 0, 40, 100 };
	struct mf_buf query = MF_BUF_INIT, text = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;

	(void)state;
	for (int i = 0; i < QUERIES / 4; i++) {
		struct mf_request r;
		struct mf_results out;
		random_query(several, &query);
		if (!prepares(several, &r, query.data))
			continue;
		r.snippet = sizes[i % 4];
		r.explain = true;
		search(several, &r, &out);
		for (size_t k = 0; k < out.hits; k++)
			check_hit(several, &out.hit[k], &tokens, &text);
	}
	mf_tokens_release(&tokens);
	mf_buf_release(&text);
	mf_buf_release(&query);
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
		cmocka_unit_test(phrases_are_read_in_the_texts),
		cmocka_unit_test(facets_are_exact),
		cmocka_unit_test(mentions_are_judged),
		cmocka_unit_test(pages_follow_each_other),
		cmocka_unit_test(marks_are_on_words),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
