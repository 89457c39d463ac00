/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/unlisted.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/document.h"
#include "indexer/analysis/names/model/model.h"
#include "indexer/store/strings.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define CONTEXTS 3
#define CONTEXT_BYTES 90                /* on either side of the name */
#define KEEP_MAPPED ((uint64_t)8 << 20) /* bytes of text read before the pages of a map are given back */

struct name {
	char *label;                        /* as it was first met */
	char *context[CONTEXTS];            /* document and text, NULL at the end */
	uint64_t mentions, documents, last; /* last: number of the document counted last */
	uint64_t sure, last_sure;           /* documents in which it counts as a name, not as a candidate */
	uint8_t type;
};

struct mf_unlisted {
	const struct mf_gazetteer *g;
	struct mf_annotation a;
	struct mf_pool keys; /* type and folded name */
	struct name *name;   /* by number in keys */
	size_t name_cap;
	uint64_t documents;
	struct mf_buf key, text;
};

struct mf_unlisted *mf_unlisted_new(const struct mf_gazetteer *g)
{
	struct mf_unlisted *s = mf_calloc(1, sizeof *s);

	s->g = g;
	s->key = s->text = (struct mf_buf)MF_BUF_INIT;
	mf_pool_init(&s->keys);
	mf_annotation_init(&s->a, mf_tagger_built_in());
	return s;
}

void mf_unlisted_free(struct mf_unlisted *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->keys.n; i++) {
		free(s->name[i].label);
		for (size_t k = 0; k < CONTEXTS; k++)
			free(s->name[i].context[k]);
	}
	free(s->name);
	mf_pool_release(&s->keys);
	mf_annotation_release(&s->a);
	mf_buf_release(&s->key);
	mf_buf_release(&s->text);
	free(s);
}

/* Appends text on one line: white space and what steers a terminal become one space. */
static void add_line(struct mf_buf *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = mf_utf8_next(text, len, &at);
		bool plain = c > ' ' && c != 0x7f && !(c >= 0x80 && c <= 0xa0) && c != MF_UTF8_BAD &&
			     c != 0x61c && !(c >= 0x200e && c <= 0x200f) && !(c >= 0x2028 && c <= 0x202e) &&
			     !(c >= 0x2066 && c <= 0x206f);
		if (plain)
			mf_buf_add(out, text + from, at - from);
		else if (out->len && out->data[out->len - 1] != ' ')
			mf_buf_addch(out, ' ');
	}
}

static char *context_of(struct mf_unlisted *s, const char *id, const char *text, size_t len, size_t begin,
			size_t end)
{
	size_t from = begin > CONTEXT_BYTES ? begin - CONTEXT_BYTES : 0;
	size_t to = len - end > CONTEXT_BYTES ? end + CONTEXT_BYTES : len;

	while (from < begin && ((unsigned char)text[from] & 0xc0) == 0x80)
		from++;
	while (to > end && to < len && ((unsigned char)text[to] & 0xc0) == 0x80)
		to--;
	mf_buf_reset(&s->text);
	add_line(&s->text, id, strlen(id));
	mf_buf_addstr(&s->text, ": ");
	add_line(&s->text, text + from, to - from);
	return mf_strdup(s->text.data);
}

static void add_mentions(struct mf_unlisted *s, const struct mf_mentions *names, const char *id,
			 const char *text, size_t len)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct mf_mention *m = &names->v[i];
		struct name *n;
		uint32_t number;
		size_t k = 0;
		int fresh;

		if (m->entity != MF_NO_ENTITY || (m->origin != MF_BY_RULE && m->origin != MF_CANDIDATE))
			continue;
		mf_buf_reset(&s->key);
		mf_buf_addch(&s->key, (char)('0' + m->type));
		mf_discovered_id(&s->key, text + m->begin, m->end - m->begin);
		number = mf_pool_add(&s->keys, s->key.data, s->key.len, &fresh);
		s->name = mf_grow(s->name, &s->name_cap, number + (size_t)1, sizeof *s->name);
		n = &s->name[number];
		if (fresh) {
			memset(n, 0, sizeof *n);
			mf_buf_reset(&s->text);
			add_line(&s->text, text + m->begin, m->end - m->begin);
			n->label = mf_strdup(s->text.data);
			n->type = m->type;
		}
		n->mentions++;
		n->sure += m->origin == MF_BY_RULE && n->last_sure != s->documents;
		n->last_sure = m->origin == MF_BY_RULE ? s->documents : n->last_sure;
		if (n->last == s->documents)
			continue;
		n->last = s->documents;
		n->documents++;
		while (k < CONTEXTS && n->context[k])
			k++;
		if (k < CONTEXTS)
			n->context[k] = context_of(s, id, text, len, m->begin, m->end);
	}
}

