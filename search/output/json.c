/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json.c - results as one JSON object, or one object a line.
 *
 * Keys are never renamed or removed within a `format` number; new ones may be added.  What is absent
 * is null.  Text is that of the document; on a terminal its bidi controls are escaped.
 */
#include <string.h>

#include "indexer/analysis/names/gazetteer.h"
#include "search/engine/place.h"
#include "search/output/render.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/utf8.h"

#define JSON_FORMAT 1

static void put_real(struct mf_json *w, const char *name, double value, unsigned decimals)
{
	mf_json_key(w, name);
	mf_json_real(w, value, decimals);
}

static void put_piece(void *ctx, const char *text, size_t len, bool match)
{
	struct mf_json *w = ctx;

	mf_json_begin_object(w);
	mf_json_key(w, "text");
	mf_json_bytes(w, text, len);
	if (match)
		mf_json_put_bool(w, "match", true);
	mf_json_end_object(w);
}

static void put_pieces(struct mf_json *w, const char *name, const struct mf_fragment *fragment,
		       size_t fragments)
{
	mf_json_key(w, name);
	mf_json_begin_array(w);
	mf_pieces_each(fragment, fragments, put_piece, w);
	mf_json_end_array(w);
}

static void put_entities(struct mf_json *w, const struct mf_hit *hit)
{
	mf_json_key(w, "entities");
	mf_json_begin_array(w);
	for (size_t i = 0; i < hit->entities; i++) {
		mf_json_begin_object(w);
		mf_json_put_string(w, "id", hit->entity[i].id);
		mf_json_put_string(w, "type", mf_entity_type_names[hit->entity[i].type]);
		mf_json_put_text_or_null(w, "label", hit->entity[i].label);
		mf_json_put_text_or_null(w, "label_en", hit->entity[i].label_en);
		mf_json_end_object(w);
	}
	mf_json_end_array(w);
}

static void put_mentions(struct mf_json *w, const struct mf_hit *hit)
{
	mf_json_key(w, "mentions");
	mf_json_begin_array(w);
	for (size_t i = 0; i < hit->mentions; i++)
		mf_json_string(w, hit->mention[i]);
	mf_json_end_array(w);
}

/* Keys of the documents that mufahris does not know. */
static void put_extra(struct mf_json *w, const struct mf_hit *hit)
{
	if (!hit->extras)
		return;
	mf_json_key(w, "extra");
	mf_json_begin_object(w);
	for (size_t i = 0; i < hit->extras; i++)
		mf_json_put_string(w, hit->extra[2 * i], hit->extra[2 * i + 1]);
	mf_json_end_object(w);
}

static void put_copies(struct mf_json *w, const struct mf_hit *hit)
{
	mf_json_key(w, "copies");
	mf_json_begin_array(w);
	for (size_t i = 0; i < hit->copies; i++) {
		mf_json_begin_object(w);
		mf_json_put_string(w, "document", hit->copy[i].document);
		mf_json_put_uint(w, "passage", hit->copy[i].passage);
		mf_json_put_string(w, "title", hit->copy[i].title);
		mf_json_put_text_or_null(w, "date", hit->copy[i].date);
		mf_json_put_text_or_null(w, "source", hit->copy[i].source);
		mf_json_put_text_or_null(w, "url", hit->copy[i].url);
		mf_json_end_object(w);
	}
	mf_json_end_array(w);
}

static void put_reasons(struct mf_json *w, const struct mf_hit *hit)
{
	mf_json_key(w, "explain");
	mf_json_begin_array(w);
	for (size_t i = 0; i < hit->reasons; i++) {
		mf_json_begin_object(w);
		mf_json_put_string(w, "word", hit->reason[i].word);
		mf_json_put_string(w, "found", hit->reason[i].found);
		mf_json_put_string(w, "how", mf_match_names[hit->reason[i].how]);
		put_real(w, "weight", hit->reason[i].weight, 4);
		mf_json_end_object(w);
	}
	mf_json_end_array(w);
}

/* Where it stands, as one cites it, and what --show=ID#PART opens there. */
static void put_place(struct mf_json *w, const struct mf_locus *spot)
{
	struct mf_buf place = MF_BUF_INIT;

	mf_place_put(&place, spot, false);
	mf_json_put_text_or_null(w, "place", place.data);
	mf_json_put_text_or_null(w, "chapter", spot ? spot->value[MF_PLACE_CHAPTER] : "");
	mf_json_put_text_or_null(w, "part", spot ? spot->part : "");
	mf_buf_release(&place);
}

