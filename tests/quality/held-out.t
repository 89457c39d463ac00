#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Names in the pieces of corpus/news that nothing is trained on: not worse than this (see annotations.awk).
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

news=$top_srcdir/corpus/news
pieces=$(ls "$news"/*/??0-*.txt)
for piece in $pieces; do
	folder=${piece%/*}
	mkdir -p "$work/plain/${folder##*/}"
done
LC_ALL=C awk -f "$news/marks.awk" -f "$news/strip.awk" -v out="$work/plain" $pieces >"$work/names.tsv"
mufahris-index --dump=entities "$work/plain" >"$work/found" 2>/dev/null
run awk -v f1=76 -f "$top_srcdir/tests/quality/annotations.awk" "$work/names.tsv" "$work/found"
diag "names of held-out news" "$out"
is 'names of news that is new are found' "$status" 0
is 'nine of ten persons found there are persons' \
	"$(printf '%s\n' "$out" | awk '$1 == "person" { print ($2 >= 90) }')" 1
done_testing
