/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/latin.h"

#include <string.h>

#include "indexer/analysis/words/token.h"

#define STEM 3  /* letters at least before an ending: ciel and celle are two words */
#define MORE 12 /* bytes of the longest elided word and ending */

static const char *const elided[] = { "l'", "d'", "qu'",    "n'",      "s'",      "j'", "m'",
				      "t'", "c'", "jusqu'", "lorsqu'", "puisqu'", NULL };

/* Masculine, feminine, plural of the masculine, as endings. */
static const char *const endings[][3] = {
	{ "al", "ale", "aux" },    { "el", "elle", "els" },   { "eil", "eille", "eils" },
	{ "en", "enne", "ens" },   { "if", "ive", "ifs" },    { "eux", "euse", "eux" },
	{ "er", "ere", "ers" },    { "eur", "euse", "eurs" }, { "teur", "trice", "teurs" },
	{ "ant", "ante", "ants" }, { "ent", "ente", "ents" }, { "ain", "aine", "ains" },
	{ "ais", "aise", "ais" },  { "ois", "oise", "ois" },  { "e", "ee", "es" },
	{ "ail", "ail", "aux" },   { "eau", "eau", "eaux" },  { "eu", "eu", "eux" },
};

struct french {
	const struct mf_lookup *look;
	struct mf_kin_list *out;
};

static void offer(struct french *f, const char *before, const char *text, size_t len, const char *after)
{
	char form[MF_FORM_MAX + 2 * MORE];
	size_t a = strlen(before), b = strlen(after), n = a + len + b;

	memcpy(form, before, a);
	memcpy(form + a, text, len);
	memcpy(form + a + len, after, b);
	if (mf_statistics_form(f->look->statistics, form, n))
		mf_kin_add(f->out, f->look, form, n);
}

/* The form alone and after each elided word. */
static void offer_elided(struct french *f, const char *text, size_t len, const char *after)
{
	offer(f, "", text, len, after);
	for (size_t i = 0; elided[i] && strchr("aeiouyh", text[0]); i++)
		offer(f, elided[i], text, len, after);
}

static size_t elision(const char *form, size_t len)
{
	for (size_t i = 0; elided[i]; i++) {
		size_t n = strlen(elided[i]);
		if (len > n + 1 && memcmp(form, elided[i], n) == 0)
			return n;
	}
	return 0;
}

static bool ends(const char *form, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n + STEM && memcmp(form + len - n, with, n) == 0;
}

/* A plural in s is a matter of the stemmer. */
static bool is_regular(const char *ending, const char *plural)
{
	size_t n = strlen(ending);

	return strncmp(plural, ending, n) == 0 && strcmp(plural + n, "s") == 0;
}

/* All forms of the endings that the word has one of. */
static void offer_endings(struct french *f, const char *form, size_t len, const char *const ending[3])
{
	size_t stem = 0;

	for (size_t i = 0; i < 3; i++)
		if (ends(form, len, ending[i]))
			stem = len - strlen(ending[i]);
	if (len && form[len - 1] == 's' && ends(form, len - 1, ending[1]))
		stem = len - 1 - strlen(ending[1]);
	if (!stem)
		return;
	for (size_t i = 0; i < 3; i++)
		if (i < 2 || !is_regular(ending[0], ending[2]))
			offer_elided(f, form, stem, ending[i]);
	if (strcmp(ending[0], ending[1]) != 0) {
		char plural[MORE] = "";
		memcpy(plural, ending[1], strlen(ending[1]));
		plural[strlen(ending[1])] = 's';
		offer_elided(f, form, stem, plural);
	}
}

void mf_latin_find(const struct mf_lookup *look, const char *form, size_t len, struct mf_kin_list *out)
{
	struct french f = { look, out };
	size_t cut;

	*out = (struct mf_kin_list){ .own = form, .own_len = len };
	if (!len || len > MF_FORM_MAX || form[0] < 'a' || form[0] > 'z')
		return;
	cut = elision(form, len);
	form += cut;
	len -= cut;
	offer_elided(&f, form, len, "");
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		offer_endings(&f, form, len, endings[i]);
}