static void put_hit(struct mf_json *w, const struct mf_style *style, const struct mf_hit *hit,
		    const char *qid)
{
	mf_json_begin_object(w);
	if (qid)
		mf_json_put_string(w, "qid", qid);
	mf_json_put_uint(w, "rank", hit->rank);
	put_real(w, "score", hit->score, 4);
	mf_json_put_string(w, "document", hit->document);
	mf_json_put_uint(w, "passage", hit->passage);
	mf_json_put_string(w, "title", hit->title);
	mf_json_put_text_or_null(w, "date", hit->date);
	mf_json_put_text_or_null(w, "date_source", hit->date_source);
	mf_json_put_text_or_null(w, "date_stated", hit->date_stated);
	mf_json_put_text_or_null(w, "date_doubt", hit->date_doubt);
	mf_json_put_text_or_null(w, "added", hit->added);
	mf_json_put_text_or_null(w, "source", hit->source);
	mf_json_put_text_or_null(w, "url", hit->url);
	mf_json_put_text_or_null(w, "author", hit->author);
	mf_json_put_path(w, "path", "path_b64", hit->path);
	mf_json_put_uint(w, "start", hit->begin);
	mf_json_put_uint(w, "end", hit->end);
	put_place(w, hit->spot);
	if (hit->title_marks)
		put_pieces(w, "title_marked", hit->title_marks, 1);
	put_pieces(w, "snippet", hit->fragment, hit->fragments);
	put_entities(w, hit);
	put_mentions(w, hit);
	mf_json_put_uint(w, "duplicates", hit->duplicates);
	if (hit->copy)
		put_copies(w, hit);
	put_extra(w, hit);
	if (style->explain)
		put_reasons(w, hit);
	mf_json_end_object(w);
}

static bool is_entity_facet(const struct mf_facet *facet)
{
	for (int type = MF_PERSON; type <= MF_ORG; type++)
		if (strcmp(facet->name, mf_entity_type_names[type]) == 0)
			return true;
	return false;
}

/* The keys of a value, in an object that is open. */
static void put_value(struct mf_json *w, const struct mf_facet *facet, const struct mf_facet_value *value)
{
	bool entities = is_entity_facet(facet);

	mf_json_put_text_or_null(w, entities ? "id" : "value", value->id);
	if (entities || !value->id[0])
		mf_json_put_string(w, "label", value->label);
	if (entities)
		mf_json_put_text_or_null(w, "label_en", value->label_en);
	mf_json_put_uint(w, "count", value->count);
	if (value->by_nisba)
		mf_json_put_uint(w, "by_nisba", value->by_nisba);
	if (value->guessed)
		mf_json_put_bool(w, "guessed", true);
	if (value->selected)
		mf_json_put_bool(w, "selected", true);
}

static void put_translations(struct mf_json *w, const struct mf_results *results)
{
	if (!results->translations)
		return;
	mf_json_key(w, "translations");
	mf_json_begin_array(w);
	for (size_t i = 0; i < results->translations; i++) {
		const struct mf_translation *t = &results->translation[i];
		mf_json_begin_object(w);
		mf_json_put_string(w, "word", t->word);
		mf_json_key(w, "meanings");
		mf_json_begin_array(w);
		for (size_t k = 0; k < t->n; k++) {
			mf_json_begin_object(w);
			mf_json_put_string(w, "text", t->v[k].text);
			put_real(w, "weight", t->v[k].weight, 2);
			mf_json_put_uint(w, "passages", t->v[k].passages);
			mf_json_end_object(w);
		}
		mf_json_end_array(w);
		mf_json_end_object(w);
	}
	mf_json_end_array(w);
}

static void put_facet(struct mf_json *w, const struct mf_facet *facet)
{
	mf_json_key(w, facet->name);
	mf_json_begin_array(w);
	for (size_t i = 0; i < facet->values; i++) {
		mf_json_begin_object(w);
		put_value(w, facet, &facet->value[i]);
		mf_json_end_object(w);
	}
	mf_json_end_array(w);
}

/* What the values of a facet do not tell themselves. */
static void put_facet_info(struct mf_json *w, const struct mf_facet *facet)
{
	mf_json_key(w, facet->name);
	mf_json_begin_object(w);
	mf_json_put_uint(w, "total_values", facet->total_values);
	mf_json_put_bool(w, "exact", facet->exact);
	mf_json_put_bool(w, "own_filter_left_out", facet->own_filter_left_out);
	mf_json_end_object(w);
}

/* Characters that have no shape and could still change what a reader sees. */
static bool is_control(uint32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
	       (c >= 0xe0000 && c <= 0xe007f);
}

void mf_json_escape_controls(struct mf_buf *out, const struct mf_style *style, size_t from)
{
	struct mf_buf copy = MF_BUF_INIT;

	if (!style->terminal)
		return;
	mf_buf_add(&copy, out->data + from, out->len - from);
	out->len = from;
	for (size_t at = 0; at < copy.len;) {
		size_t start = at;
		uint32_t c = mf_utf8_next(copy.data, copy.len, &at);

		if (is_control(c) && c > 0xffff)
			mf_buf_printf(out, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((c - 0x10000) >> 10)),
				      (unsigned)(0xdc00 + (c & 0x3ff)));
		else if (is_control(c))
			mf_buf_printf(out, "\\u%04x", (unsigned)c);
		else
			mf_buf_add(out, copy.data + start, at - start);
	}
	mf_buf_release(&copy);
}

