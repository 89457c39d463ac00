/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source/fields.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wrappers/libc/mem.h"

#define NAME_MAX_BYTES 64

const char *const mf_field_names[MF_FIELDS + 1] = { "id",     "title", "text",   "date",
						    "source", "url",   "author", NULL };

/* Written without blanks, hyphens, underscores and points. */
/* clang-format off */
static const struct {
	enum mf_known_field field;
	enum mf_field_rank rank;
	const char *names;
} meanings[] = {
	{ MF_FIELD_TEXT, MF_RANK_NEAR, "body content" },
	{ MF_FIELD_ID, MF_RANK_USUAL, "docid docno documentid articleid uuid identifier" },
	{ MF_FIELD_ID, MF_RANK_WEAK, "guid" },
	{ MF_FIELD_TITLE, MF_RANK_USUAL, "headline heading subject titletext titre العنوان عنوان" },
	{ MF_FIELD_TITLE, MF_RANK_WEAK, "name" },
	{ MF_FIELD_TEXT, MF_RANK_USUAL,
	  "articlebody fulltext maintext bodytext contenttext contenthtml bodyhtml story articletext texte النص نص المحتوى متن المتن" },
	{ MF_FIELD_TEXT, MF_RANK_WEAK, "description summary abstract excerpt" },
	{ MF_FIELD_DATE, MF_RANK_USUAL,
	  "datepublished publishedat pubdate publicationdate published publishdate publishedon publishedtime firstpublished "
	  "datetime timestamp issued التاريخ تاريخ" },
	{ MF_FIELD_DATE, MF_RANK_WEAK, "createdat created creationdate datecreated time updated updatedat modified" },
	{ MF_FIELD_SOURCE, MF_RANK_USUAL, "publisher sitename site newspaper outlet publication المصدر مصدر" },
	{ MF_FIELD_URL, MF_RANK_USUAL, "link permalink canonicalurl href weburl articleurl الرابط رابط" },
	{ MF_FIELD_URL, MF_RANK_WEAK, "uri" },
	{ MF_FIELD_AUTHOR, MF_RANK_USUAL, "authors creator byline writer auteur الكاتب كاتب المؤلف مؤلف" },
};
/* clang-format on */

static bool same_name(const char *a, const char *b, size_t len)
{
	return strlen(a) == len && !strncasecmp(a, b, len);
}

/* The name as the table has it; "" where it is too long for that. */
static void plain_name(const char *name, size_t len, char plain[static NAME_MAX_BYTES])
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = name[i];
		if (c == ' ' || c == '-' || c == '_' || c == '.')
			continue;
		if (n + 1 == NAME_MAX_BYTES) {
			n = 0;
			break;
		}
		plain[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	plain[n] = '\0';
}

