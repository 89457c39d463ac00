#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Places to cite: pages, volumes, chapters, verses and times are kept, shown, and opened.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# words N TAIL: a paragraph of N words, and TAIL
words()
{
	awk -v n="$1" -v tail="$2" 'BEGIN { for (i = 1; i <= n; i++) printf "حرف%s ", i % 9 ? "" : "،"; print tail }'
}

# word VOLUME PAGE: one that stands on this page alone
word()
{
	printf 'قنطرة%s' "$(printf '%sع%s' "$1" "$2" | sed 'y/0123456789/ابجدهوزحطي/')"
}

# Two volumes of 40 pages, a chapter every ten pages, on each page a word of its own; then a page without mark.
{
	printf '######OpenITI#\n\n#META# 010.AuthorNAME :: فاتك بن زهير\n#META# 020.BookTITLE :: كتاب القناطر\n#META#Header#End#\n\n'
	for volume in 1 2; do
		page=1
		while [ $page -le 40 ]; do
			[ $((page % 10)) = 1 ] && echo "### | باب الجسر $volume$page"
			echo "# $(words 60 "$(word $volume $page)") PageV0${volume}P0$page"
			page=$((page + 1))
		done
	done
	echo '# والسلام على الختامي'
} >bridges-ara1
cat >poem.xml <<'END'
<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>ديوان الرمل</title></titleStmt></fileDesc></teiHeader>
<text><body><div type="poem"><head>في الكثبان</head><lg><l n="1">سرت القوافل ليلا</l><l n="2">والكثيب بعيد</l></lg></div>
<div type="poem"><head>في السدر</head><lg><l n="1">ظل السدرة بارد</l></lg></div></body></text></TEI>
END
printf '1\n00:00:01,000 --> 00:00:04,000\nبدأ الغواص\n\n2\n00:01:05,500 --> 00:01:09,000\nثم صعد باللؤلؤة\n' >film.srt
run mufahris-index bridges-ara1 poem.xml film.srt
is 'they are read' "$status" 0

# of WORD KEY: the value that JSON has
of()
{
	mufahris-search --format=jsonl --no-expand "=$1" | grep -oE "\"$2\":(null|\"[^\"]*\")" | head -n 1
}

is 'volume and page' "$(of "$(word 2 17)" place) $(of "$(word 2 17)" part)" '"place":"vol. 2, p. 17" "part":"v2p17"'
is 'the chapter beside them' "$(of "$(word 2 17)" chapter)" '"chapter":"باب الجسر 211"'
is 'the first page of a chapter' "$(of "$(word 1 31)" place) $(of "$(word 1 31)" chapter)" '"place":"vol. 1, p. 31" "chapter":"باب الجسر 131"'
is 'a page after the last mark has no number' "$(of الختامي place)" '"place":"vol. 2"'
is 'a verse of a poem' "$(of السدرة place) $(of السدرة part)" '"place":"في السدر, verse 1" "part":"c2s1"'
is 'a time' "$(of باللؤلؤة place) $(of باللؤلؤة part)" '"place":"00:01:05" "part":"t00:01:05"'
like 'for people' "$(mufahris-search "=$(word 2 17)")" '· vol\. 2, p\. 17 · باب الجسر 211 ·'
like 'in Arabic' "$(LC_ALL=ar_EG.UTF-8 mufahris-search "=$(word 2 17)")" '· ج 2، ص 17 · باب'
like 'in CSV' "$(mufahris-search --format=csv "=$(word 2 17)" | tr -d '\r')" ',"vol\. 2, p\. 17","v2p17","[^"]*",""$'
like 'in a web page' "$(mufahris-search --format=html "=$(word 2 17)")" '<bdi>vol\. 2, p\. 17</bdi>'
tab=$(printf '\t')
like 'in context' "$(mufahris-search --format=kwic "=$(word 2 17)")" "${tab}vol\\. 2, p\\. 17\$"
is 'each line of a concordance has its own' "$(mufahris-search --concordance --format=kwic "=$(word 1 5) OR =$(word 1 6)" | cut -f 9 | sort | tr '\n' '|')" 'place|vol. 1, p. 5|vol. 1, p. 6|'
like 'a table of it too' "$(mufahris-search --concordance --format=csv "=$(word 1 5)" | tr -d '\r')" ',"vol\. 1, p\. 5","v1p5"'

# No passage of a long book goes across a chapter.
mufahris-search --format=jsonl --limit=1000 --snippet=0 --duplicates=show '*' | grep bridges >passages
is 'a chapter begins a passage' "$(grep -c '"text":"باب الجسر' passages) $(grep -cE '"text":"[^"]+باب الجسر' passages)" '8 0'

run mufahris-search --show='bridges-ara1#v2p17' --format=json
like 'a part is opened' "$out" '"place":"vol\. 2, p\. 17"'
run mufahris-search --show='bridges-ara1#v2p17'
like 'it begins there' "$(printf '%s\n' "$out" | grep -o 'قنطرة[^ ]*' | head -n 1)" "^$(word 2 17)\$"
run mufahris-search --show='bridges-ara1#p3'
like 'the first page of this number' "$(printf '%s\n' "$out" | grep -o 'قنطرة[^ ]*' | head -n 1)" "^$(word 1 3)\$"
run mufahris-search --show='poem.xml#c2'
unlike 'a chapter by its number' "$out" 'القوافل'
run mufahris-search --show='film.srt#t00:01:05' 'صعد'
like 'a time, with words marked' "$out" '\*صعد\*'
run mufahris-search --show='bridges-ara1#p99'
is 'a page that is not there' "$status" 2
like 'is told' "$err" 'bridges-ara1#p99'

# What is stored is kept when the index is analysed anew.
before=$(mufahris-search --format=jsonl --limit=1000 '*' | sort)
run mufahris-index --reanalyse
is 'analysed anew' "$status $(mufahris-search --format=jsonl --limit=1000 '*' | sort | cksum)" "0 $(printf '%s\n' "$before" | cksum)"

# A page that is numbered otherwise is another document.
sed 's/PageV02P040/PageV02P041/' bridges-ara1 >new && cat new >bridges-ara1
run mufahris-index bridges-ara1
is 'a new number is noticed' "$(of "$(word 2 40)" place)" '"place":"vol. 2, p. 41"'
done_testing
