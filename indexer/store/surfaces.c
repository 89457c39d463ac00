/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/surfaces.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/words/chars.h"
#include "indexer/store/packing.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

void mf_surfaces_init(struct mf_surfaces *s)
{
	*s = (struct mf_surfaces){ .texts = MF_BUF_INIT, .letters = MF_BUF_INIT };
}

void mf_surfaces_release(struct mf_surfaces *s)
{
	free(s->first);
	free(s->v);
	mf_buf_release(&s->texts);
	mf_buf_release(&s->letters);
}

size_t mf_surfaces_memory(const struct mf_surfaces *s)
{
	return s->first_cap * sizeof *s->first + s->cap * sizeof *s->v + s->texts.cap;
}

#define OTHERWISE "?" /* with other letters than the form has: ligatures and the like */

static void add_new(struct mf_surfaces *s, uint32_t form, const char *text, size_t len)
{
	struct mf_surface *new;

	s->v = mf_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	new = &s->v[s->n++];
	*new = (struct mf_surface){ s->first[form], (uint32_t)s->texts.len, 1, (uint32_t)len };
	mf_buf_add(&s->texts, text, len);
	s->first[form] = (uint32_t)s->n;
}

/* The spelling met last stands first: it is the likeliest. */
static void count(struct mf_surfaces *s, uint32_t form, const char *folded, size_t folded_len,
		  const char *text, size_t len)
{
	uint32_t *link;

	if (form >= s->forms) {
		s->first = mf_grow(s->first, &s->first_cap, form + (size_t)1, sizeof *s->first);
		memset(s->first + s->forms, 0, (s->first_cap - s->forms) * sizeof *s->first);
		s->forms = s->first_cap;
	}
	if (len == folded_len && memcmp(text, folded, len) == 0)
		len = 0;
	for (link = &s->first[form]; *link; link = &s->v[*link - 1].next) {
		struct mf_surface *v = &s->v[*link - 1];
		uint32_t number = *link;
		if (v->len != len || memcmp(s->texts.data + v->text, text, len) != 0)
			continue;
		v->times++;
		*link = v->next;
		v->next = s->first[form];
		s->first[form] = number;
		return;
	}
	add_new(s, form, text, len);
}

/* The letters of a text without vowel signs and tatweel, in *out. */
static void take_letters(const char *text, size_t len, struct mf_buf *out)
{
	mf_buf_reset(out);
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = mf_utf8_next(text, len, &at);
		if (!mf_arabic_mark(c) && c != MF_TATWEEL)
			mf_buf_add(out, text + from, at - from);
	}
}

void mf_surfaces_add(struct mf_surfaces *s, uint32_t form, const char *folded, size_t folded_len,
		     const char *text, size_t len)
{
	size_t letters = mf_utf8_count(folded, folded_len);

	if (mf_utf8_count(text, len) == letters) {
		count(s, form, folded, folded_len, text, len);
		return;
	}
	take_letters(text, len, &s->letters);
	if (mf_utf8_count(s->letters.data, s->letters.len) == letters)
		count(s, form, folded, folded_len, s->letters.data, s->letters.len);
	else
		count(s, form, folded, folded_len, OTHERWISE, strlen(OTHERWISE));
}

void mf_surfaces_of(const struct mf_surfaces *s, uint32_t form, const char *folded, size_t folded_len,
		    int sign, struct mf_spellings *all, struct mf_arena *arena)
{
	struct mf_buf code = MF_BUF_INIT;

	for (uint32_t i = form < s->forms ? s->first[form] : 0; i; i = s->v[i - 1].next) {
		const struct mf_surface *v = &s->v[i - 1];
		mf_buf_reset(&code);
		if (v->len == 1 && s->texts.data[v->text] == *OTHERWISE)
			mf_spelling_code_otherwise(&code);
		else if (v->len &&
			 !mf_spelling_code(&code, folded, folded_len, s->texts.data + v->text, v->len))
			mf_spelling_code_otherwise(&code);
		mf_spellings_add(all, (unsigned char *)mf_arena_strndup(arena, code.data, code.len), code.len,
				 (int64_t)v->times * sign);
	}
	mf_buf_release(&code);
}

static int put_forms(const struct mf_surfaces *s, const struct mf_sorted *forms, const uint32_t *counts,
		     struct mf_keys_writer *w, struct mf_error *err)
{
	struct mf_spellings all = { NULL, 0, 0 };
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_buf value = MF_BUF_INIT;

	for (uint32_t rank = 0; rank < forms->strings.n; rank++) {
		uint32_t number = forms->number[rank];
		size_t len;
		const char *form = mf_stringset_get(&forms->strings, rank, &len);
		char *key;
		mf_arena_reset(&arena);
		mf_buf_reset(&value);
		all.n = 0;
		key = mf_arena_alloc(&arena, 2 * len + 1);
		mf_surfaces_of(s, number, form, len, 1, &all, &arena);
		mf_spellings_write(&value, counts[number], &all);
		mf_keys_writer_add(w, key, mf_pack(form, len, key), value.data, value.len, 0);
	}
	free(all.v);
	mf_arena_release(&arena);
	mf_buf_release(&value);
	return mf_keys_writer_close(w, err);
}

int mf_surfaces_save(const struct mf_surfaces *s, const struct mf_sorted *forms, const uint32_t *counts,
		     const char *path, struct mf_error *err)
{
	struct mf_sections_writer file;
	struct mf_keys_writer run;
	int rc = mf_sections_create(&file, path, err), rc2;

	if (rc < 0)
		return rc;
	mf_keys_writer_open(&run, &file);
	rc = put_forms(s, forms, counts, &run, err);
	rc2 = mf_sections_finish(&file, MF_SURFACES_KIND, MF_SURFACES_VERSION, rc == 0 ? err : NULL);
	return rc < 0 ? rc : rc2;
}