static bool is_one_of(const char *name, const char *names)
{
	size_t len = strlen(name);

	for (const char *at = names; len && (at = strstr(at, name)); at += len)
		if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static struct mf_field_meaning usual_meaning(const char *name, size_t len)
{
	char plain[NAME_MAX_BYTES];

	for (int field = 0; field < MF_FIELDS; field++)
		if (same_name(mf_field_names[field], name, len))
			return (struct mf_field_meaning){ (enum mf_known_field)field, MF_RANK_OURS };
	plain_name(name, len, plain);
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (is_one_of(plain, meanings[i].names))
			return (struct mf_field_meaning){ meanings[i].field, meanings[i].rank };
	return (struct mf_field_meaning){ MF_FIELDS, MF_RANK_NONE };
}

struct mf_field_meaning mf_field_meaning(const struct mf_source_options *options, const char *name,
					 size_t len)
{
	for (size_t i = 0; i < options->fields_n; i++) {
		const struct mf_field *map = &options->fields[i];
		struct mf_field_meaning meaning;
		if (!same_name(map->value, name, len))
			continue;
		meaning = usual_meaning(map->name, strlen(map->name));
		meaning.rank = MF_RANK_MAPPED;
		return meaning;
	}
	return usual_meaning(name, len);
}

void mf_field_seen(struct mf_reading *r, const char *theirs, size_t len)
{
	for (size_t i = 0; r->use && i < r->options->fields_n; i++)
		if (same_name(r->options->fields[i].value, theirs, len))
			r->use->seen[i] = true;
}

static const char **slot(struct mf_document *doc, enum mf_known_field field)
{
	switch (field) {
	case MF_FIELD_ID:
		return &doc->id;
	case MF_FIELD_TITLE:
		return &doc->title;
	case MF_FIELD_DATE:
		return &doc->date;
	case MF_FIELD_SOURCE:
		return &doc->source;
	case MF_FIELD_URL:
		return &doc->url;
	case MF_FIELD_AUTHOR:
		return &doc->author;
	case MF_FIELD_TEXT:
	case MF_FIELDS:
		break;
	}
	return &doc->text;
}

void mf_field_set(struct mf_document *doc, enum mf_known_field field, const char *value)
{
	*slot(doc, field) = value;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* For values that are C strings afterwards: no NUL inside, no blanks around. */
static const char *trim(char *text, size_t len)
{
	mf_reading_blank_nul(text, len);
	while (len && is_blank(text[len - 1]))
		text[--len] = '\0';
	while (is_blank(*text))
		text++;
	return text;
}

void mf_draft_extra(struct mf_reading *r, struct mf_draft *record, const char *name, const char *value)
{
	size_t n = record->doc.extra_n, cap = record->extra_cap;

	if (n == cap) { /* in the arena, as all of the record is */
		struct mf_field *more = mf_arena_alloc(&r->arena, (2 * cap + 8) * sizeof *more);
		if (n)
			memcpy(more, record->extra, n * sizeof *more);
		record->extra = more;
		record->extra_cap = 2 * cap + 8;
	}
	record->extra[record->doc.extra_n++] = (struct mf_field){ mf_arena_strdup(&r->arena, name), value };
	record->doc.extra = record->extra;
}

/* What a better name now says stays as an extra. */
static void keep_weaker(struct mf_reading *r, struct mf_draft *record, enum mf_known_field field)
{
	if (record->rank[field] == MF_RANK_NONE || record->rank[field] > MF_RANK_USUAL)
		return;
	mf_draft_extra(r, record, record->name[field],
		       field == MF_FIELD_TEXT ? trim(record->text, record->len) : *slot(&record->doc, field));
}

void mf_draft_put(struct mf_reading *r, struct mf_draft *record, const char *name, char *value, size_t len)
{
	struct mf_field_meaning m = mf_field_meaning(r->options, name, strlen(name));

	mf_field_seen(r, name, strlen(name));
	if (m.field == MF_FIELDS || (m.rank <= record->rank[m.field] && m.rank <= MF_RANK_USUAL)) {
		mf_draft_extra(r, record, name, trim(value, len));
		return;
	}
	if (m.rank < record->rank[m.field])
		return;
	keep_weaker(r, record, m.field);
	record->rank[m.field] = m.rank;
	record->name[m.field] = mf_arena_strdup(&r->arena, name);
	if (m.field == MF_FIELD_TEXT) {
		record->text = value;
		record->len = len;
	} else {
		mf_field_set(&record->doc, m.field, trim(value, len));
	}
}

/* Markup in the text or the title is taken off. */
static void unmark(struct mf_reading *r, struct mf_draft *record)
{
	struct mf_buf plain = MF_BUF_INIT;

	if (mf_reading_unmark(record->text, record->len, &plain)) {
		record->text = mf_arena_strndup(&r->arena, plain.data, plain.len);
		record->len = plain.len;
	}
	mf_buf_reset(&plain);
	if (mf_reading_unmark(record->doc.title, strlen(record->doc.title), &plain)) {
		char *title = mf_arena_strndup(&r->arena, plain.data, plain.len);
		for (char *c = title; *c; c++)
			*c = is_blank(*c) ? ' ' : *c;
		record->doc.title = title;
	}
	mf_buf_release(&plain);
}

int mf_draft_hand_over(struct mf_reading *r, struct mf_draft *record, long line, struct mf_error *err)
{
	struct mf_document *doc = &record->doc;

	if (r->use)
		r->use->records++;
	doc->line = line;
	if (!record->text)
		record->text = mf_arena_strdup(&r->arena, "");
	mf_reading_blank_nul(record->text, record->len);
	unmark(r, record);
	while (record->len && is_blank(record->text[record->len - 1]) && !*doc->title)
		record->len--;
	if (!record->len && !*doc->title) {
		mf_reading_reject(r, MF_E_INPUT, line,
				  "give it a \"text\", or name the key with --field text=NAME",
				  "the record has no text and no title");
		return MF_OK;
	}
	if (!*doc->id)
		doc->id = mf_arena_printf(&r->arena, "%s#%ld", r->name, line);
	if (!*doc->title)
		doc->title = mf_reading_title(r, record->text, record->len, &doc->title_end);
	return mf_reading_document(r, doc, record->text, record->len, err);
}
