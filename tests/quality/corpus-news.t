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

# A piece with a fault of each kind: the check tells them all.
mkdir -p bad/egypt
{
	printf '%s\n' 'Title: {p:سامي} و{g:سامي}' 'Date: 2050-01-01' 'Source: صحيفة' ''
	printf '%s\n' 'زار {p:الرئيس سعد زغلول} محافظة {g:محافظة قنا} ثم {g:قنا} و{g:وقنا} و{g:القاهرة} و{g:بالقاهرة}.' \
		'كتبت xx{o:صحيفة الأهرام} ول{o:للأمم المتحدة} و{n:المصري}ة.' 'قال {q:شيء}.' 'وعاد {p:سامي' \
		'وبقي {p:سعد زغلول}، ورأى سعد زغلول القاهرة.'
} >bad/egypt/002-bad.txt
LC_ALL=C awk -f "$news/marks.awk" -f "$news/check.awk" bad/egypt/002-bad.txt >said
is 'the check tells faults of each kind' "$(sed -E 's,^(bad/)?egypt(/002-bad.txt)?:?,,; s/[^ -~]+/~/g' said)" "$(
	cat <<'EOF'
 no Date: of 1995 to 2026 as 2014-03-09
 no Invented: line, or other words in it
1: ~ is p and g in one piece; list it in Both:
5: a title in the mark: ~ ~ ~
5: a class word in the mark: ~ ~
6: letters before a mark that are no proclitics: xx{~ ~}
6: a class word in the mark: ~ ~
6: the first ~ of ~ is a proclitic: ~ ~
6: letters after the mark of ~
7: not a mark: {q:~}
8: a brace without its other
 no piece 1, but 1 pieces; number them without a gap
 only 25 words
5: a proclitic in the mark: ~
9: marked elsewhere, bare here: ~ ~
9: marked elsewhere, bare here: ~
EOF
)"

news_awk check -v stats=1 >stats
count()
{
	awk -v what="$1" '$1 == what { print $2 }' stats
}
diag 'the pieces' "$(cat stats)"
ok 'about a tenth of the pieces, by number, is held out' test $(($(count held-out) * 15)) -ge "$(count pieces)" \
	-a $(($(count held-out) * 9)) -le "$(count pieces)"

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