void mf_unlisted_document(struct mf_unlisted *s, const struct mf_document *doc)
{
	struct mf_annotation_input input = { doc->title_end ? "" : doc->title,
					     doc->text,
					     doc->text_len,
					     doc->title_end,
					     doc->date,
					     "",
					     MF_NO_DAY,
					     false,
					     doc->places,
					     doc->places_n };

	mf_annotate(&s->a, s->g, &input);
	s->documents++;
	add_mentions(s, &s->a.names, doc->id, doc->text, doc->text_len);
	add_mentions(s, &s->a.title_names, doc->id, doc->title, strlen(doc->title));
}

static int gather_texts(struct mf_unlisted *s, struct mf_index *index, struct mf_error *err)
{
	struct mf_buf described = MF_BUF_INIT, text = MF_BUF_INIT, id = MF_BUF_INIT;
	uint64_t read = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < index->segments; i++) {
		struct mf_segment *seg = &index->segment[i];
		for (uint32_t d = 0; rc == 0 && d < seg->documents.n; d++) {
			const struct mf_document_row *row = mf_documents_row(&seg->documents, d);
			struct mf_description about;
			size_t len;
			const char *its = mf_documents_id(&seg->documents, d, &len);

			if (mf_segment_dead(seg, d))
				continue;
			mf_buf_reset(&text);
			mf_buf_reset(&id);
			mf_buf_add(&id, its, len);
			rc = mf_segment_describe(seg, d, &described, &about, err);
			if (rc < 0)
				break;
			free(about.extra);
			rc = mf_segment_text(seg, d, 0, row->text_len, &text, err);
			if (rc < 0)
				break;
			mf_unlisted_document(s, &(struct mf_document){ .id = id.data,
								       .title = about.title,
								       .text = text.data,
								       .text_len = text.len,
								       .title_end = row->title_end,
								       .date = about.date });
			read += text.len;
			if (read > KEEP_MAPPED) {
				mf_map_forget(&seg->texts.file.map, 0, seg->texts.file.map.len);
				read = 0;
			}
		}
	}
	mf_buf_release(&described);
	mf_buf_release(&text);
	mf_buf_release(&id);
	return rc;
}

/* What a person would confirm first: names in many documents, in most of which they count as names; a
 * single word may be anybody's. */
static double worth(const struct name *n)
{
	double share = (double)n->sure / (double)n->documents;

	return (double)n->sure * share * (strchr(n->label, ' ') ? 1 : 1.0 / 8);
}

static int by_worth(const void *a, const void *b)
{
	const struct name *x = *(const struct name *const *)a, *y = *(const struct name *const *)b;
	double p = worth(x), q = worth(y);

	if (p < q || p > q)
		return p > q ? -1 : 1;
	if (x->documents != y->documents)
		return x->documents > y->documents ? -1 : 1;
	if (x->mentions != y->mentions)
		return x->mentions > y->mentions ? -1 : 1;
	return x->type != y->type ? x->type - y->type : strcmp(x->label, y->label);
}

static void write_name(const struct name *n, struct mf_buf *out)
{
	static const char *const class[] = {
		[MF_PERSON] = "Person", [MF_PLACE] = "Place", [MF_ORG] = "Organization"
	};

	mf_buf_printf(out, "\n# in %" PRIu64 " documents, %" PRIu64 " times\n", n->documents, n->mentions);
	for (size_t k = 0; k < CONTEXTS && n->context[k]; k++)
		mf_buf_printf(out, "#   %s\n", n->context[k]);
	mf_buf_printf(out, ":new-%08" PRIx32 " a skos:Concept, schema:%s ;\n\tskos:prefLabel \"",
		      (uint32_t)mf_hash64_seeded(n->label, strlen(n->label), n->type), class[n->type]);
	for (const char *at = n->label; *at; at++) {
		if (*at == '"' || *at == '\\')
			mf_buf_addch(out, '\\');
		mf_buf_addch(out, *at);
	}
	mf_buf_addstr(out, "\"@ar .\n");
}

void mf_unlisted_write(const struct mf_unlisted *s, struct mf_buf *out)
{
	const struct name **order = mf_calloc(s->keys.n + (size_t)1, sizeof *order);

	for (uint32_t i = 0; i < s->keys.n; i++)
		order[i] = &s->name[i];
	if (s->keys.n)
		qsort(order, s->keys.n, sizeof *order, by_worth);
	mf_buf_addstr(
		out,
		"# Names that rules found and no gazetteer lists: keep what is a name, give it an id, delete the rest.\n"
		"@prefix :       <https://mufahris.example/entity/> .\n"
		"@prefix skos:   <http://www.w3.org/2004/02/skos/core#> .\n"
		"@prefix schema: <https://schema.org/> .\n");
	for (uint32_t i = 0; i < s->keys.n; i++)
		write_name(order[i], out);
	free(order);
}

int mf_unlisted_index(struct mf_unlisted *s, const char *dir, struct mf_error *err)
{
	struct mf_index *index = NULL;
	int rc = mf_index_open(&index, dir, err);

	if (rc == 0)
		rc = gather_texts(s, index, err);
	if (index && mf_index_sound(index, NULL) < 0)
		rc = mf_index_sound(index, err);
	mf_index_close(index);
	return rc;
}
