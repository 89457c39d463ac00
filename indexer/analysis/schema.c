/* SPDX-License-Identifier: GPL-2.0-or-later */
/* schema.c - what is in an index.
 *
 * An index is a folder.  In it, XAPIANDB names the segments that are live, and each segment holds a
 * Xapian database beside flat files of our own.
 *
 * The unit that is found, ranked and shown is the passage: about 150 words of a document (passage.h).
 * One passage is one document of Xapian's.  Xapian holds what it is best at, lists of passages for a
 * term, and nothing else: no positions, no values, no data.  Its terms are
 *
 *   Q<id>           the document's id, on its first passage: to find, replace and delete it
 *   Z<stem>         a stem of the text and, on the first passage, of the title, with its frequency
 *   S<stem>         a stem of the title, on every passage of the document: title:word
 *   XE<entity>      an entity that the passage mentions, by the id of the gazetteer
 *   XS<source>      the folded name of the source
 *   D M Y <digits>  the day, month and year of publication; XN where there is none
 *
 * Stems say that two forms are one word; they are all that the first stage of a search needs.  The
 * rest is needed exactly, and so is kept in order instead of in an inverted list:
 *
 *   vocabulary      every folded form with its stem, root and counts; from a form to its stem, from a
 *                   stem to its forms, from a root to its stems.  Clitics, broken plurals, prefixes,
 *                   suggestions and roots are decided here, when the query is asked, against the words
 *                   that the collection really has.
 *   columns         for each passage the stream of its form numbers, its entities, the days that it
 *                   mentions and its document.  Phrases, nearness and =word are verified on the stream,
 *                   and the second stage of ranking reads it for exactness, roots and proximity.
 *   texts           the documents' text, compressed in blocks: snippets come from it.
 *   documents       id, title, date, source and what else a result shows.
 *   gazetteer       the compiled names that the segment was indexed with.
 *
 * What the indexer writes and what the search tool asks for agree only as long as both analyse alike:
 * MF_SCHEMA_VERSION counts changes of the layout.  mf_analysis_fingerprint tells of the words: it is a
 * hash of the sources and tables that decide them, made when the program is built
 * (build-aux/fingerprint.sh), of the version of ICU that runs, and of what ICU and libstemmer answer.
 */
#include "indexer/analysis/schema.h"

#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/names/gazetteer.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/message.h"

#define TERM_MAX 245 /* Xapian's limit */
#define HASH_DIGITS 16

const struct mf_query_field mf_query_fields[] = {
	{ "title", "عنوان", MF_TAKES_WORDS, -1, N_("words of the title"), "title:كازاخستان" },
	{ "entity", "كيان", MF_TAKES_ENTITY, -1, N_("an entity by id or any of its names"), "entity:csto" },
	{ "person", "شخص", MF_TAKES_ENTITY, MF_PERSON, N_("a person by id or any name"), "person:توكاييف" },
	{ "place", "مكان", MF_TAKES_ENTITY, MF_PLACE, N_("a place by id or any name"), "place:almaty" },
	{ "org", "منظمة", MF_TAKES_ENTITY, MF_ORG, N_("an organisation by id or any name"), "org:CSTO" },
	{ "source", "مصدر", MF_TAKES_VALUE, -1, N_("the source of the document"),
	  "source:\"وكالة الأنباء\"" },
	{ "date", "تاريخ", MF_TAKES_DATE, -1, N_("publication date or range"),
	  "date:2022-01-06..2022-01-09" },
	{ NULL, NULL, MF_TAKES_WORDS, -1, NULL, NULL },
};

static bool folds_to(const struct mf_buf *folded, const char *name)
{
	struct mf_buf other = MF_BUF_INIT;
	bool same;

	mf_fold(&other, name, strlen(name));
	same = other.len == folded->len && memcmp(other.data, folded->data, other.len) == 0;
	mf_buf_release(&other);
	return same;
}

const struct mf_query_field *mf_query_field_find(const char *name, size_t len)
{
	const struct mf_query_field *field = mf_query_fields;
	struct mf_buf folded = MF_BUF_INIT;

	mf_fold(&folded, name, len);
	while (field->name && !folds_to(&folded, field->name) && !folds_to(&folded, field->arabic))
		field++;
	mf_buf_release(&folded);
	return field->name ? field : NULL;
}

void mf_term_make(struct mf_buf *out, const char *prefix, const char *value, size_t len)
{
	size_t start = out->len, keep;

	mf_buf_addstr(out, prefix);
	if (len && value[0] >= 'A' && value[0] <= 'Z')
		mf_buf_addch(out, ':');
	mf_buf_add(out, value, len);
	if (out->len - start <= TERM_MAX)
		return;
	keep = start + TERM_MAX - HASH_DIGITS;
	while (((unsigned char)out->data[keep] & 0xc0) == 0x80)
		keep--;
	out->len = keep;
	mf_buf_printf(out, "%016llx", (unsigned long long)mf_hash64(value, len));
}
