/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/statistics_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/analysis/dates/date.h"
#include "indexer/store/batch.h"
#include "indexer/store/merge.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

static char folder[] = "/tmp/mufahris-statistics.XXXXXX";

const char *statistics_folder(void)
{
	return folder;
}

int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

int remove_folder(void **state)
{
	(void)state;
	return mf_remove_tree(folder, NULL);
}

/* xorshift32 (Marsaglia, 2003) */
uint32_t any(uint32_t below)
{
	static uint32_t x = 2463534242u;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x % below;
}

void good(int rc, const struct mf_error *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

/* ---- documents ---- */

#define WORDS 14

/* Words of which some are others with clitics, some have one stem, some are spelt in several ways. */
const char *const fixture_words[FIXTURE_WORDS] = {
	"دمج",     "بدمج",     "الدمج",   "ودمج",  "كتاب",   "الكتاب",  "كتابه",     "وكتابه",
	"بالكتاب", "كتب",      "أحمد",    "احمد",  "وأحمد",  "إحمد",    "كَتَبَ",       "مدينة",
	"مدينه",   "للمدينة",  "مدن",     "لمدن",  "وللمدن", "على",     "علي",       "Almaty",
	"almaty",  "ALMATY",   "1,266",   "1266",  "وزير",   "والوزير", "زير",       "بريطانيا",
	"ريطانيا", "فأطفالهم", "أطفالهم", "أطفال", "Астана", "القاهرة", "القاهــرة", "كاتب",
};
static const char name_kz[] = "kz\0l\0كازاخستان\0Kazakhstan";
static const char name_two[] = "new:أحمد-علي\0p\0أحمد علي\0";
static const char name_too[] = "new:أحمد-علي\0p\0احمد على\0";
static const struct {
	const char *text;
	size_t len;
} names[] = { { name_kz, sizeof name_kz }, { name_two, sizeof name_two }, { name_too, sizeof name_too } };

const char *const fixture_sources[FIXTURE_SOURCES] = { "صحيفة الأمة", "صحيفه الامة", "Reuters" };

struct doc doc[DOCUMENTS];

void make_documents(void)
{
	for (int i = 0; i < DOCUMENTS; i++) {
		struct doc *d = &doc[i];
		snprintf(d->title, sizeof d->title, "%s", any(3) ? "" : fixture_words[any(FIXTURE_WORDS)]);
		for (size_t n = 1 + any(WORDS), at = 0; n; n--)
			at += (size_t)snprintf(d->text + at, sizeof d->text - at, "%s%s", at ? " " : "",
					       fixture_words[any(any(2) ? FIXTURE_WORDS : 9)]);
		d->name = (int)any(4) - 1;
		d->adjective = d->name == 0 && any(2);
		d->source = (int)any(FIXTURE_SOURCES + 1) - 1;
		d->day = any(5) ? (int32_t)any(20) - 10 : MF_NO_DAY;
	}
}

/* The forms of a document: those of its title, then those of its text. */
void forms_of(const struct doc *d, struct mf_tokens *title, struct mf_tokens *text)
{
	mf_segment(title, d->title, strlen(d->title));
	mf_segment(text, d->text, strlen(d->text));
}

/* ---- segments of them ---- */

static void add_forms(struct mf_words *w, struct mf_record *r, const struct mf_tokens *tokens,
		      const char *text)
{
	for (size_t i = 0; i < tokens->n; i++) {
		const struct mf_token *t = &tokens->v[i];
		uint32_t form = mf_lexicon_form(w->lexicon, mf_form(tokens, i), t->form_len, t->kind);
		mf_lexicon_spelled(w->lexicon, form, text + t->begin, t->end - t->begin);
		mf_lexicon_count(w->lexicon, form, w->passages);
		r->form = mf_grow(r->form, &r->form_cap, r->forms + (size_t)1, sizeof *r->form);
		r->form[r->forms++] = form;
	}
}

static void add_document(struct mf_batch *b, struct mf_words *w, const struct doc *d, int number)
{
	const struct mf_description about = { d->title, "", "", "", "", "", "", NULL, 0 };
	struct mf_tokens title = MF_TOKENS_INIT, text = MF_TOKENS_INIT;
	struct mf_document_row row = { .text_len = (uint32_t)strlen(d->text), .source = MF_NONE };
	struct xc_term term = { .text = "Zx", .len = 2, .wdf = 1 };
	struct mf_record r;
	char id[256];
	int len = snprintf(id, sizeof id, "d%d", number), fresh;

	memset(&r, 0, sizeof r);
	w->passages++;
	forms_of(d, &title, &text);
	add_forms(w, &r, &title, d->title);
	r.title = r.forms;
	add_forms(w, &r, &text, d->text);
	if (d->name >= 0) {
		uint32_t entity = mf_pool_add(&w->entities, names[d->name].text, names[d->name].len, &fresh);
		r.entity = mf_grow(r.entity, &r.entity_cap, 1, sizeof *r.entity);
		r.entity[r.entities++] = entity * 2 + d->adjective;
	}
	row.id_hash = mf_hash64(id, (size_t)len);
	row.day = d->day;
	if (d->source >= 0)
		row.source = mf_pool_add(&w->sources, fixture_sources[d->source],
					 strlen(fixture_sources[d->source]), &fresh);
	mf_batch_document(b, row, id, (size_t)len, &about, d->text, NULL, 0);
	assert_int_equal(mf_batch_passage(b, 0, row.text_len, 0, &r, &term, 1, NULL), 0);
	mf_record_release(&r);
	mf_tokens_release(&title);
	mf_tokens_release(&text);
}

/* A segment of the documents [first, first + n) that live, written by two workers; what they spell is in the
 * files *surfaces. */
static void make_segment(struct segment *s, int first, int n, char *surfaces[static 2])
{
	static int made;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_merge_input input[2] = { { NULL, 0, NULL }, { NULL, 1, NULL } };
	struct mf_merge_result result;
	char *batch[2], *of[2], *out;

	snprintf(s->name, sizeof s->name, "seg-%06d", ++made);
	out = mf_path_join(folder, s->name);
	for (int w = 0; w < 2; w++) {
		struct mf_words *worker = mf_words_new(MF_STEMMING_PLUS);
		struct mf_batch *b;
		batch[w] = mf_printf("%s/batch-%d-%d", folder, made, w);
		of[w] = mf_printf("%s/words-%d-%d", folder, made, w);
		good(mf_batch_open(&b, batch[w], &err), &err);
		for (int i = first + w * (n / 2); i < first + (w ? n : n / 2); i++)
			if (doc[i].lives)
				add_document(b, worker, &doc[i], i);
		good(mf_batch_close(b, &err), &err);
		good(mf_words_save(worker, of[w], &err), &err);
		surfaces[w] = mf_words_surfaces(of[w]);
		input[w].folder = batch[w];
		mf_words_free(worker);
	}
	good(mf_merge(input, 2, (const char *const *)of, 2, out, folder, &result, &err), &err);
	s->first = first;
	s->about = (struct mf_manifest_segment){ .name = s->name,
						 .documents = result.documents,
						 .passages = result.passages };
	for (int w = 0; w < 2; w++) {
		free(batch[w]);
		free(of[w]);
	}
	free(out);
}

char *new_layer(void)
{
	static int made;

	return mf_printf("%s/layer-%d", folder, ++made);
}

char *count_layer(const struct segment *s, const unsigned char *documents, int sign, char *const *surfaces)
{
	struct mf_statistics_input in = { folder,          &s->about, MF_STEMMING_PLUS,
					  documents,       sign,      (const char *const *)surfaces,
					  surfaces ? 2 : 0 };
	struct mf_error err = MF_ERROR_INIT;
	char *path = new_layer();

	good(mf_statistics_count(&in, path, &err), &err);
	return path;
}

char *layer_of_new(struct segment *s, int first, int n)
{
	unsigned char all[DOCUMENTS / 8 + 1];
	char *surfaces[2], *path;

	memset(all, 0xff, sizeof all);
	make_segment(s, first, n, surfaces);
	path = count_layer(s, all, 1, surfaces);
	free(surfaces[0]);
	free(surfaces[1]);
	return path;
}

/* ---- the plain count ---- */

static void tally_add(struct tally *t, const char *text, size_t len, uint32_t passage)
{
	int fresh;
	uint32_t i = mf_pool_add(&t->pool, text, len, &fresh);

	assert_true(i < sizeof t->count / sizeof *t->count);
	if (!fresh && t->last[i] == passage)
		return;
	t->last[i] = passage;
	t->count[i]++;
}

size_t stem_of(const char *form, size_t len, char stem[static MF_STEM_MAX])
{
	struct mf_lexicon *lex = mf_lexicon_new(MF_STEMMING_PLUS);
	struct mf_tokens tokens = MF_TOKENS_INIT;
	const char *text;
	size_t n;

	mf_segment(&tokens, form, len);
	assert_int_equal(tokens.n, 1);
	text = mf_lexicon_stem_text(
		lex, mf_lexicon_stem(lex, mf_lexicon_form(lex, form, len, tokens.v[0].kind)), &n);
	memcpy(stem, text, n);
	mf_tokens_release(&tokens);
	mf_lexicon_free(lex);
	return n;
}

static void plain_words(struct plain *p, const struct mf_tokens *tokens, uint32_t passage)
{
	for (size_t i = 0; i < tokens->n; i++) {
		const char *form = mf_form(tokens, i);
		char stem[MF_STEM_MAX], root[MF_STEM_MAX];
		size_t len = stem_of(form, tokens->v[i].form_len, stem), root_len;
		tally_add(&p->forms, form, tokens->v[i].form_len, passage);
		tally_add(&p->stems, stem, len, passage);
		root_len = tokens->v[i].kind == MF_TOKEN_ARABIC ? mf_root(stem, len, root) : 0;
		if (root_len)
			tally_add(&p->roots, root, root_len, passage);
	}
}

void plain_make(struct plain *p)
{
	struct mf_tokens title = MF_TOKENS_INIT, text = MF_TOKENS_INIT;

	memset(p, 0, sizeof *p);
	mf_pool_init(&p->forms.pool);
	mf_pool_init(&p->stems.pool);
	mf_pool_init(&p->roots.pool);
	for (int i = 0; i < DOCUMENTS; i++) {
		if (!doc[i].lives)
			continue;
		forms_of(&doc[i], &title, &text);
		plain_words(p, &title, (uint32_t)i + 1);
		plain_words(p, &text, (uint32_t)i + 1);
		p->totals.documents++;
		p->totals.passages++;
		p->totals.words += (int64_t)(title.n + text.n);
		p->totals.title += (int64_t)title.n;
	}
	mf_tokens_release(&title);
	mf_tokens_release(&text);
}

void plain_release(struct plain *p)
{
	mf_pool_release(&p->forms.pool);
	mf_pool_release(&p->stems.pool);
	mf_pool_release(&p->roots.pool);
}

uint32_t plain_count(const struct tally *t, const char *text, size_t len)
{
	for (uint32_t i = 0; i < t->pool.n; i++) {
		size_t n;
		const char *mine = mf_pool_get(&t->pool, i, &n);
		if (n == len && memcmp(mine, text, n) == 0)
			return t->count[i];
	}
	return 0;
}
