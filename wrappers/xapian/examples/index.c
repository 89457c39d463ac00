/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index.c - an example of xapian-c: fills a database from lines `id<tab>category<tab>text`.
 *
 *	cc -o index index.c $(pkg-config --cflags --libs xapian-c)
 *	./index DIR <articles.tsv
 *
 * An id that is there already gets the new text.  What the other examples rely on: a term for each word,
 * as it is spelled; "Q" and the id as a boolean term; the category in value slot 0; the line as data; and
 * each word in the spelling table (once more where a text is indexed again). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xapian-c.h>

#define BETWEEN_WORDS " \t\r\n.,;:!?()\"" /* a real program would ask ICU, and stem */

static int add_words(struct xc_writer *writer, struct xc_doc *doc, char *text, struct xc_error *err)
{
	uint32_t position = 1;
	int rc = 0;

	for (char *word = strtok(text, BETWEEN_WORDS); word && rc == 0; word = strtok(NULL, BETWEEN_WORDS)) {
		size_t len = strlen(word);

		if (len > XC_TERM_MAX)
			continue;
		rc = xc_doc_add_posting(doc, word, len, position++, 1, err);
		if (rc == 0)
			rc = xc_writer_add_spelling(writer, word, len, 1, err);
	}
	return rc;
}

static int add_line(struct xc_writer *writer, struct xc_doc *doc, char *line, struct xc_error *err)
{
	char *category = strchr(line, '\t'), *text = category ? strchr(category + 1, '\t') : NULL;
	char id[64];
	int len = 0, rc = 0;

	if (!text) {
		fprintf(stderr, "index: not id, category and text: %s\n", line);
		return 0;
	}
	len = snprintf(id, sizeof(id), "Q%.*s", (int)(category - line), line);
	if (len >= (int)sizeof(id)) {
		fprintf(stderr, "index: an id of more than 62 bytes: %s\n", line);
		return 0;
	}
	rc = xc_doc_clear(doc, err);
	if (rc == 0)
		rc = xc_doc_set_data(doc, line, strlen(line), err);
	if (rc == 0)
		rc = xc_doc_set_value(doc, 0, category + 1, (size_t)(text - category - 1), err);
	if (rc == 0)
		rc = xc_doc_add_term(doc, id, (size_t)len, 0, err);
	if (rc == 0)
		rc = add_words(writer, doc, text + 1, err);
	if (rc == 0)
		rc = xc_writer_replace_term(writer, id, (size_t)len, doc, NULL, err);
	return rc;
}

int main(int argc, char **argv)
{
	struct xc_error err = XC_ERROR_INIT;
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;
	char *line = NULL;
	size_t cap = 0;
	int rc = 0;

	if (argc != 2) {
		fputs("usage: index DIR <FILE\n", stderr);
		return 2;
	}
	rc = xc_writer_open(&writer, argv[1], XC_CREATE_OR_OPEN, 0, &err);
	if (rc == 0)
		rc = xc_doc_new(&doc, &err);
	while (rc == 0 && getline(&line, &cap, stdin) > 0) {
		line[strcspn(line, "\r\n")] = '\0';
		rc = add_line(writer, doc, line, &err);
	}
	if (rc == 0)
		rc = xc_writer_close(writer, &err);
	if (rc < 0)
		fprintf(stderr, "index: %s: %s\n", argv[1], err.text);
	free(line);
	xc_doc_free(doc);
	xc_writer_free(writer);
	return rc < 0 ? 1 : 0;
}
