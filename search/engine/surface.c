/* SPDX-License-Identifier: GPL-2.0-or-later */
/* surface.c - how the texts spell a folded form: with its hamza, its ى and its ة. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/schema.h"
#include "search/engine/engine_private.h"
#include "wrappers/libc/utf8.h"

#define LOOKED_AT 300 /* passages with the stem that may have the form */
#define SPELLINGS 8

struct spellings {
	const char *text[SPELLINGS];
	unsigned times[SPELLINGS];
	size_t n;
};

static void note(struct spellings *s, struct mf_arena *arena, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strlen(s->text[i]) == len && memcmp(s->text[i], text, len) == 0)
			break;
	if (i == SPELLINGS)
		return;
	if (i == s->n) {
		s->text[i] = mf_arena_strndup(arena, text, len);
		s->times[i] = 0;
		s->n++;
	}
	s->times[i]++;
}

/* Notes the word at place `at` of the passage's stream; one with vowel signs or tatweel is no model. */
static void read_word(struct mf_engine *e, struct mf_segment *s, uint32_t passage, uint32_t at,
		      size_t letters, struct spellings *found, struct mf_arena *arena)
{
	struct mf_tokens *tokens = &e->snippeter.tokens;
	const struct mf_columns *c = &s->columns;
	const struct mf_token *t;
	size_t before;

	mf_buf_reset(&e->text);
	if (mf_segment_text(s, c->document[passage], c->begin[passage], c->end[passage], &e->text, NULL) < 0)
		return;
	mf_segment(tokens, e->text.data, e->text.len);
	before = e->record.forms - tokens->n;
	if (tokens->n > e->record.forms || at < before || at - before >= tokens->n)
		return;
	t = &tokens->v[at - before];
	if (mf_utf8_count(e->text.data + t->begin, t->end - t->begin) == letters)
		note(found, arena, e->text.data + t->begin, t->end - t->begin);
}

/* Looks at one passage; true where it has the form. */
static bool look_at(struct mf_engine *e, uint32_t docid, const char *form, size_t len,
		    struct spellings *found, struct mf_arena *arena)
{
	struct mf_located place = mf_index_locate(e->index, docid);
	struct mf_segment *s = &e->index->segment[place.segment];
	uint32_t passage = place.passage, id = mf_vocabulary_id(&s->vocabulary, form, len);
	const unsigned char *at, *end;

	if (id == MF_NONE || passage >= s->columns.n || s->columns.document[passage] >= s->documents.n ||
	    mf_segment_dead(s, s->columns.document[passage]))
		return false;
	at = mf_columns_record(&s->columns, passage, &end);
	if (mf_record_decode(&e->record, at, end) < 0)
		return false;
	for (uint32_t i = e->record.title; i < e->record.forms; i++)
		if (e->record.form[i] == id) {
			read_word(e, s, passage, i, mf_utf8_count(form, len), found, arena);
			return true;
		}
	return false;
}

const char *mf_engine_surface(struct mf_engine *e, const char *form, size_t len, unsigned passages,
			      struct mf_arena *arena)
{
	struct spellings found = { .n = 0 };
	struct xc_postings *postings = NULL;
	struct xc_posting item;
	struct mf_buf term = MF_BUF_INIT;
	char stem[MF_STEM_MAX];
	size_t best = 0;
	int rc;

	mf_term_make(&term, MF_TERM_STEM, stem, mf_stem(e->stemmer, form, len, stem));
	rc = xc_db_postings(&postings, e->index->db, term.data, term.len, NULL);
	for (unsigned n = 0;
	     rc >= 0 && n < LOOKED_AT && passages && (rc = xc_postings_next(postings, &item, NULL)) == 1; n++)
		passages -= look_at(e, item.docid, form, len, &found, arena);
	xc_postings_free(postings);
	mf_buf_release(&term);
	for (size_t i = 1; i < found.n; i++)
		best = found.times[i] > found.times[best] ? i : best;
	return found.n ? found.text[best] : mf_arena_strndup(arena, form, len);
}
