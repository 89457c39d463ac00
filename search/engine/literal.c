/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/literal.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/chars.h"
#include "indexer/analysis/words/hamza.h"
#include "wrappers/icu/letters.h"
#include "wrappers/libc/utf8.h"

/* ---- two spellings ---- */

#define MARKS 8 /* on one letter; more are not looked at */

/* A letter and what stands on it. */
struct letter {
	uint32_t c;
	uint32_t mark[MARKS];
	size_t marks;
};

static bool has_mark(const struct letter *l, uint32_t mark)
{
	for (size_t i = 0; i < l->marks; i++)
		if (l->mark[i] == mark)
			return true;
	return false;
}

/* Persian keyboards have kaf and yeh of their own, which look like those of Arabic. */
static uint32_t arabic_letter(uint32_t c)
{
	return c == 0x6a9 ? 0x643 : c == 0x6cc ? 0x64a : c;
}

/* The next letter of a text in NFKC_Casefold, which has no invisible characters; 0 at its end. */
static uint32_t next_letter(const struct mf_buf *text, size_t *at, struct letter *out)
{
	*out = (struct letter){ 0 };
	while (*at < text->len) {
		size_t end = *at;
		uint32_t c = mf_utf8_next(text->data, text->len, &end);
		if (mf_arabic_mark(c)) {
			if (out->marks < MARKS)
				out->mark[out->marks++] = c;
		} else if (c != MF_TATWEEL) {
			if (out->c)
				break;
			out->c = arabic_letter(c);
		}
		*at = end;
	}
	return out->c;
}

bool mf_spelt_as(const char *typed, size_t typed_len, const char *text, size_t len)
{
	struct mf_buf a = MF_BUF_INIT, b = MF_BUF_INIT;
	struct letter wanted, found;
	size_t i = 0, k = 0;
	bool same = true;

	mf_icu_nfkc_casefold(&a, typed, typed_len);
	mf_icu_nfkc_casefold(&b, text, len);
	do {
		next_letter(&a, &i, &wanted);
		next_letter(&b, &k, &found);
		same = wanted.c == found.c;
		for (size_t m = 0; same && m < wanted.marks; m++)
			same = has_mark(&found, wanted.mark[m]);
	} while (same && wanted.c);
	mf_buf_release(&a);
	mf_buf_release(&b);
	return same;
}

/* ---- the archive ---- */

static bool is_literal(const struct mf_query_word *w)
{
	return w->exact == MF_THIS_SPELLING && (w->kind == MF_TOKEN_ARABIC || w->kind == MF_TOKEN_WORD);
}

struct ways {
	const char *typed;
	bool so, otherwise, unknown;
};

static void note_way(void *ctx, const char *text, size_t len)
{
	struct ways *ways = ctx;
	bool so = text && mf_spelt_as(ways->typed, strlen(ways->typed), text, len);

	ways->unknown = ways->unknown || !text;
	ways->so = ways->so || so;
	ways->otherwise = ways->otherwise || !so;
}

static bool has_marks(const char *text)
{
	for (size_t at = 0, len = strlen(text); at < len;)
		if (mf_arabic_mark(mf_utf8_next(text, len, &at)))
			return true;
	return false;
}

static enum mf_spelt ways_of(const struct mf_search *s, const struct mf_query_word *w)
{
	struct ways ways = { .typed = w->typed };
	char twin[MF_FORM_MAX];

	if (w->prefix || has_marks(w->typed) || w->form_len > sizeof twin)
		return MF_SPELT_BOTH_WAYS;
	mf_statistics_spellings(s->look.statistics, w->form, w->form_len, note_way, &ways, s->arena);
	memcpy(twin, w->form, w->form_len);
	if (mf_hamza_drop(twin, w->form_len) || mf_hamza_put(w->form, w->form_len, twin))
		mf_statistics_spellings(s->look.statistics, twin, w->form_len, note_way, &ways, s->arena);
	if (ways.unknown || ways.so == ways.otherwise)
		return MF_SPELT_BOTH_WAYS;
	return ways.so ? MF_SPELT_SO : MF_SPELT_OTHERWISE;
}

