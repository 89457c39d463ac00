#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The annotated pieces of corpus/news: sound by check.awk, and as strip.awk writes them free of marks.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

news=$top_srcdir/corpus/news

# news_awk PROGRAM OPTION...: over all pieces.
news_awk()
{
	program=$1
	shift
	LC_ALL=C awk -f "$news/marks.awk" -f "$news/$program.awk" "$@" "$news"/*/*.txt
}

is 'nothing breaks the rules of annotation' "$(news_awk check | sed "s,^$news/,," | head -n 40)" ''

news_awk check -v stats=1 >stats
count()
{
	awk -v what="$1" '$1 == what { print $2 }' stats
}
diag 'the pieces' "$(cat stats)"
ok 'a tenth of the pieces, by number, is held out' test $(($(count held-out) * 12)) -ge "$(count pieces)" \
	-a $(($(count held-out) * 8)) -le "$(count pieces)"

for folder in "$news"/*/; do
	mkdir -p "plain/$(basename "$folder")"
done
run news_awk strip -v out="$work/plain"
is 'the marks are taken off' "$status$err" 0
printf '%s\n' "$out" >names.tsv
is 'the plain text is free of marks' "$(grep -rlE '[{}]' plain)" ''
is 'as many names in the table as are marked in texts' "$(wc -l <names.tsv | tr -d ' ')" \
	"$(cat "$news"/*/*.txt | sed '/^Title: /d' | grep -oE '[{][pgon]:' | wc -l | tr -d ' ')"

# Each span of the table, read back from the plain text, is the surface of its line.
is 'every span is where the table says' "$(LC_ALL=C awk -F '\t' '
	function text_of(file, line, text, body) {
		while ((getline line < file) > 0) {
			if (body)
				text = text line "\n"
			else if (line == "")
				body = 1
		}
		close(file)
		return text
	}
	$1 != last { text = text_of("plain/" $1); last = $1 }
	substr(text, $2 + 1, $3 - $2) != $4' names.tsv | head -n 3)" ''

mufahris-index --dump=entities plain >found
run awk -f "$top_srcdir/tests/quality/annotations.awk" names.tsv found
diag 'what the program finds, as annotated: precision, recall, F1' "$out"
done_testing
