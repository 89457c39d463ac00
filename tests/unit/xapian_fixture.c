/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_fixture.c - what the tests of the Xapian binding share. */
#define _XOPEN_SOURCE 700
#include "tests/unit/xapian_fixture.h"

#include <ftw.h>
#include <unistd.h>

struct xc_error error;

void ok_at(int rc, const struct xc_error *err, const char *file, int line)
{
	if (rc == XC_OK)
		return;
	print_error("%s: %s\n", xc_status_name(rc), err->text);
	_fail(file, line);
}

void fails_at(int status, int rc, const struct xc_error *err, const char *file, int line)
{
	if (rc != status)
		print_error("%s, not %s: %s\n", xc_status_name(rc), xc_status_name(status),
			    rc < 0 ? err->text : "");
	if (rc != status || err->code != status || err->text[0] == '\0')
		_fail(file, line);
}

int folder_enter(void **state)
{
	char path[] = "/tmp/test-xapian-XXXXXX";

	if (!mkdtemp(path))
		return -1;
	*state = strdup(path);
	return *state ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

int folder_leave(void **state)
{
	int rc = nftw(*state, remove_one, 8, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return rc;
}

const char *in(void **state, const char *name)
{
	static char paths[4][128];
	static unsigned turn;
	char *path = paths[turn++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", (const char *)*state, name);
	return path;
}

void fill_doc(struct xc_doc *doc, const char *mark, unsigned i)
{
	char text[64];
	int len = snprintf(text, sizeof(text), "%s/%u", mark, i);

	ok(xc_doc_clear(doc, &error));
	ok(xc_doc_set_value(doc, 0, text, (size_t)len, &error));
	ok(xc_doc_add_term(doc, LIT("all"), 0, &error));
	if (i % 2)
		ok(xc_doc_add_term(doc, LIT("odd"), 1, &error));
	else
		ok(xc_doc_add_term(doc, LIT("even"), 1, &error));
	len = snprintf(text, sizeof(text), "n%u", i);
	ok(xc_doc_add_term(doc, text, (size_t)len, 2, &error));
	len = snprintf(text, sizeof(text), "data %u", i);
	ok(xc_doc_set_data(doc, text, (size_t)len, &error));
}

void make_db(const char *path, const char *mark, unsigned n, unsigned flags)
{
	struct xc_writer *writer = NULL;
	struct xc_doc *doc = NULL;
	uint32_t docid = 0;

	ok(xc_writer_open(&writer, path, XC_CREATE | XC_NO_SYNC | flags, 0, &error));
	ok(xc_doc_new(&doc, &error));
	for (unsigned i = 1; i <= n; i++) {
		fill_doc(doc, mark, i);
		ok(xc_writer_add(writer, doc, &docid, &error));
		assert_int_equal(docid, i);
	}
	ok(xc_writer_close(writer, &error));
	xc_doc_free(doc);
	xc_writer_free(writer);
}

struct xc_query *term_query(const char *term)
{
	struct xc_query *query = NULL;

	ok(xc_query_term(&query, term, strlen(term), 1, &error));
	return query;
}
