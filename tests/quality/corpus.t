#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The judged queries of the sample articles: not worse than this nDCG@10, clean and searched by document.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

corpus=$top_srcdir/corpus
floor=0.92

run mufahris-index -d "$work/db" "$corpus/articles"
is 'the sample articles are indexed' "$status" 0
test -z "$err" || diag 'mufahris-index said:' "$err"

run mufahris-search -d "$work/db" --batch="$corpus/queries.tsv" --format=trec --limit=100
is 'the queries are answered' "$status" 0
cp "$work/.out" found

is 'every line is one of a TREC run' "$(awk 'NF != 6 || $2 != "Q0"' found | head -n 3)" ''
is 'no document stands twice in an answer' "$(awk '{ print $1, $3 }' found | sort | uniq -d | head -n 3)" ''
is 'ranks count from 1' "$(awk '$1 != last { rank = 0; last = $1 } $4 != ++rank' found | head -n 3)" ''
is 'scores never rise' "$(awk '$1 == last && $5 > score + 0 { print } { last = $1; score = $5 }' found | head -n 3)" ''

run "$top_builddir/tests/quality/score" --floor=$floor "$corpus/qrels.txt" found
is "nDCG@10 is $floor or more" "$status" 0
diag "$(printf '%s\n' "$out" | sed -n 1p)" "$(printf '%s\n' "$out" | sed -n 2p)"

done_testing
