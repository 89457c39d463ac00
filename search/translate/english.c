/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translate/english.h"

#include <string.h>

#include "search/translate/data.h"

bool mf_english_stop(const char *form, size_t len)
{
	const char *at = mf_data_english_stop, *end = at + mf_data_english_stop_len;

	while (at < end) {
		size_t n = strcspn(at, " \n");
		if (n == len && memcmp(at, form, n) == 0)
			return true;
		at += n + (at + n < end);
	}
	return false;
}

struct rule {
	const char *ending, *instead;
	bool spelling; /* the stems differ */
};

static const struct rule rules[] = {
	{ "'s", "", false },
	{ "ies", "y", false },
	{ "ied", "y", false },
	{ "isation", "ization", true },
	{ "isations", "ization", true },
	{ "ise", "ize", true },
	{ "ised", "ize", true },
	{ "ising", "ize", true },
	{ "our", "or", true },
	{ "ours", "or", true },
	{ "yse", "yze", true },
	{ "ence", "ense", true },
	{ "tre", "ter", true },
	{ "s", "", false },
	{ "es", "", false },
	{ "ed", "", false },
	{ "ed", "e", false },
	{ "ing", "", false },
	{ "ing", "e", false },
	{ "er", "", false },
	{ "est", "", false },
};

/* running: runn, run */
static bool is_doubled(const char *word, size_t len)
{
	return len > 3 && word[len - 1] == word[len - 2] && !strchr("aeiouslz", word[len - 1]);
}

/* gases, boxes, churches */
static bool hisses(const char *word, size_t len)
{
	return len > 2 && strchr("sxzh", word[len - 1]);
}

struct bases {
	struct mf_stemmer *stemmer;
	char stem[MF_STEM_MAX];
	size_t stem_len, n;
	char (*out)[MF_ENGLISH_MAX];
};

static void add(struct bases *b, const char *word, size_t len, bool spelling)
{
	char stem[MF_STEM_MAX];
	size_t n = mf_stem(b->stemmer, word, len, stem);

	if (b->n == MF_ENGLISH_BASES || (!spelling && (n != b->stem_len || memcmp(stem, b->stem, n) != 0)))
		return;
	memcpy(b->out[b->n], word, len);
	b->out[b->n++][len] = '\0';
}

size_t mf_english_bases(struct mf_stemmer *stemmer, const char *form, size_t len,
			char out[static MF_ENGLISH_BASES][MF_ENGLISH_MAX])
{
	struct bases b = { .stemmer = stemmer, .out = out };

	if (len < 4 || len + 2 >= MF_ENGLISH_MAX)
		return 0;
	b.stem_len = mf_stem(stemmer, form, len, b.stem);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct rule *r = &rules[i];
		size_t ending = strlen(r->ending), instead = strlen(r->instead), kept = len - ending;
		char word[MF_ENGLISH_MAX + 8];
		if (len < ending + 2 || memcmp(form + kept, r->ending, ending) != 0)
			continue;
		memcpy(word, form, kept);
		memcpy(word + kept, r->instead, instead);
		add(&b, word, kept + instead,
		    r->spelling || (strcmp(r->ending, "es") == 0 && hisses(word, kept)));
		if (!instead && !r->spelling && is_doubled(word, kept))
			add(&b, word, kept - 1, r->spelling);
	}
	return b.n;
}
