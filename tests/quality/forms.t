#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Verbs and endings over the commonest pairs of a radio's news, where that stands beside the project: of the
# occurrences of a form (سيكون), how many are found by its word (يكون).
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

news=$(ls "$top_srcdir"/../shared/data/news/ant-jawhara.jsonl.xz 2>/dev/null)
table=$top_srcdir/tests/quality/forms.tsv
if [ -z "$news" ] || [ -z "$MUFAHRIS_LONG" ]; then
	echo '1..0 # SKIP asks the news beside the project, with MUFAHRIS_LONG=1'
	exit 0
fi

xz -dc "$news" | head -n 5000 >news.jsonl
run mufahris-index -d "$work/db" news.jsonl
is 'the news are indexed' "$status" 0
mufahris-index --dump=tokens news.jsonl | cut -f6 | sort | uniq -c | awk '{ print $2 "\t" $1 }' >there
grep -v '^#' "$table" | cut -f2 | sort -u | while read -r word; do
	mufahris-search -d "$work/db" --concordance --context=1 --format=jsonl -n 100000 -- "$word" |
		sed -nE 's/.*"keyword":"([^"]*)".*/\1/p' | sed 's/أ/ا/g; s/إ/ا/g; s/آ/ا/g; s/ى/ي/g; s/[ًٌٍَُِّْ]//g' | sort | uniq -c |
		awk -v word="$word" '{ print word "\t" $2 "\t" $1 }'
done >found

awk -F '\t' '
FILENAME ~ /there$/ { there[$1] = $2; next }
FILENAME ~ /found$/ { found[$1, $2] = $3; next }
/^#/ { next }
{
	form = $3
	gsub(/أ|إ|آ/, "ا", form)
	gsub(/ى/, "ي", form)
	all[$1] += there[form]
	n = found[$2, form]
	joined[$1] += n < there[form] ? n : there[form]
	if (n < there[form])
		printf "# %s: %s finds %d of %d %s\n", $1, $2, n, there[form], $3
}
END {
	for (kind in all)
		print kind, int(100 * joined[kind] / all[kind])
}' there found "$table" >figures
grep '^#' figures
# reaches KIND PERCENT
reaches()
{
	got=$(awk -v kind="$1" '$1 == kind { print $2 }' figures)
	ok "$1: at least $2 of a hundred occurrences are found ($got)" test "${got:-0}" -ge "$2"
}
reaches future 95
reaches perfect 90
reaches dual 90
reaches construct 95

done_testing
