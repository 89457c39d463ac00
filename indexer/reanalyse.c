/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reanalyse.c - documents that are analysed once more, from the texts that the index stores.
 *
 * That is due where many documents of a segment are deleted, and, when asked for, where a segment was
 * tagged with another gazetteer, or where another analyser made the index.  A document goes into the build
 * and its old place is marked deleted, as when its source had changed; a segment without living documents is
 * left out.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/store/places.h"
#include "indexer/update_private.h"
#include "wrappers/libc/arena.h"
#include "wrappers/libc/mem.h"

#define DEAD_PERCENT 30                 /* of its documents: then a segment is written anew */
#define KEEP_MAPPED ((uint64_t)8 << 20) /* bytes of text read before the pages of a map are given back */

struct stored {
	struct mf_buf described, text, placed;
	struct mf_field *extra;
	struct mf_place *place;
	struct mf_arena values; /* of the places */
	size_t extra_cap, place_cap;
	uint64_t read;
	char name[11];
};

/* The name that a file or a member of an archive had is not kept: one with the day that was in it will do. */
static const char *dated_name(struct stored *st, const struct mf_document_row *row)
{
	int32_t day, text;

	mf_document_days(row, &day, &text);
	if (day == MF_NO_DAY)
		day = mf_document_day(row);
	st->name[0] = '\0';
	if (day != MF_NO_DAY &&
	    (row->date_source == MF_DATE_FILENAME || row->date_source == MF_DATE_CORRECTED))
		mf_day_print(day, st->name);
	return st->name;
}

/* The places to cite, as they were stored. */
static int load_places(struct stored *st, struct mf_segment *s, uint32_t number, size_t *n,
		       struct mf_error *err)
{
	int rc = mf_segment_places(s, number, &st->placed, err);
	struct mf_places_reader r = { st->placed.data, st->placed.data + st->placed.len, 0 };
	struct mf_stored_place one;

	*n = 0;
	mf_arena_reset(&st->values);
	while (rc == 0 && mf_places_next(&r, &one)) {
		st->place = mf_grow(st->place, &st->place_cap, *n + 1, sizeof *st->place);
		st->place[(*n)++] = (struct mf_place){ one.at, one.kind,
						       mf_arena_strndup(&st->values, one.value, one.len) };
	}
	return rc;
}

static int load(struct stored *st, struct mf_segment *s, uint32_t number, struct mf_document *doc,
		struct mf_document_keys *keys, struct mf_error *err)
{
	const struct mf_document_row *row = mf_documents_row(&s->documents, number);
	struct mf_description about;
	size_t len, places = 0;
	const char *id = mf_documents_id(&s->documents, number, &len);
	int rc = mf_segment_describe(s, number, &st->described, &about, err);

	if (rc < 0)
		return rc;
	mf_buf_reset(&st->text);
	mf_buf_add(&st->text, id, len);
	mf_buf_addch(&st->text, '\0');
	rc = mf_segment_text(s, number, 0, row->text_len, &st->text, err);
	if (rc == 0 && row->title_end > row->text_len)
		rc = mf_error_set(err, MF_E_CORRUPT, "the row of document %s is damaged", st->text.data);
	if (rc == 0)
		rc = load_places(st, s, number, &places, err);
	st->extra = mf_grow(st->extra, &st->extra_cap, about.extras + 1, sizeof *st->extra);
	for (size_t i = 0; i < about.extras; i++)
		st->extra[i] = (struct mf_field){ about.extra[2 * i], about.extra[2 * i + 1] };
	free(about.extra);
	*doc = (struct mf_document){
		.id = st->text.data,
		.title = about.title,
		.text = st->text.data + len + 1,
		.text_len = row->text_len,
		.title_end = row->title_end,
		.date = about.date,
		.source = about.source,
		.url = about.url,
		.author = about.author,
		.extra = st->extra,
		.extra_n = about.extras,
		.places = st->place,
		.places_n = places,
		.name = dated_name(st, row),
		.path = about.path,
	};
	*keys = (struct mf_document_keys){ row->content_hash, row->path_hash, MF_NO_DAY,
					   row->date_source == MF_DATE_CORRECTED, row->added };
	if (*about.day)
		keys->day = mf_day_parse(about.day, strlen(about.day));
	st->read += row->text_len;
	if (st->read > KEEP_MAPPED) {
		mf_map_forget(&s->texts.file.map, 0, s->texts.file.map.len);
		st->read = 0;
	}
	return rc;
}

static int segment_again(struct mf_update *u, struct stored *st, size_t number, struct mf_error *err)
{
	struct mf_segment *s = &u->index->segment[number];
	uint32_t dead_n;
	bool changed;
	const unsigned char *dead = mf_ledger_dead(u->ledger, number, &dead_n, &changed);
	int rc = 0;

	for (uint32_t d = 0; rc == 0 && d < s->documents.n; d++) {
		struct mf_document doc;
		struct mf_document_keys keys;
		if (mf_bit_get(dead, d))
			continue;
		rc = load(st, s, d, &doc, &keys, err);
		if (rc == 0)
			rc = mf_intake_add(u, &doc, keys, err);
		if (rc == 0)
			mf_ledger_replace(u->ledger, number, d);
	}
	return rc;
}

int mf_reanalyse(struct mf_update *u, struct mf_error *err)
{
	struct stored st = { .described = MF_BUF_INIT, .text = MF_BUF_INIT, .placed = MF_BUF_INIT };
	int rc = 0;

	for (size_t s = 0; rc == 0 && u->index && s < u->index->segments; s++) {
		const struct mf_manifest_segment *about = u->index->segment[s].about;
		uint32_t dead;
		bool changed;
		mf_ledger_dead(u->ledger, s, &dead, &changed);
		if (dead < about->documents &&
		    (u->renew || (u->options->retag && about->tagged != u->fingerprint) ||
		     (uint64_t)dead * 100 > (uint64_t)about->documents * DEAD_PERCENT))
			rc = segment_again(u, &st, s, err);
	}
	mf_buf_release(&st.described);
	mf_buf_release(&st.text);
	mf_buf_release(&st.placed);
	mf_arena_release(&st.values);
	free(st.extra);
	free(st.place);
	return rc;
}
