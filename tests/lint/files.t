#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What every file of the project keeps to.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

clean 'no file is longer than 600 lines' "$(
	wc -l $(sources c cc h hh sh t mk) | awk '$1 > 600 && $2 != "total" { print $2 ": " $1 " lines" }')"

others="configure.ac Makefile.am autogen.sh .ci/run $(find wrappers indexer search tests -name Makefile -type f)"
clean 'every source names its licence at the top' "$(
	for file in $(sources c cc h hh sh t mk m4) $others; do
		head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-2\.0-or-later' || echo "$file"
	done)"

clean 'nothing is left to be done' "$(
	grep -nwE 'TO''DO|FIX''ME|XX''X' $(sources c cc h hh sh t mk m4 txt) $others)"

code $(sources c cc h hh | grep -vE '^tests/|/main\.c$|^wrappers/libc/mem\.c$|^wrappers/xapian/examples/') >"$work/code"
clean 'only main.c prints or exits' "$(
	sed -E 's/format\(v?printf,/format(/' "$work/code" |
		grep -E '(^|[^A-Za-z0-9_>.])(v?printf|puts|putchar|perror|exit|abort|stdout|stderr)[^A-Za-z0-9_]')"

clean 'names do not begin with an underscore, own types do not end in _t' "$(
	grep -E '(typedef .*[a-z]_t;)|((struct|enum|union) _[a-z])' "$work/code")"

# Letters U+0620 to U+064A and the digits after them; marks and invisible characters may be escaped.
clean 'Arabic is written as Arabic, not as escapes' "$(
	grep -nEi '\\xd8\\x[ab][0-9a-f]|\\xd9\\x(8[0-9a]|a)' $(sources c cc h hh t | grep -v '^tests/lint/'))"

clean 'no path of one machine' "$(
	grep -nE '(/''work/|/''home/[a-z])' $(sources c cc h hh sh t mk m4 txt) $others)"

clean 'tests are all in the build' "$(
	cat Makefile.am corpus/local.mk $(sources mk) >"$work/mk"
	for file in tests/*/*.t; do
		grep -qE "(tests|%D%)/${file#tests/}" "$work/mk" || echo "$file: in no dist_check_SCRIPTS"
	done
	for file in tests/unit/test_*.c; do
		grep -q "$file" "$work/mk" || echo "$file: in no check_PROGRAMS"
	done)"

clean 'every data table says at its top where it is from and under which licence' "$(
	for file in $(find indexer search wrappers -path '*/data/*.txt'); do
		awk '!/^#/ { exit } { print }' "$file" | grep -qE '(CC0|GPL|CC-BY)' || echo "$file"
	done)"

clean 'no line twice in a data table' "$(
	for file in $(find indexer wrappers search -path '*/data/*.txt'); do
		grep -vE '^#|^[[:space:]]*$' "$file" | LC_ALL=C sort | LC_ALL=C uniq -d | sed "s,^,$file: ,"
	done)"

# Twelve lines of code in a row that stand in two places should be one function or one table.
clean 'no block of code stands twice' "$(
	strings=1 code $(sources c cc h hh | grep -v '^tests/') | awk -v span=12 '
	{
		colon = index($0, ": ")
		place = substr($0, 1, colon - 1)
		text = substr($0, colon + 2)
		gsub(/[ \t]+/, "", text)
		if (text ~ /^(#include.*|[{}();,]*|break;|return.?;|out:|"",?)$/)
			next
		file = place
		sub(/:.*/, "", file)
		if (file != last) {
			last = file
			count = 0
		}
		count++
		line[count] = text
		where[count] = place
		if (count < span)
			next
		block = ""
		for (i = count - span + 1; i <= count; i++)
			block = block "\n" line[i]
		start = where[count - span + 1]
		if (block in seen) {
			if (!told[file, seen[block]]++)
				print start ": as in " seen[block]
		} else {
			seen[block] = start
		}
	}' | head -n 20)"
done_testing
