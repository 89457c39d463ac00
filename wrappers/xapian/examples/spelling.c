/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spelling.c - an example of xapian-c: words like one that is misspelled, from what index.c has made.
 *
 *	cc -o spelling spelling.c $(pkg-config --cflags --libs xapian-c)
 *	./spelling DIR WORD...
 *
 * Prints for each word in how many documents it is, and the word that was probably meant. */
#include <stdio.h>
#include <string.h>

#include <xapian-c.h>

#define EDITS 2 /* letters that may be missing, too many, other, or in the place of their neighbour */

static int look_up(struct xc_db *db, const char *word, struct xc_error *err)
{
	size_t len = strlen(word), meant_len = 0;
	uint32_t documents = 0;
	char *meant = NULL;
	int rc = xc_db_termfreq(db, word, len, &documents, err);

	if (rc == 0)
		rc = xc_db_suggest(&meant, &meant_len, db, word, len, EDITS, err);
	if (rc == 0)
		printf("%s\t%u\t%s\n", word, documents, meant_len ? meant : "-");
	xc_free(meant);
	return rc;
}

int main(int argc, char **argv)
{
	struct xc_error err = XC_ERROR_INIT;
	struct xc_db *db = NULL;
	int rc = 0;

	if (argc < 3) {
		fputs("usage: spelling DIR WORD...\n", stderr);
		return 2;
	}
	rc = xc_db_open(&db, argv[1], &err);
	for (int i = 2; i < argc && rc == 0; i++)
		rc = look_up(db, argv[i], &err);
	if (rc < 0)
		fprintf(stderr, "spelling: %s\n", err.text);
	xc_db_free(db);
	return rc < 0 ? 1 : 0;
}
