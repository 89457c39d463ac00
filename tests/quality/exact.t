#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Each query of corpus/exact.tsv finds the documents listed there and no others.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

corpus=$top_srcdir/corpus
run mufahris-index -d "$work/db" "$corpus/articles"
is 'the sample articles are indexed' "$status" 0

awk -F '\t' '{ print NR "\t" $1 }' "$corpus/exact.tsv" >queries
run mufahris-search -d "$work/db" --batch="$work/queries" --format=trec --limit=100
printf '%s\n' "$out" >found

while IFS="$(printf '\t')" read -r number query; do
	wanted=$(awk -F '\t' -v n="$number" 'NR == n { print $2 }' "$corpus/exact.tsv")
	got=$(awk -v n="$number" '$1 == n { print $3 }' found | LC_ALL=C sort | tr '\n' ' ')
	is "$query" "${got% }" "$wanted"
done <queries

done_testing
