/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/doubt.h"

#include <string.h>

#define LETTER 2    /* bytes of an Arabic letter */
#define HALF 2      /* a reading explains one form in so many at least ... */
#define DEFINITE 20 /* ... and one in so many with the article is evidence against it, */
#define FEW 2       /* unless it stands alone */

static bool begins(const char *text, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len > n && memcmp(text, with, n) == 0;
}

/* With the article, alone or after a clitic: الفكرة, والفكرة, للفكرة. */
static bool has_article(const char *form, size_t len)
{
	static const char *const before[] = { "و", "ف", "ب", "ك" };

	if (begins(form, len, "ال") || begins(form, len, "لل"))
		return true;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (begins(form, len, before[i]) && begins(form + LETTER, len - LETTER, "ال"))
			return true;
	return false;
}

static uint64_t count_in(const struct mf_family *family, const char *form, size_t len)
{
	size_t low = 0, high = family->forms;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct mf_family_form *f = &family->form[mid];
		size_t shorter = len < f->len ? len : f->len;
		int order = memcmp(form, f->text, shorter);
		if (order == 0)
			order = (len > f->len) - (len < f->len);
		if (order == 0)
			return f->count;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return 0;
}

/* The form without clitics is at least half as frequent among the forms of the rest. */
static bool explained(const struct mf_family_form *f, const struct mf_family *rest)
{
	size_t cut[MF_CLITIC_MAX], n = mf_clitics(f->text, f->len, cut);

	for (size_t i = 0; i < n; i++)
		if (count_in(rest, f->text + cut[i], f->len - cut[i]) * 2 >= f->count)
			return true;
	return false;
}

struct weighing {
	uint64_t all, by_clitics, definite;
};

static struct weighing weigh(const struct mf_lookup *look, const char *whole, size_t len,
			     const struct mf_family *rest)
{
	struct weighing w = { 0, 0, 0 };
	struct mf_family own;

	mf_statistics_family(look->statistics, whole, len, look->arena, &own);
	for (size_t i = 0; i < own.forms; i++) {
		const struct mf_family_form *f = &own.form[i];
		w.all += f->count;
		if (f->count && explained(f, rest))
			w.by_clitics += f->count;
		else if (has_article(f->text, f->len))
			w.definite += f->count;
	}
	return w;
}

static bool takes_article(const struct weighing *w)
{
	return w->definite >= FEW && w->definite * DEFINITE >= w->all;
}

bool mf_reading_sure(const struct mf_lookup *look, const char *whole, size_t len,
		     const struct mf_family *rest)
{
	struct weighing w = weigh(look, whole, len, rest);

	return w.by_clitics * HALF >= w.all && !takes_article(&w);
}

bool mf_word_of_its_own(const struct mf_lookup *look, const char *whole, size_t len,
			const struct mf_family *rest)
{
	struct weighing w = weigh(look, whole, len, rest);

	return takes_article(&w);
}
