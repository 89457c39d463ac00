/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_nisba.c - what the tables of data/ give: adjectives and ministries of countries, and the
 * words around names. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/gazetteer_build.h"
#include "wrappers/libc/mem.h"

#define ARTICLE "ال"

/* The one ministry that goes by another name in every list. */
static const char us_mfa[] = "us-mfa", us_mfa_id[] = "us-state", us_mfa_english[] = "US Department of State";

/* ---- adjectives ---- */

/* Appends the adjective with article and ending; of two words (a_b) each takes them. */
static void inflect(struct mf_buf *out, const char *stem, size_t len, const char *article, const char *ending)
{
	for (const char *end = stem + len; stem <= end;) {
		const char *stop = memchr(stem, '_', (size_t)(end - stem));

		stop = stop ? stop : end;
		mf_buf_addstr(out, article);
		mf_buf_add(out, stem, (size_t)(stop - stem));
		mf_buf_addstr(out, ending);
		if (stop < end)
			mf_buf_addch(out, ' ');
		stem = stop + 1;
	}
}

static void put_adjective(struct mf_gb_trie *t, uint32_t country, const char *stem, size_t len)
{
	/* the one form alone comes first, then its accusative: الروس, روسا */
	static const char *const endings[] = { "", "ا", "ة", "ين", "ون", "ات", "تين", "تان", "ان" };
	bool only = *stem == '!', guarded = *stem == '^';
	struct mf_buf form = MF_BUF_INIT;

	stem += only || guarded;
	len -= only || guarded;
	for (size_t i = 0; i < (only ? 2 : sizeof endings / sizeof *endings); i++) {
		for (int definite = 0; definite < 2; definite++) {
			struct mf_gz_entry entry = { .value = country, .kind = GZ_NISBA };

			if (guarded && !definite && i < 2)
				continue;
			mf_buf_reset(&form);
			inflect(&form, stem, len, definite ? ARTICLE : "", endings[i]);
			if (definite && form.len > strlen("ة") &&
			    !strcmp(form.data + form.len - strlen("ة"), "ة"))
				entry.flags = GZ_FEMININE;
			mf_gb_trie_put(t, mf_gb_trie_node(t, form.data, form.len), entry);
		}
	}
	mf_buf_release(&form);
}

/* ---- ministries ---- */

static size_t count_lines(const char *table)
{
	size_t n = 0;

	for (; *table; table++)
		n += *table == '\n';
	return n;
}

static void name_add_made(struct mf_gazetteer_builder *b, struct mf_gb_entity *e, struct mf_buf *text,
			  const char *language)
{
	if (!mf_gb_preferred(e, language)) {
		mf_gb_name_add(b, e, text->data, text->len, language, GB_PREFERRED);
		e->names[e->names_n - 1].file = GB_MADE;
	}
	mf_buf_reset(text);
}

/* "وزارة الصحة الكازاخستانية", or "وزارة الصحة في X" for a country without adjective. */
static void make_labels(struct mf_gazetteer_builder *b, struct mf_gb_entity *e,
			const struct mf_gb_fields *portfolio, const struct mf_gb_fields *row,
			const char *arabic, const char *english)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *names = portfolio->text[2], *name = "";
	size_t len = portfolio->len[2], name_len = 0;

	mf_gb_piece(&names, &len, &name, &name_len);
	mf_buf_printf(&text, "وزارة %.*s ", (int)name_len, name);
	if (row->n > 1 && strchr("!^", *row->text[1]) == NULL)
		inflect(&text, row->text[1], row->len[1], ARTICLE, "ة");
	else if (row->n > 1 && *row->text[1] == '^')
		inflect(&text, row->text[1] + 1, row->len[1] - 1, ARTICLE, "ة");
	else
		mf_buf_printf(&text, "في %s", arabic);
	name_add_made(b, e, &text, "ar");
	if (!strcmp(e->id, us_mfa_id))
		mf_buf_addstr(&text, us_mfa_english);
	else
		mf_buf_printf(&text, "Ministry of %.*s of %s", (int)portfolio->len[1], portfolio->text[1],
			      english);
	name_add_made(b, e, &text, "en");
	mf_buf_release(&text);
}

static uint32_t make_ministry(struct mf_gazetteer_builder *b, size_t country,
			      const struct mf_gb_fields *portfolio, const struct mf_gb_fields *row)
{
	const char *arabic = mf_gb_preferred(&b->entities[country], "ar");
	const char *english = mf_gb_preferred(&b->entities[country], "en");
	const char *country_id = b->entities[country].id;
	struct mf_buf id = MF_BUF_INIT;
	struct mf_gb_entity *e;

	mf_buf_printf(&id, "%s-%.*s", country_id, (int)portfolio->len[0], portfolio->text[0]);
	if (!strcmp(id.data, us_mfa)) {
		mf_buf_reset(&id);
		mf_buf_addstr(&id, us_mfa_id);
	}
	e = mf_gb_entity_at(b, id.data, id.len);
	mf_buf_release(&id);
	if (e->type == GB_NO_TYPE)
		e->type = MF_ORG;
	if (!e->broader)
		e->broader = country_id;
	make_labels(b, e, portfolio, row, arabic, english ? english : country_id);
	return (uint32_t)(e - b->entities);
}

