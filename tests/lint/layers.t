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

# The library xapian-c is included as by any other program; below it counts as the room that it is.
clean 'xapian-c is included as <xapian-c.h>' "$(
	grep -E '"wrappers/xapian/' "$work/includes" | grep -v '^wrappers/xapian/')"

# One room a line: its name, the files in it as a regular expression, and after a colon the rooms that it
# may include.  A room is below all that may include it, so an arrow back is an offence.  The first that
# fits a file is its room.
cat >"$work/rooms" <<'EOF'
libc ^wrappers/libc/ :
xapian ^wrappers/xapian/ :
wrappers ^wrappers/ : libc
words ^indexer/analysis/words/ : libc wrappers
numbers ^indexer/analysis/numbers/ : libc wrappers words
names ^indexer/analysis/names/ : libc wrappers words
dates ^indexer/analysis/dates/ : libc wrappers words numbers names
analysis ^indexer/analysis/ : libc wrappers words numbers names dates
source ^indexer/source/ : libc wrappers words numbers names dates analysis
store ^indexer/store/ : libc wrappers xapian words numbers names dates analysis
indexer ^indexer/ : libc wrappers xapian words numbers names dates analysis source store
query ^search/query/ : libc wrappers words analysis
translate ^search/translate/ : libc wrappers words
engine ^search/engine/ : libc wrappers xapian words numbers names dates analysis store query translate
study ^search/study/ : libc wrappers words numbers names dates analysis store engine
cluster ^search/cluster/ : libc wrappers names dates analysis store engine study
shard ^search/shard/ : libc wrappers cluster
output ^search/output/ : libc wrappers names engine study
search ^search/[^/]*$ : libc wrappers words numbers names dates analysis store query engine study cluster output translate
serve ^search/serve/ : libc wrappers words numbers names dates analysis store query engine study cluster output translate search
EOF
sed -E 's/^([a-z_]+) ([^ ]+) :/# \1 (\2) includes/' "$work/rooms"

clean 'no room includes what is above or beside it' "$(
	sed -nE 's,<(xapian-c\.h)>,"wrappers/xapian/\1",; s/^([^:]*):([0-9]+):[^"]*"([^"]*)".*/\1 \2 \3/p' \
		"$work/includes" | awk '
	function room(path, i) {
		for (i = 1; i <= rooms; i++)
			if (path ~ pattern[i])
				return name[i]
		return path ~ /^tests\// ? "tests" : ""
	}
	NR == FNR {
		name[++rooms] = $1
		pattern[rooms] = $2
		for (i = 4; i <= NF; i++)
			may[$1, $i] = 1
		next
	}
	{
		from = room($1)
		to = room($3)
		if (from == to && from != "wrappers" || from == "tests")
			good = 1
		else if (from == "wrappers" && to == "wrappers")
			good = substr($1, 1, match($1, /\/[^\/]*$/)) == substr($3, 1, match($3, /\/[^\/]*$/))
		else
			good = (from, to) in may
		if (!good)
			print $1 ":" $2 ": " from " may not include " $3
	}' "$work/rooms" -)"

# A circle among the rooms would make "below" mean nothing.
clean 'the rooms have an order' "$(
	awk '{ seen[$1] = 1; for (i = 4; i <= NF; i++) if (!($i in seen)) print $1 " may include " $i ", which is not below it" }' "$work/rooms")"

# door LIBRARY HEADER-REGEX FOLDER; a test of what xapian-c does with exceptions throws Xapian's
door()
{
	clean "$1 is spoken to only in $3" "$(
		grep -E "<($2)" "$work/includes" | grep -vE "^($3/|tests/unit/xapian_throw\.cc)")"
}
door Xapian 'xapian\.h|xapian/' wrappers/xapian
door ICU 'unicode/' wrappers/icu
door libstemmer 'libstemmer' wrappers/snowball
door libgearman 'libgearman' wrappers/gearman
door Jansson 'jansson' wrappers/json
door Serd 'serd/' wrappers/serd
door libxml2 'libxml/' wrappers/html
door GMime 'gmime/' wrappers/mail
door libmicrohttpd 'microhttpd' wrappers/http
door libarchive 'archive' wrappers/archive
door zlib 'zlib\.h' wrappers/zlib

clean 'only the store knows the names of its files' "$(
	grep -nE '"(vocabulary|columns|texts|db)"|iamglass|\.glass|XAPIANDB"' $(sources c cc h hh) |
		grep -vE '^(tests|wrappers/xapian|indexer/store)/|\.name = "db"|strcmp\(o->name, "db"\)')"
clean 'one header counts bits' "$(
	grep -nE '/ 8\] (>>|=|\|=)' $(sources c cc h hh) | grep -vE '^(tests/|wrappers/libc/bitmap\.h)')"

for library in zstd xxhash ini.h; do
	clean "one room speaks to <$library>" "$(
		grep -E "<$library" "$work/includes" | grep -v '^tests/' | sed 's,/[^/]*:.*,,' | sort -u | sed 1d)"
done
done_testing
