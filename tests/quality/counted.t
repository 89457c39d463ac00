#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What one word counts: the forms of counted.tsv stand in an index as often as they stood in an archive (at most 400
# times), every word is searched, and what is counted is held against the judgements.  The means over the words may
# not fall below what is reached.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

table=$top_srcdir/tests/quality/counted.tsv
awk -F '\t' '
/^#/ { next }
!($2 in count) || count[$2] < $3 { count[$2] = $3 < 400 ? $3 : 400 }
END {
	for (i = 0; i < 400; i++) {
		text = ""
		for (form in count)
			if (count[form] > i)
				text = text form (++n % 100 ? " " : ".\\n\\n")
		printf "{\"id\":\"%d\",\"title\":\"-\",\"text\":\"%s\"}\n", i, text
	}
}' "$table" >forms.jsonl
run mufahris-index -d "$work/db" forms.jsonl
is 'the forms are indexed' "$status" 0

grep -v '^#' "$table" | cut -f1 | uniq | while read -r word; do
	mufahris-search -d "$work/db" --concordance --context=1 --format=jsonl -n 100000 -- "$word" |
		sed -nE 's/.*"keyword":"([^"]*)".*/\1/p' | sort | uniq -c | awk -v word="$word" '{ print word "\t" $2 "\t" $1 }'
done >found
test -s found || echo 'nothing was found' >&2

awk -F '\t' '
FNR == NR {
	if (/^#/)
		next
	verdict[$1, $2] = $4
	if ($4 == 1)
		there[$1] += $3 < 400 ? $3 : 400
	words[$1]
	next
}
verdict[$1, $2] == 1 { right[$1] += $3 }
verdict[$1, $2] == "0" { wrong[$1] += $3 }
END {
	for (w in words) {
		n++
		p = right[w] + wrong[w] ? right[w] / (right[w] + wrong[w]) : 1
		r = there[w] ? right[w] / there[w] : 1
		precision += p
		recall += r
		if (p < .9 || r < .9)
			printf "# %s: precision %.3f, recall %.3f\n", w, p, r
	}
	printf "# %d words: precision %.4f, recall %.4f\n", n, precision / n, recall / n
	printf "%d %d\n", precision / n * 10000, recall / n * 10000
}' "$table" found >figures
grep '^#' figures
read -r precision recall <<END
$(tail -n 1 figures)
END
ok "precision of what is counted is at least .94 ($precision)" test "$precision" -ge 9400
ok "recall of the word's own forms is at least .98 ($recall)" test "$recall" -ge 9800
done_testing
