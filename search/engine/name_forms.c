/* SPDX-License-Identifier: GPL-2.0-or-later */
/* name_forms.c - the forms of a query word that names an entity: itself and the entity's other names. */
#include <string.h>

#include "indexer/analysis/words/fold.h"
#include "indexer/analysis/words/token.h"
#include "search/engine/words.h"
#include "wrappers/libc/buf.h"

#define NAME_ALIASES 64 /* more are not looked at */

struct naming {
	struct mf_query_word *w;
	const struct mf_lookup *look;
};

/* A name of one Arabic word, that the word stands for too: بلجيكا for بلجيكيا. */
static int add_alias(void *ctx, const char *name, size_t len)
{
	struct naming *n = ctx;
	struct mf_buf folded = MF_BUF_INIT;
	const unsigned char *first;

	mf_fold(&folded, name, len);
	first = (const unsigned char *)folded.data;
	if (folded.len && folded.len <= MF_FORM_MAX && *first >= 0xd8 && *first <= 0xdb &&
	    !memchr(folded.data, ' ', folded.len) &&
	    (folded.len != n->w->form_len || memcmp(folded.data, n->w->form, folded.len) != 0))
		n->w->alias[n->w->aliases++] = mf_arena_strndup(n->look->arena, folded.data, folded.len);
	mf_buf_release(&folded);
	return n->w->aliases == NAME_ALIASES;
}

/* Is the form this name, or the name with clitics or the article before it? */
static bool is_with_clitics(const char *name, size_t name_len, const char *form, size_t len)
{
	size_t cut[MF_CLITIC_MAX], n;

	if (len < name_len || memcmp(form + len - name_len, name, name_len) != 0)
		return false;
	if (len == name_len)
		return true;
	n = mf_clitics(form, len, cut);
	for (size_t i = 0; i < n; i++)
		if (len - cut[i] == name_len)
			return true;
	return false;
}

bool mf_words_is_name_form(const struct mf_query_word *w, const char *form, size_t len)
{
	if (is_with_clitics(w->form, w->form_len, form, len))
		return true;
	for (size_t i = 0; i < w->aliases; i++)
		if (is_with_clitics(w->alias[i], strlen(w->alias[i]), form, len))
			return true;
	return false;
}

void mf_words_narrow(struct mf_query_words *words, size_t word, const struct mf_lookup *look, uint32_t entity)
{
	struct mf_query_word *w = &words->v[word];
	struct naming naming = { w, look };

	if (w->name) /* it stands twice in the query */
		return;
	w->name = true;
	w->alias = mf_arena_alloc(look->arena, NAME_ALIASES * sizeof *w->alias);
	mf_gazetteer_names(look->gazetteer, entity, add_alias, &naming);
	while (w->stems &&
	       w->stem[w->stems - 1].how == MF_MATCH_VARIANT) /* the gazetteer knows better; they come last */
		w->stems--;
	w->variants = 0;
	for (size_t i = 0; i < w->stems; i++) {
		struct mf_family family;
		mf_statistics_family(look->statistics, w->stem[i].stem, w->stem[i].len, look->arena, &family);
		for (size_t k = 0; k < family.forms && !w->narrowed; k++)
			w->narrowed = family.form[k].count &&
				      !mf_words_is_name_form(w, family.form[k].text, family.form[k].len);
	}
}
