# SPDX-License-Identifier: GPL-2.0-or-later
# fts5.sh - SQLite's full-text index, by its command line (see ../run for what each function does).

fts5_have()
{
	command -v sqlite3 >/dev/null || { echo 'install sqlite3'; return 1; }
	sqlite3 :memory: 'CREATE VIRTUAL TABLE t USING fts5(x)' 2>/dev/null ||
		{ echo 'this sqlite3 is built without FTS5'; return 1; }
	echo "SQLite FTS5 $(sqlite3 --version | cut -d ' ' -f 1)"
}

fts5_prepare()
{
	{
		test -f "$1/docs.db" || echo 'CREATE VIRTUAL TABLE docs USING fts5(number UNINDEXED, id UNINDEXED, title, text);'
		printf '%s\n' '.mode ascii' '.separator "\t" "\n"' 'BEGIN;' ".import '$2' docs" 'COMMIT;'
	} >"$1.sql"
	mkdir -p "$1"
}

fts5_index()
{
	$measure sqlite3 -init "$1.sql" "$1/docs.db" ''
}

fts5_add()
{
	fts5_index "$1"
}

# fts5_words QUERY: any of the words.
fts5_words()
{
	echo "$1" | sed 's/[^ ]\{1,\}/"&"/g; s/" "/" OR "/g'
}

fts5_ids()
{
	$measure sqlite3 "$1/docs.db" "SELECT id FROM docs WHERE docs MATCH '$(fts5_words "$2")' ORDER BY rank LIMIT 10"
}

fts5_snippets()
{
	$measure sqlite3 "$1/docs.db" "SELECT id, snippet(docs, 3, '*', '*', ' ', 32) FROM docs
		WHERE docs MATCH '$(fts5_words "$2")' ORDER BY rank LIMIT 10"
}

# fts5_latency FOLDER QUERIES PASSES: in one process, where SQLite's headers are.
fts5_latency()
{
	test -f /usr/include/sqlite3.h && command -v cc >/dev/null || { echo 'install libsqlite3-dev'; return 1; }
	cc -O2 -o "$work/fts5-latency" "$peers/fts5-latency.c" -lsqlite3 >&2 || { echo 'it does not compile'; return 1; }
	"$work/fts5-latency" "$1/docs.db" "$2" "$3"
}
