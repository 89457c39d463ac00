/* SPDX-License-Identifier: GPL-2.0-or-later */
/* looks.c - by what signs a format is told from its first bytes. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "indexer/source/csv.h"
#include "indexer/source/fields.h"
#include "indexer/source/format.h"

static const char *skip_space(const char *p, const char *end)
{
	while (p < end && *p && strchr(" \t\r\n", *p))
		p++;
	return p;
}

static bool begins(const char *p, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - p) >= len && !strncasecmp(p, word, len);
}

static const char *line_end(const char *p, const char *end)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));

	return stop ? stop : end;
}

static const char *next_line(const char *p, const char *end)
{
	p = line_end(p, end);
	return p < end ? p + 1 : end;
}

/* True where `{ "name" :` (or `[` before it) begins a record, whole or broken. */
bool mf_looks_json(const struct mf_head *head)
{
	const char *end = head->end, *p = skip_space(head->text, end);

	if (p < end && *p == '[')
		p = skip_space(p + 1, end);
	if (p == end || *p != '{')
		return false;
	p = skip_space(p + 1, end);
	if (p == end || *p != '"')
		return false;
	do
		p++;
	while (p < end && *p != '"' && *p != '\n');
	if (p == end || *p != '"')
		return false;
	p = skip_space(p + 1, end);
	return p < end && *p == ':';
}

/* Over comments, <?xml ...?>, <!DOCTYPE ...> and white space to the first real tag. */
static const char *first_tag(const char *p, const char *end, bool doctype)
{
	for (;;) {
		const char *stop;

		p = skip_space(p, end);
		if (!begins(p, end, "<!--") && !begins(p, end, "<?") &&
		    !(doctype && begins(p, end, "<!doctype")))
			return p;
		stop = memchr(p, '>', (size_t)(end - p));
		while (stop && p[1] == '!' && p[2] == '-' && (stop[-1] != '-' || stop[-2] != '-'))
			stop = memchr(stop + 1, '>', (size_t)(end - stop - 1));
		if (!stop)
			return p;
		p = stop + 1;
	}
}

/* Tags that pages have and running text has not. */
static unsigned count_tags(const char *p, const char *end)
{
	static const char *const tag[] = {
		"<head", "<body", "<title", "<meta",    "<div", "<span",   "<p>",
		"<p ",   "</p>",  "<br",    "<a ",      "<h1",  "<h2",     "<h3",
		"<ul",   "<li",   "<table", "<article", "<img", "<script", "<link",
	};
	unsigned count = 0;

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		for (size_t i = 0; i < sizeof tag / sizeof *tag; i++)
			count += begins(p, end, tag[i]);
		p++;
	}
	return count;
}

bool mf_looks_html(const struct mf_head *head)
{
	const char *end = head->end, *p = first_tag(head->text, end, false);

	if (begins(p, end, "<!doctype html") || begins(p, end, "<html"))
		return true;
	return p < end && *p == '<' && count_tags(p, end) >= 3;
}

bool mf_looks_xml(const struct mf_head *head)
{
	static const char *const roots[] = { "<rss", "<feed",       "<rdf:rdf",
					     "<tei", "<w:document", "<office:document" };
	const char *end = head->end, *p = first_tag(head->text, end, true);

	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (begins(p, end, roots[i]))
			return true;
	return begins(skip_space(head->text, end), end, "<?xml") && !begins(p, end, "<html") &&
	       !mf_looks_html(&(struct mf_head){ p, end < p + 20 ? end : p + 20 });
}

bool mf_looks_trec(const struct mf_head *head)
{
	const char *end = head->end, *p = first_tag(head->text, end, true);

	if (!begins(p, end, "<doc>") && !begins(p, end, "<doc "))
		return false;
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if (begins(p, end, "<docno") || begins(p, end, "<docid"))
			return true;
		p++;
	}
	return false;
}

/* Lines of a header of RFC 5322 that stand in no header block of ours: how many of the known names. */
static unsigned count_mail_headers(const char *p, const char *end)
{
	static const char *const names[] = {
		"from:",        "to:",           "cc:",           "subject:",
		"message-id:",  "mime-version:", "content-type:", "content-transfer-encoding:",
		"received:",    "return-path:",  "delivered-to:", "reply-to:",
		"in-reply-to:", "references:"
	};
	unsigned seen = 0;

	for (; p < end; p = next_line(p, end)) {
		const char *stop = p;
		if (*p == ' ' || *p == '\t')
			continue; /* a folded line */
		while (stop < end && (isalnum((unsigned char)*stop) || *stop == '-' || *stop == '_'))
			stop++;
		if (stop == p || stop == end || *stop != ':')
			break;
		for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
			if (begins(p, end, names[i]))
				seen |= 1u << i;
	}
	return (unsigned)__builtin_popcount(seen);
}

bool mf_looks_mail(const struct mf_head *head)
{
	return count_mail_headers(head->text, head->end) >= 2;
}

bool mf_looks_mbox(const struct mf_head *head)
{
	const char *p = head->text, *end = head->end;

	return begins(p, end, "From ") && count_mail_headers(next_line(p, end), end) >= 2;
}

bool mf_looks_warc(const struct mf_head *head)
{
	const char *p = head->text;

	return begins(p, head->end, "WARC/") && head->end - p > 6 && isdigit((unsigned char)p[5]);
}

bool mf_looks_openiti(const struct mf_head *head)
{
	return begins(head->text, head->end, "######OpenITI#");
}

static bool is_time(const char *p, const char *end)
{
	unsigned colons = 0;

	for (; p < end && (isdigit((unsigned char)*p) || *p == ':' || *p == ',' || *p == '.'); p++)
		colons += *p == ':';
	return colons >= 1 && begins(p, end, " --> ");
}

/* A number and a line of times, or WEBVTT. */
bool mf_looks_subtitles(const struct mf_head *head)
{
	const char *end = head->end, *p = skip_space(head->text, end), *number = p;

	if (begins(p, end, "WEBVTT"))
		return true;
	while (p < end && isdigit((unsigned char)*p))
		p++;
	return p > number && p < end && (*p == '\r' || *p == '\n') && is_time(next_line(p, end), end);
}

/* A first line with the name of a text or a title, and a second one of as many columns. */
static bool looks_table(const struct mf_head *head, char delimiter)
{
	static const struct mf_source_options none = { .encoding = "auto" };
	const char *end = head->end, *p = head->text;
	struct mf_csv_row row = { 0 };
	size_t first, second = 0, used;
	bool known = false;

	used = mf_csv_next(&row, delimiter, p, (size_t)(end - p), true);
	first = row.n;
	for (size_t i = 0; i < row.n; i++) {
		enum mf_known_field field = mf_field_meaning(&none, row.cell[i].text, row.cell[i].len).field;
		known |= field == MF_FIELD_TEXT || field == MF_FIELD_TITLE;
	}
	if (known && first >= 2 && (size_t)(end - p) > used) {
		mf_csv_next(&row, delimiter, p + used, (size_t)(end - p) - used, true);
		second = row.n;
	}
	mf_csv_release(&row);
	return known && first >= 2 && second == first;
}

bool mf_looks_tsv(const struct mf_head *head)
{
	return looks_table(head, '\t');
}

bool mf_looks_csv(const struct mf_head *head)
{
	return looks_table(head, ',') || looks_table(head, ';');
}
