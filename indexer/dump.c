/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dump.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/document.h"
#include "indexer/analysis/names/model/model.h"
#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/sanitize.h"

struct mf_dumper {
	enum mf_dump what;
	const struct mf_gazetteer *g;
	int32_t day;
	bool correct;
	struct mf_stemmer *stemmer;
	struct mf_annotation a;
	struct mf_buf id;
};

static const char *const kinds[] = { "arabic", "word", "number", "fragment" };

struct mf_dumper *mf_dumper_new(enum mf_dump what, enum mf_stemming stemmer, const struct mf_gazetteer *g,
				int32_t day, bool correct)
{
	struct mf_dumper *d = mf_calloc(1, sizeof *d);

	d->what = what;
	d->g = g;
	d->day = day;
	d->correct = correct;
	d->id = (struct mf_buf)MF_BUF_INIT;
	d->stemmer = mf_stemmer_new(stemmer);
	mf_annotation_init(&d->a, mf_tagger_built_in());
	return d;
}

void mf_dumper_free(struct mf_dumper *d)
{
	if (!d)
		return;
	mf_annotation_release(&d->a);
	mf_stemmer_free(d->stemmer);
	mf_buf_release(&d->id);
	free(d);
}

/* One field: on one line, without a tab, and with nothing that steers a terminal. */
static void add_clean(struct mf_buf *out, const char *text, size_t len)
{
	mf_sanitize(out, text, len, false);
}

static void add_place(struct mf_buf *out, const struct mf_document *doc, uint32_t begin, uint32_t end)
{
	add_clean(out, doc->id, strlen(doc->id));
	mf_buf_printf(out, "\t%u\t%u\t", begin, end);
	add_clean(out, doc->text + begin, end - begin);
}

static size_t stem_of(struct mf_dumper *d, size_t i, char out[static MF_STEM_MAX])
{
	const struct mf_tokens *t = &d->a.text;
	char room[MF_FORM_MAX + 1];
	const char *form = mf_form_held(t, i, room);
	size_t len = t->v[i].form_len;

	if (t->v[i].kind == MF_TOKEN_NUMBER)
		return mf_number_canonical(form, len, out);
	return mf_stem(d->stemmer, form, len, out);
}

static void dump_tokens(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out)
{
	for (size_t i = 0; i < d->a.text.n; i++) {
		const struct mf_token *t = &d->a.text.v[i];
		char stem[MF_STEM_MAX], root[MF_STEM_MAX], form[MF_FORM_MAX + 1];
		size_t stem_len = stem_of(d, i, stem);
		size_t root_len = t->kind == MF_TOKEN_ARABIC ? mf_root(stem, stem_len, root) : 0;
		add_place(out, doc, t->begin, t->end);
		mf_buf_printf(out, "\t%s\t%s\t%.*s\t%.*s\n", kinds[t->kind],
			      mf_form_held(&d->a.text, i, form), (int)stem_len, stem, (int)root_len, root);
	}
}

struct counted {
	char stem[MF_STEM_MAX];
	size_t len;
	unsigned wdf;
};

static int by_stem(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;
	int d = memcmp(x->stem, y->stem, x->len < y->len ? x->len : y->len);

	return d ? d : (x->len > y->len) - (x->len < y->len);
}

static void dump_terms(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out)
{
	for (size_t p = 0; p < d->a.passages.n; p++) {
		const struct mf_passage *passage = &d->a.passages.v[p];
		struct counted *c = mf_calloc(passage->last - passage->first + (size_t)1, sizeof *c);
		size_t n = 0;
		for (uint32_t i = passage->first; i < passage->last; i++) {
			if (d->a.text.v[i].kind == MF_TOKEN_FRAGMENT)
				continue;
			c[n].len = stem_of(d, i, c[n].stem);
			c[n++].wdf = d->a.text.v[i].begin < doc->title_end ? 2 : 1;
		}
		qsort(c, n, sizeof *c, by_stem);
		for (size_t i = 0, k; i < n; i = k) {
			unsigned wdf = 0;
			for (k = i; k < n && by_stem(&c[i], &c[k]) == 0; k++)
				wdf += c[k].wdf;
			add_clean(out, doc->id, strlen(doc->id));
			mf_buf_printf(out, "\t%zu\t%.*s\t%u\n", p, (int)c[i].len, c[i].stem, wdf);
		}
		free(c);
	}
}

static void dump_entities(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out)
{
	for (size_t i = 0; i < d->a.names.n; i++) {
		const struct mf_mention *m = &d->a.names.v[i];
		struct mf_entity e;
		if (m->entity == MF_NO_ENTITY && m->origin != MF_BY_RULE)
			continue;
		add_place(out, doc, m->begin, m->end);
		if (m->entity != MF_NO_ENTITY) {
			mf_gazetteer_entity(d->g, m->entity, &e);
			mf_buf_printf(out, "\t%s\t%s\t%s\n", mf_entity_type_names[m->type], e.id, e.label);
			continue;
		}
		mf_buf_reset(&d->id);
		mf_discovered_id(&d->id, doc->text + m->begin, m->end - m->begin);
		mf_buf_printf(out, "\t%s\t%s\t", mf_entity_type_names[m->type], d->id.data);
		add_clean(out, doc->text + m->begin, m->end - m->begin);
		mf_buf_addch(out, '\n');
	}
}

static void dump_dates(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out)
{
	for (size_t i = 0; i < d->a.dates.n; i++) {
		const struct mf_date_mention *m = &d->a.dates.v[i];
		char from[11] = "-", to[11] = "-";
		if (m->from != MF_NO_DAY) {
			mf_day_print(m->from, from);
			mf_day_print(m->to, to);
		}
		add_place(out, doc, m->begin, m->end);
		mf_buf_printf(out, "\t%s\t%s\n", from, to);
	}
}

static void dump_passages(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out)
{
	for (size_t i = 0; i < d->a.passages.n; i++) {
		const struct mf_passage *p = &d->a.passages.v[i];
		add_clean(out, doc->id, strlen(doc->id));
		mf_buf_printf(out, "\t%zu\t%u\t%u\t%u\n", i, p->begin, p->end, p->last - p->first);
	}
}

void mf_dumper_document(struct mf_dumper *d, const struct mf_document *doc, struct mf_buf *out)
{
	static void (*const dump[])(struct mf_dumper *, const struct mf_document *, struct mf_buf *) = {
		[MF_DUMP_TOKENS] = dump_tokens,     [MF_DUMP_TERMS] = dump_terms,
		[MF_DUMP_ENTITIES] = dump_entities, [MF_DUMP_DATES] = dump_dates,
		[MF_DUMP_PASSAGES] = dump_passages,
	};
	const char *slash = strrchr(doc->name, '/');
	struct mf_annotation_input input = {
		doc->title_end ? "" : doc->title, doc->text, doc->text_len, doc->title_end, doc->date,
		slash ? slash + 1 : doc->name,    d->day,    d->correct,    doc->places,    doc->places_n
	};

	mf_annotate(&d->a, d->g, &input);
	dump[d->what](d, doc, out);
}
