/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bibtex.c - results as entries of a bibliography, one a document: BibTeX for biber and Zotero, in UTF-8. */
#include <string.h>

#include "search/output/writer.h"
#include "wrappers/libc/sanitize.h"

/* Text of a field: safe, on one line; what TeX would act on is escaped. */
static void put_text(struct mf_buf *out, const char *text)
{
	static const struct {
		char c;
		const char *as;
	} special[] = {
		{ '\\', "\\textbackslash{}" },
		{ '~', "\\textasciitilde{}" },
		{ '^', "\\textasciicircum{}" },
	};
	struct mf_buf safe = MF_BUF_INIT;

	mf_sanitize(&safe, text, strlen(text), false);
	for (size_t i = 0; i < safe.len; i++) {
		const char *as = NULL;
		for (size_t k = 0; k < sizeof special / sizeof *special; k++)
			as = safe.data[i] == special[k].c ? special[k].as : as;
		if (as) {
			mf_buf_addstr(out, as);
			continue;
		}
		if (strchr("{}%&$#_", safe.data[i]))
			mf_buf_addch(out, '\\');
		mf_buf_addch(out, safe.data[i]);
	}
	mf_buf_release(&safe);
}

static void put_field(struct mf_buf *out, const char *name, const char *text)
{
	if (!*text)
		return;
	mf_buf_printf(out, ",\n  %s = {", name);
	put_text(out, text);
	mf_buf_addch(out, '}');
}

/* An address is taken as it is: only what would end the field is escaped, as addresses do it. */
static void put_url(struct mf_buf *out, const char *url)
{
	struct mf_buf safe = MF_BUF_INIT;

	if (!*url)
		return;
	mf_sanitize(&safe, url, strlen(url), false);
	mf_buf_addstr(out, ",\n  url = {");
	for (size_t i = 0; i < safe.len; i++)
		if (strchr("{}\\ ", safe.data[i]))
			mf_buf_printf(out, "%%%02X", (unsigned char)safe.data[i]);
		else
			mf_buf_addch(out, safe.data[i]);
	mf_buf_addch(out, '}');
	mf_buf_release(&safe);
}

/* The document's id as a key: what BibTeX has a use for becomes '-'. */
static void put_key(struct mf_buf *out, const char *id)
{
	struct mf_buf safe = MF_BUF_INIT;

	mf_sanitize(&safe, id, strlen(id), false);
	for (size_t i = 0; i < safe.len; i++)
		mf_buf_addch(out, strchr(" \"#%'(),={}\\~@", safe.data[i]) ? '-' : safe.data[i]);
	mf_buf_release(&safe);
}

static const char *value_of(const struct mf_hit *hit, enum mf_place_kind kind)
{
	return hit->spot && hit->spot->value[kind] ? hit->spot->value[kind] : "";
}

static void put_hit(struct mf_buf *out, const struct mf_style *style, const struct mf_results *results,
		    const struct mf_hit *hit)
{
	(void)style;
	for (const struct mf_hit *h = results->hit; h < hit; h++)
		if (strcmp(h->document, hit->document) == 0)
			return; /* another passage of it */
	mf_buf_addstr(out, "@misc{");
	put_key(out, hit->document);
	put_field(out, "author", hit->author);
	put_field(out, "title", *hit->title ? hit->title : hit->document);
	put_field(out, "date",
		  *hit->date_stated && strlen(hit->date_stated) <= 10 ? hit->date_stated : hit->date);
	put_field(out, "howpublished", hit->source);
	put_field(out, "volume", value_of(hit, MF_PLACE_VOLUME));
	put_field(out, "pages", value_of(hit, MF_PLACE_PAGE));
	put_field(out, "chapter", value_of(hit, MF_PLACE_CHAPTER));
	put_url(out, hit->url);
	put_field(out, "note", *hit->url ? "" : hit->path);
	mf_buf_addstr(out, "\n}\n");
}

const struct mf_writer_format mf_writer_bibtex = {
	.name = "bibtex",
	.hit = put_hit,
};
