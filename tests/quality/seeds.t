#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Five articles that stand beside the project, where they do: fourteen queries that find what they should,
# in other spellings, numbers, scripts and scribal habits, and nothing else.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

seeds=$top_srcdir/../shared/seeds
if [ ! -d "$seeds" ]; then
	echo '1..0 # SKIP the five articles are not beside the project'
	exit 0
fi

run mufahris-index -d "$work/db" "$seeds"
is 'the articles are indexed' "$status" 0

# finds QUERY IDS [ALSO]: the articles' numbers, and those that may be found beside them.
finds()
{
	run mufahris-search -d "$work/db" --group-by=document --duplicates=show -n 100 --format=trec "$1"
	got=$(printf '%s\n' "$out" | awk '{ print substr($3, 1, 3) }' | LC_ALL=C sort -u)
	for also in $3; do
		got=$(printf '%s\n' "$got" | grep -vx "$also")
	done
	is "$1" "$(echo $got)" "$2"
}

finds 'الماتي' '000 001 002 003 004'
finds 'ألما آتا' '000 001 002 003 004'
finds 'توكايف' '000 001 002 003 004'
finds 'Tokayev' '000 001 002 003 004'
finds '"معاهدة الأمن الجماعي"' '000 001 002 004'
finds 'الجماعى' '000 001 002 004'
finds '+قوات +حفظ +السلام' '000 001 002 004'
finds '164' '002' '000'
finds '١٦٤' '002' '000'
finds 'مظاهرات' '000 001 002 004'
finds 'مظاهرة' '000 001 002 004'
finds 'مدن' '000 001 002 003 004'
finds 'مدينة' '000 001 002 003 004'
finds 'الارهابيين' '000 001 002 004' '003'

done_testing
