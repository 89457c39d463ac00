/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fts5-latency.c - how long queries take in SQLite's full-text index; output as that of ../latency.c.
 *
 *	fts5-latency DATABASE QUERIES PASSES
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const modes[] = { "ids", "snippets" };
static const char *const sql[] = {
	"SELECT id FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 10",
	"SELECT id, snippet(docs, 3, '*', '*', ' ', 32) FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 10",
};

static double milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The words of a line of QUERIES in FTS5's syntax; `out` is four times as long as the line. */
static void write_query(char *out, const char *kind, char *words)
{
	const char *between = !strcmp(kind, "phrase") ? " + " : !strcmp(kind, "not") ? " NOT " : " OR ";
	char *word;

	while ((word = strsep(&words, " ")))
		out += sprintf(out, "\"%s\"%s", word, words ? between : "");
}

static double ask(sqlite3_stmt *statement, const char *query, unsigned *rows)
{
	double begin = milliseconds();

	*rows = 0;
	sqlite3_bind_text(statement, 1, query, -1, SQLITE_STATIC);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(statement); i++)
			(void)sqlite3_column_text(statement, i);
		++*rows;
	}
	sqlite3_reset(statement);
	return milliseconds() - begin;
}

int main(int argc, char **argv)
{
	char line[4096], query[4 * sizeof(line)];
	sqlite3 *db;
	FILE *in;

	if (argc != 4 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) ||
	    !(in = fopen(argv[2], "r"))) {
		fprintf(stderr, "usage: fts5-latency DATABASE QUERIES PASSES\n");
		return 2;
	}
	for (size_t mode = 0; mode < sizeof(modes) / sizeof(*modes); mode++) {
		sqlite3_stmt *statement;

		if (sqlite3_prepare_v2(db, sql[mode], -1, &statement, NULL)) {
			fprintf(stderr, "fts5-latency: %s\n", sqlite3_errmsg(db));
			return 2;
		}
		rewind(in);
		while (fgets(line, sizeof(line), in)) {
			char *words = strchr(line, '\t');
			double least = 0;
			unsigned rows = 0;

			if (!words)
				continue;
			*words++ = '\0';
			words[strcspn(words, "\n")] = '\0';
			write_query(query, line, words);
			for (long pass = 0; pass < strtol(argv[3], NULL, 10); pass++) {
				double took = ask(statement, query, &rows);

				if (!pass || took < least)
					least = took;
			}
			printf("%s\t%s\t%.4f\t%u\n", modes[mode], line, least, rows);
		}
		sqlite3_finalize(statement);
	}
	fclose(in);
	sqlite3_close(db);
	return 0;
}
