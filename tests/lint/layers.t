#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Who may include whom (ARCHITECTURE.md), and which library is spoken to from where.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

grep -nE '^[ \t]*#[ \t]*include' $(sources c cc h hh) >"$work/includes"

clean 'includes are rooted at the top and exist' "$(
	sed -nE 's/^([^:]*:[0-9]+):[^"]*"([^"]*)".*/\1 \2/p' "$work/includes" | while read -r place header; do
		case $header in
		*/*) test -f "$header" || echo "$place: $header" ;;
		*) echo "$place: $header" ;;
		esac
	done)"

# room PATH prints the room that a file belongs to.
clean 'no room includes what is above or beside it' "$(
	sed -nE 's/^([^:]*):([0-9]+):[^"]*"([^"]*)".*/\1 \2 \3/p' "$work/includes" | awk '
	function room(path, part) {
		split(path, part, "/")
		if (part[1] == "wrappers")
			return part[1] "/" part[2]
		if (path ~ /^indexer\/analysis\/[a-z]+\//)
			return part[1] "/" part[2] "/" part[3]
		if (path ~ /^indexer\/(analysis|store|source)\//)
			return part[1] "/" part[2]
		return part[1]
	}
	BEGIN {
		# words, then numbers and names, then dates, which read both
		words = "indexer/analysis/words"
		numbers = "indexer/analysis/numbers"
		names = "indexer/analysis/names"
		dates = "indexer/analysis/dates"
		analysis = words " " numbers " " names " " dates " indexer/analysis"
		allowed[numbers] = allowed[names] = words
		allowed[dates] = words " " numbers " " names
		allowed["indexer/analysis"] = analysis
		allowed["indexer/store"] = allowed["indexer/source"] = analysis
		allowed["indexer"] = analysis " indexer/store indexer/source"
		allowed["search"] = analysis " indexer/store"
		xapian["indexer/store"] = xapian["indexer"] = xapian["search"] = 1
	}
	{
		from = room($1)
		to = room($3)
		if (from == to || from == "tests")
			next
		if (from ~ /^wrappers\//)
			good = to == "wrappers/libc"
		else if (to ~ /^wrappers\//)
			good = to != "wrappers/xapian" || from in xapian
		else
			good = index(" " allowed[from] " ", " " to " ")
		if (!good)
			print $1 ":" $2 ": " from " may not include " $3
	}')"

# door LIBRARY HEADER-REGEX FOLDER
door()
{
	clean "$1 is spoken to only in $3" "$(grep -E "<($2)" "$work/includes" | grep -v "^$3/")"
}
door Xapian 'xapian\.h|xapian/' wrappers/xapian
door ICU 'unicode/' wrappers/icu
door libstemmer 'libstemmer' wrappers/snowball
door Jansson 'jansson' wrappers/json
door Serd 'serd/' wrappers/serd
door libxml2 'libxml/' wrappers/html
door libarchive 'archive' wrappers/archive

clean 'only the store knows the names of its files' "$(
	grep -nE '"(vocabulary|columns|texts|db)"|iamglass|\.glass|XAPIANDB"' $(sources c cc h hh) |
		grep -vE '^(tests|wrappers/xapian|indexer/store)/|\.name = "db"|strcmp\(o->name, "db"\)')"
clean 'one header counts bits' "$(
	grep -nE '/ 8\] (>>|=|\|=)' $(sources c cc h hh) | grep -vE '^(tests/|indexer/store/bitmap\.h)')"

for library in zstd xxhash ini.h; do
	clean "one room speaks to <$library>" "$(
		grep -E "<$library" "$work/includes" | grep -v '^tests/' | sed 's,/[^/]*:.*,,' | sort -u | sed 1d)"
done
done_testing