void mf_gb_ministries_make(struct mf_gazetteer_builder *b)
{
	struct mf_gb_fields row, portfolio;

	b->portfolios_n = count_lines(mf_data_portfolios);
	b->countries_n = 0;
	b->ministries = mf_realloc(b->ministries,
				   count_lines(mf_data_nisba) * b->portfolios_n * sizeof *b->ministries);
	for (const char *at = mf_data_nisba; mf_gb_line(&at, ' ', &row);) {
		struct mf_gb_entity *country = mf_gb_entity_find(b, row.text[0], row.len[0]);
		size_t number = country ? (size_t)(country - b->entities) : 0;
		uint32_t *out = b->ministries + b->countries_n * b->portfolios_n;

		if (!country || country->type != MF_PLACE || !mf_gb_preferred(country, "ar"))
			continue;
		country->country = (uint32_t)b->countries_n++;
		for (const char *p = mf_data_portfolios; mf_gb_line(&p, '\t', &portfolio);)
			*out++ = make_ministry(b, number, &portfolio, &row);
	}
}

/* True for a short name that is a feminine noun itself (الصحة), not an adjective (الخارجية). */
static bool feminine_noun(const char *name, size_t len)
{
	size_t n = strlen("ة"), m = strlen("ية");

	return len > m && !memcmp(name + len - n, "ة", n) && memcmp(name + len - m, "ية", m) != 0;
}

static void put_portfolio(struct mf_gb_trie *t, const struct mf_gb_fields *f, uint32_t portfolio)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *list = f->text[2], *name;
	size_t left = f->len[2], len, article = strlen(ARTICLE);

	while (mf_gb_piece(&list, &left, &name, &len)) {
		mf_buf_reset(&text);
		mf_buf_printf(&text, "وزارة %.*s", (int)len, name);
		mf_gb_trie_put(t, mf_gb_trie_node(t, text.data, text.len),
			       (struct mf_gz_entry){ .value = portfolio, .kind = GZ_MINISTRY });
		if (len <= article || memchr(name, ' ', len))
			continue;
		mf_buf_reset(&text);
		mf_buf_printf(&text, "وزارة %.*s", (int)(len - article), name + article);
		mf_gb_trie_put(t, mf_gb_trie_node(t, text.data, text.len),
			       (struct mf_gz_entry){ .value = portfolio, .kind = GZ_OF_STATE });
	}
	list = f->n > 3 ? f->text[3] : "";
	left = f->n > 3 ? f->len[3] : 0;
	while (mf_gb_piece(&list, &left, &name, &len))
		mf_gb_trie_put(t, mf_gb_trie_node(t, name, len),
			       (struct mf_gz_entry){ .value = portfolio,
						     .kind = GZ_SHORT,
						     .flags = feminine_noun(name, len) ? GZ_SPOKEN : 0 });
	mf_buf_release(&text);
}

void mf_gb_nisba_put(const struct mf_gazetteer_builder *b, struct mf_gb_trie *t)
{
	struct mf_gb_fields f;
	uint32_t portfolio = 0;

	for (const char *at = mf_data_nisba; mf_gb_line(&at, ' ', &f);) {
		const struct mf_gb_entity *country = mf_gb_entity_find(b, f.text[0], f.len[0]);

		for (size_t i = 1; country && country->number != GZ_NONE && i < f.n; i++)
			put_adjective(t, country->number, f.text[i], f.len[i]);
	}
	for (const char *at = mf_data_portfolios; mf_gb_line(&at, '\t', &f);)
		put_portfolio(t, &f, portfolio++);
}

/* ---- word lists ---- */

static void put_words(struct mf_gb_trie *t, const char *table, uint8_t kind)
{
	static const char *const classes[] = { "city", "town", "area", "land", "state", "firm" };
	struct mf_gb_fields f;

	while (mf_gb_line(&table, '\t', &f)) {
		struct mf_gz_entry entry = { .kind = kind };

		for (uint32_t i = 0; kind == GZ_CLASS && i < sizeof classes / sizeof *classes; i++)
			if (f.n > 1 && f.len[1] == strlen(classes[i]) &&
			    !memcmp(f.text[1], classes[i], f.len[1]))
				entry.value = i;
		if (kind == GZ_TITLE)
			entry.value = f.n > 1 && *f.text[1] == 'o';
		if (kind == GZ_SPEECH)
			entry.value = f.n > 1;
		mf_gb_trie_put(t, mf_gb_trie_node(t, f.text[0], f.len[0]), entry);
	}
}

void mf_gb_words_put(struct mf_gb_trie *t)
{
	put_words(t, mf_data_class_words, GZ_CLASS);
	put_words(t, mf_data_titles, GZ_TITLE);
	put_words(t, mf_data_speech, GZ_SPEECH);
	put_words(t, mf_data_media_words, GZ_MEDIA);
	put_words(t, mf_data_ordinary, GZ_ORDINARY);
	put_words(t, mf_data_memorial_words, GZ_MEMORIAL);
	put_words(t, mf_data_given_names, GZ_LISTED);
	put_words(t, mf_data_family_names, GZ_FAMILY);
	put_words(t, mf_data_org_heads, GZ_ORG_HEAD);
	put_words(t, mf_data_doubtful, GZ_DOUBTFUL);
}