/* Lines as an array. */
static void put_filters(struct mf_json *w, const char *lines)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_json_key(w, "filters");
	mf_json_begin_array(w);
	for (; lines && *lines; lines += strspn(lines, "\n")) {
		size_t len = strcspn(lines, "\n");
		mf_buf_reset(&line);
		mf_buf_add(&line, lines, len);
		mf_json_string(w, line.data);
		lines += len;
	}
	mf_json_end_array(w);
	mf_buf_release(&line);
}

static void json_begin(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	struct mf_json w = mf_json_to(out);
	size_t from = out->len;

	mf_json_begin_object(&w);
	mf_json_put_uint(&w, "format", JSON_FORMAT);
	if (style->qid)
		mf_json_put_string(&w, "qid", style->qid);
	mf_json_put_string(&w, "query", results->query);
	mf_json_put_string(&w, "interpreted", results->interpreted);
	put_translations(&w, results);
	mf_json_put_uint(&w, "total", results->total);
	if (results->documents || !results->total)
		mf_json_put_uint(&w, "documents", results->documents);
	else /* not counted: the matches are only estimated */
		mf_json_put_text_or_null(&w, "documents", "");
	mf_json_put_bool(&w, "exact", results->exact);
	mf_json_put_bool(&w, "partial", results->partial);
	put_real(&w, "took_ms", results->took_ms, 3);
	mf_json_put_text_or_null(&w, "suggestion", results->meant);
	mf_json_put_text_or_null(&w, "warning", results->warning);
	mf_json_put_shards(&w, results->missing, results->missings, results->shards);
	if (style->explain) {
		mf_json_key(&w, "explain");
		mf_json_begin_object(&w);
		mf_json_put_string(&w, "lexemes", results->explain_lexemes);
		mf_json_put_string(&w, "tree", results->explain_tree);
		mf_json_put_string(&w, "query", results->explain_query);
		put_filters(&w, results->explain_filters);
		mf_json_end_object(&w);
	}
	mf_json_key(&w, "results");
	mf_json_begin_array(&w);
	mf_json_escape_controls(out, style, from);
}

static void json_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		     const struct mf_hit *hit)
{
	struct mf_json w = { out, hit != results->hit };
	size_t from = out->len;

	put_hit(&w, style, hit, NULL);
	mf_json_escape_controls(out, style, from);
}

static void json_end(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	struct mf_json w = { out, results->hits > 0 };
	size_t from = out->len;

	mf_json_end_array(&w);
	mf_json_key(&w, "facets_info");
	mf_json_begin_object(&w);
	for (size_t i = 0; i < results->facets; i++)
		put_facet_info(&w, &results->facet[i]);
	mf_json_end_object(&w);
	mf_json_key(&w, "facets");
	mf_json_begin_object(&w);
	for (size_t i = 0; i < results->facets; i++)
		put_facet(&w, &results->facet[i]);
	mf_json_end_object(&w);
	mf_json_end_object(&w);
	mf_buf_addch(out, '\n');
	mf_json_escape_controls(out, style, from);
}

static void jsonl_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		      const struct mf_hit *hit)
{
	struct mf_json w = mf_json_to(out);
	size_t from = out->len;

	(void)results;
	put_hit(&w, style, hit, style->qid);
	mf_buf_addch(out, '\n');
	mf_json_escape_controls(out, style, from);
}

/* After the results: every value of every facet, told from a result by its key "facet". */
static void jsonl_end(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results)
{
	size_t from = out->len;

	for (size_t i = 0; i < results->facets; i++)
		for (size_t k = 0; k < results->facet[i].values; k++) {
			const struct mf_facet *facet = &results->facet[i];
			struct mf_json w = mf_json_to(out);
			mf_json_begin_object(&w);
			if (style->qid)
				mf_json_put_string(&w, "qid", style->qid);
			mf_json_put_string(&w, "facet", facet->name);
			put_value(&w, facet, &facet->value[k]);
			if (facet->own_filter_left_out)
				mf_json_put_bool(&w, "own_filter_left_out", true);
			mf_json_end_object(&w);
			mf_buf_addch(out, '\n');
		}
	mf_json_escape_controls(out, style, from);
}

const struct mf_writer_format mf_writer_json = {
	"json", "one object: results, facets, totals", json_begin, json_hit, json_end,
};
const struct mf_writer_format mf_writer_jsonl = {
	"jsonl", "the results, one object a line, then the values of facets", NULL, jsonl_hit, jsonl_end,
};
