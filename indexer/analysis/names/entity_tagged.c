/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_tagged.c - names that the tagger sees, beside what the gazetteer knows.
 *
 * A name of the gazetteer stands where it has two words or more, or where the tagger sees nothing else
 * there.  A single word gives way to a longer name around it (بليز ماتويدي is not the country) and, where
 * it is an ordinary word too, to the tagger's certainty that it is none.  What rules had discovered gives
 * way to what the tagger sees there, and where it is sure of nothing becomes a candidate.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/tagger_private.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

/* How sure the tagger has to be, in units of TAG_SCALE. */
#define SURE_NAME TAG_SCALE
#define SURE_CHANGE (3 * TAG_SCALE)
#define SURE_NONE (4 * TAG_SCALE)
#define SURE_WORD (4 * TAG_SCALE)  /* of one word that the dictionary has */
#define SURE_WORDS (3 * TAG_SCALE) /* of several, all of which it has */

struct span {
	uint32_t first, last;
	uint8_t type;
	bool clitic;    /* before its first word */
	int32_t margin; /* of its least sure word */
};

/* The span that begins at a token, or one without tokens. */
static struct span span_at(const struct mf_naming *s, const uint8_t *tag, const int32_t *margin, size_t i)
{
	struct span found = { .first = (uint32_t)i, .last = (uint32_t)i };

	if (tag[i] == TAG_NONE)
		return found;
	found.type = mf_tag_type(tag[i]);
	found.clitic = mf_tag_clitic(tag[i]);
	found.margin = margin[i];
	do {
		if (margin[i] < found.margin)
			found.margin = margin[i];
		found.last = (uint32_t)++i;
	} while (i < s->tokens->n && mf_tag_inside(tag[i]) && mf_tag_type(tag[i]) == found.type &&
		 s->tokens->v[i].gap <= MF_GAP_QUOTE);
	return found;
}

static bool is_discovered(const struct mf_mention *m)
{
	return m->entity == MF_NO_ENTITY && (m->origin == MF_BY_RULE || m->origin == MF_CANDIDATE);
}

/* May the mention of the gazetteer be overruled by a longer or other name? */
static bool gives_way(const struct mf_naming *s, const struct mf_mention *m, const struct span *span)
{
	if (m->last - m->first > 1)
		return false;
	if (span->last - span->first > 1)
		return span->margin >= (m->type == span->type ? SURE_CHANGE : SURE_NAME);
	return m->type != span->type && span->margin >= SURE_CHANGE &&
	       ((s->marks[m->first] & TOKEN_ORDINARY) || (m->type == MF_PLACE && span->type == MF_ORG));
}

/* Does the span keep clear of what stands, once what gives way is gone? */
static bool has_room(const struct mf_naming *s, const struct span *span)
{
	for (size_t i = 0; i < s->out->n; i++) {
		const struct mf_mention *m = &s->out->v[i];

		if (m->first >= span->last || m->last <= span->first || is_discovered(m))
			continue;
		if (m->type == MF_NISBA && span->type == MF_ORG && m->first > span->first)
			continue;
		if (!gives_way(s, m, span))
			return false;
	}
	return true;
}

static void remove_mention(struct mf_naming *s, size_t i)
{
	const struct mf_mention *m = &s->out->v[i];

	for (uint32_t k = m->first; k < m->last; k++)
		s->marks[k] &= ~(TOKEN_COVERED | TOKEN_PERSON);
	s->out->v[i] = s->out->v[--s->out->n];
}

static void make_room(struct mf_naming *s, const struct span *span)
{
	for (size_t i = s->out->n; i-- > 0;) {
		const struct mf_mention *m = &s->out->v[i];

		if (m->first < span->last && m->last > span->first &&
		    !(m->type == MF_NISBA && span->type == MF_ORG && m->first > span->first))
			remove_mention(s, i);
	}
}

/* Where the tagger is sure that there is no name, one discovered by a rule is a candidate at best. */
static void doubt_discovered(struct mf_naming *s, const uint8_t *tag, const int32_t *margin)
{
	for (size_t i = 0; i < s->out->n; i++) {
		struct mf_mention *m = &s->out->v[i];
		bool none = is_discovered(m);

		for (uint32_t k = m->first; k < m->last && none; k++)
			none = tag[k] == TAG_NONE && margin[k] >= SURE_NONE;
		if (none)
			m->origin = MF_CANDIDATE;
	}
}

/* Initials alone, ب ق, are no name; nor are months and other words of
 * data/ordinary.txt alone, and a word that the rules have looked at and refused. */
static bool may_be_name(const struct mf_naming *s, const struct span *span)
{
	if (span->last - span->first == 1 && (s->marks[span->first] & TOKEN_DOUBTFUL))
		return false;
	for (uint32_t i = span->first; i < span->last; i++)
		if (s->tokens->v[i].form_len > strlen("ب") && !mf_token_ordinary(s, i))
			return true;
	return false;
}

/* Is the text there spelled out with its vowels, as papers spell verses and no names: حَمِدْتُ الله? */
static bool is_vocalised(const struct mf_naming *s, const struct span *span)
{
	const char *at = s->text + s->tokens->v[span->first].begin,
		   *end = s->text + s->tokens->v[span->last - 1].end;
	size_t marks = 0, letters = mf_utf8_count(at, (size_t)(end - at));

	for (; at + 1 < end; at++) /* U+064B to U+0652, the doubling U+0651 excepted */
		marks += (unsigned char)at[0] == 0xd9 && (unsigned char)at[1] >= 0x8b &&
			 (unsigned char)at[1] <= 0x92 && (unsigned char)at[1] != 0x91;
	return marks * 4 >= letters;
}

/* How sure the tagger has to be of a span: names made of nothing but words ask for more, except that of an
 * organisation behind a word that such names begin with: not الوحدة الوطنية, but لجنة الوحدة الوطنية. */
static int32_t least_of(const struct mf_tagging *tagging, const struct span *span)
{
	bool words = span->type != MF_ORG || span->last - span->first == 1 ||
		     !mf_tagging_is_head(tagging, span->first);

	for (uint32_t i = span->first; i < span->last && words; i++)
		words = mf_tagging_is_word(tagging, i);
	if (words)
		return span->last - span->first == 1 ? SURE_WORD : SURE_WORDS;
	return SURE_NAME;
}

static void add_span(struct mf_naming *s, const struct mf_tagging *tagging, const struct span *span)
{
	int32_t least = least_of(tagging, span);

	if (!may_be_name(s, span) || !has_room(s, span))
		return;
	make_room(s, span);
	mf_naming_add(s, span->first, span->last,
		      span->clitic ? mf_tagging_clitics(tagging, s, span->first) : 0, MF_NO_ENTITY,
		      span->type,
		      span->margin >= least && !is_vocalised(s, span) ? MF_BY_RULE : MF_CANDIDATE);
}

void mf_names_tag(struct mf_naming *s, struct mf_tagging *tagging)
{
	size_t n = s->tokens->n;
	int32_t *margin = mf_malloc((n + 1) * (sizeof *margin + 1));
	uint8_t *tag = (uint8_t *)(margin + n);

	mf_tagging_run(tagging, s, tag, margin);
	for (size_t i = 0; i < n;) {
		struct span span = span_at(s, tag, margin, i);

		i = span.last > span.first ? span.last : i + 1;
		if (span.last > span.first)
			add_span(s, tagging, &span);
	}
	doubt_discovered(s, tag, margin);
	free(margin);
}
