/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - while mufahris is built: translate-compile DICTIONARY TABLE compiles a dictionary in the form
 * of dictd.  Exit status 1 where that fails, with a line that says why. */
#include <stdio.h>

#include "search/translate/compile.h"
#include "wrappers/libc/file.h"

int main(int argc, char **argv)
{
	struct mf_error e = MF_ERROR_INIT;
	struct mf_buf table = MF_BUF_INIT;
	int rc;

	if (argc != 3) {
		fputs("usage: translate-compile DICTIONARY TABLE\n", stderr);
		return 2;
	}
	rc = mf_dictionary_compile(argv[1], true, &table, &e);
	if (rc == 0)
		rc = mf_file_replace(argv[2], table.data, table.len, &e);
	if (rc < 0)
		fprintf(stderr, "translate-compile: %s\n", e.text);
	mf_buf_release(&table);
	return rc < 0;
}
