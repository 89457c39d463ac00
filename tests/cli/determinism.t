#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The same input gives the same index, to the byte, whatever the number of workers, and the same answers.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# Enough text for several batches: the sample articles, many times over under other ids.
articles=$top_srcdir/corpus/articles
copies=150
find "$articles" -name '*.txt' -type f | LC_ALL=C sort >files
mkdir many
for file in $(cat files); do
	awk -v copies=$copies -v name="$(basename "$file" .txt)" '
		{ gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\t/, " "); text = text $0 "\\n" }
		END {
			for (i = 1; i <= copies; i++)
				printf "{\"id\":\"%s-%d\",\"text\":\"%s عدد %d\"}\n", name, i, text, i * 7
		}' "$file" >"many/$(basename "$(dirname "$file")")-$(basename "$file" .txt).jsonl"
done

# content DIR: a hash of every file that holds what was indexed.
content()
{
	(cd "$1/$(sed -n '2s/auto \(.*\)\/db/\1/p' "$1/XAPIANDB")" &&
		cksum vocabulary columns texts documents names db/*.glass ../gazetteer-*)
}

answers()
{
	for query in المدينة 'الرئيس الروسي' '"وزير الخارجية"' زلزال 2022; do
		mufahris-search -d "$1" --format=json --facets "$query"
	done | sed -E 's/"took_ms":[0-9.]+//'
}

for jobs in 1 2 8; do
	run mufahris-index -d db$jobs -j$jobs --memory=1G many
	is "-j$jobs" "$status" 0
	content db$jobs >content$jobs
	answers db$jobs >answers$jobs
done
is 'there is something to compare' "$(grep -c '"results":\[{' answers1) $(wc -l <content1 | tr -d ' ')" '5 7'
for jobs in 2 8; do
	ok "-j1 and -j$jobs: the same files" cmp content1 content$jobs
	ok "-j1 and -j$jobs: the same answers" cmp answers1 answers$jobs
done
run mufahris-index -d db2 -j2 --memory=1G --rebuild many
content db2 >again
ok 'a rebuild gives the same again' cmp content1 again
done_testing