void mf_literal_prepare(struct mf_search *s)
{
	s->plan.literal = false;
	for (size_t i = 0; i < s->plan.words.n; i++) {
		struct mf_query_word *w = &s->plan.words.v[i];
		if (!is_literal(w))
			continue;
		w->spelt = (uint8_t)ways_of(s, w);
		s->plan.literal = s->plan.literal || w->spelt != MF_SPELT_SO;
	}
}

/* ---- a passage ---- */

/* The words of a passage as they stand: of the text, and of a title apart from it. */
struct spelling {
	struct mf_tokens title_words, words;
	struct mf_buf title, text;
	size_t apart; /* words of the stream that are the title's */
};

static int read_title(struct spelling *sp, struct mf_segment *seg, uint32_t document)
{
	struct mf_description about;
	struct mf_buf room = MF_BUF_INIT;
	int rc = mf_segment_describe(seg, document, &room, &about, NULL);

	if (rc == 0) {
		mf_buf_addstr(&sp->title, about.title);
		mf_segment(&sp->title_words, sp->title.data, sp->title.len);
		free(about.extra);
	}
	mf_buf_release(&room);
	return rc;
}

static int read_passage(struct spelling *sp, struct mf_segment *seg, uint32_t passage, uint32_t forms)
{
	const struct mf_columns *c = &seg->columns;
	uint32_t document = mf_columns_document(c, passage);
	int rc = mf_segment_text(seg, document, mf_columns_begin(c, passage), mf_columns_end(c, passage),
				 &sp->text, NULL);

	if (rc < 0)
		return rc;
	mf_segment(&sp->words, sp->text.data, sp->text.len);
	if (sp->words.n > forms)
		return MF_E_CORRUPT;
	sp->apart = forms - sp->words.n;
	return sp->apart ? read_title(sp, seg, document) : 0;
}

static bool stands_so(const struct spelling *sp, const struct mf_query_word *w, uint32_t at)
{
	bool title = at < sp->apart;
	const struct mf_tokens *words = title ? &sp->title_words : &sp->words;
	const char *text = title ? sp->title.data : sp->text.data;
	size_t i = title ? at : at - sp->apart;

	return i < words->n && mf_spelt_as(w->typed, strlen(w->typed), text + words->v[i].begin,
					   words->v[i].end - words->v[i].begin);
}

/* Drops the places of words that are nowhere spelt so; are there others whose text must be read? */
static bool drop_known(const struct mf_plan *plan, struct mf_scanned *scan)
{
	size_t kept = 0;
	bool ask = false;

	for (size_t i = 0; i < scan->places; i++) {
		const struct mf_spot *p = &scan->place[i];
		const struct mf_query_word *w = &plan->words.v[p->word];
		bool literal = is_literal(w) && p->at != MF_NO_PLACE;
		if (literal && w->spelt == MF_SPELT_OTHERWISE)
			continue;
		ask = ask || (literal && w->spelt == MF_SPELT_BOTH_WAYS);
		scan->place[kept++] = *p;
	}
	scan->places = kept;
	return ask;
}

bool mf_literal_keep(struct mf_search *s, size_t segment, uint32_t passage)
{
	struct mf_scanned *scan = &s->engine->scan;
	struct spelling sp = { MF_TOKENS_INIT, MF_TOKENS_INIT, MF_BUF_INIT, MF_BUF_INIT, 0 };
	size_t kept = 0;
	int rc;

	if (!drop_known(&s->plan, scan))
		return true;
	rc = read_passage(&sp, &s->engine->index->segment[segment], passage, scan->view.forms);
	for (size_t i = 0; rc == 0 && i < scan->places; i++) {
		const struct mf_spot *p = &scan->place[i];
		const struct mf_query_word *w = &s->plan.words.v[p->word];
		if (!is_literal(w) || p->at == MF_NO_PLACE || w->spelt == MF_SPELT_SO ||
		    stands_so(&sp, w, p->at))
			scan->place[kept++] = *p;
	}
	scan->places = rc == 0 ? kept : scan->places;
	mf_tokens_release(&sp.title_words);
	mf_tokens_release(&sp.words);
	mf_buf_release(&sp.title);
	mf_buf_release(&sp.text);
	return rc == 0;
}
