#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# With LC_MESSAGES=ar nothing of the programs' own is English: help, results, studies, pages, counts, errors.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
LC_ALL=
LC_MESSAGES=ar
export MUFAHRIS_DB LC_ALL LC_MESSAGES
unset LC_ALL 2>/dev/null
cat >in.jsonl <<'END'
{"id":"1","title":"جسر","date":"2022-01-06","source":"صحيفة المرصد","text":"وصل الرئيس قاسم جومارت توكاييف إلى جسر ألماتي الجديد وافتتحه أمام الناس بعد ثلاث سنوات من العمل فيه ليلا ونهارا."}
{"id":"2","title":"جسر","date":"2022-05-06","text":"وصل الرئيس قاسم جومارت توكاييف إلى جسر ألماتي الجديد وافتتحه أمام الناس بعد ثلاث سنوات من العمل فيه ليلا ونهارا."}
{"id":"3","date":"2015-07-24","text":"خبر\nأعلنت الشركة اليوم الأحد عن جسر آخر. وقال توكاييف إن الجسر آمن."}
{"id":"4","date":"2022-13-45","text":"قالت القوات إن الجسر مغلق."}
END

# arabic WHAT COMMAND...: two words of small Latin letters side by side are English
arabic()
{
	what=$1
	shift
	run "$@"
	printf '%s\n%s\n' "$out" "$err" | sed -E 's/<style>.*<\/style>//; s/<[^>]*>//g; s/mufahris-[a-z]+ [^()؛]*//g' |
		grep -E '(^|[^A-Za-z=|/.-])[a-z]{2,} [a-z]{2,}' >english
	is "$what" "$(cat english)" ''
}

arabic 'indexing' mufahris-index --stats in.jsonl
like 'its counts' "$out" '^الوثائق +4$'
arabic '--info' mufahris-index --info
arabic 'a path that is not there' mufahris-index nowhere
like 'why' "$err" 'لا ملف ولا مجلد بهذا الاسم'
ln -s in.jsonl link
arabic 'a link' mufahris-index link
printf 'لا شيء' >folder.pdf
arabic 'a file that is not what it seems' mufahris-index --format=pdf folder.pdf
arabic 'a record that is none' sh -c 'echo "{" | mufahris-index -'
arabic '--check' mufahris-index --check
arabic 'an unknown option' mufahris-index --nonsense
arabic 'a date that is none' mufahris-index --date=foo in.jsonl
arabic 'results' mufahris-search --facets --explain جسر
arabic 'a facet by its own filter' mufahris-search --place=ألماتي --facets=place,source,month جسر
arabic 'nothing found' mufahris-search زقزقةلاتوجد
arabic 'names' mufahris-search 'Tokayev -ألماتي'
like 'how the query was read' "$out" '^فُهم: من دون أي اسم من أسماء ألماتي .*؛ Tokayev → .*توكاييف'
arabic 'a quotation that stands nowhere' mufahris-search '"جسر القوات"'
arabic 'a query that does not parse' mufahris-search 'جسر AND'
arabic 'a strict one' mufahris-search --strict 'جسر AND ('
arabic 'other spellings' mufahris-search توكايف
arabic 'an unknown source' mufahris-search --source=المرصد جسر
arabic 'an unknown name' mufahris-search --person=زقزقة جسر
arabic 'a kept query that is none' mufahris-search @nothing
for study in --freq --freq=stems --ngrams=2 --collocates --timeline --timeline=day --concordance; do
	arabic "$study" mufahris-search "$study" جسر
done
like 'heads of a table' "$(mufahris-search --freq جسر)" '^ *العدد +الفقرات +الوثائق +في المليون +الكلمة$'
like 'what was studied' "$(mufahris-search --freq جسر)" '^تكرار الكلمات · البحث عن: جسر · الوثائق: [0-9]'
arabic 'a page' mufahris-search --format=html --facets --explain --duplicates=list 'جسر Tokayev'
like 'its language and direction' "$out" '<html lang="ar" dir="rtl">'
arabic 'a document as a page' mufahris-search --format=html --show=3 جسر
arabic 'a document' mufahris-search --show=3 جسر
arabic 'no such document' mufahris-search --show=9 جسر
for date in foo 2022-13 2022-02-30 0000 .. 2022..2021 last:7 none..; do
	arabic "--date='$date'" mufahris-search --date="$date" جسر
done
arabic '--added-since of nothing' mufahris-search --added-since=someday جسر
arabic 'a study and a facet' mufahris-search --freq --facets جسر
arabic 'an option without value' mufahris-search --person= جسر
arabic 'a batch that is not there' mufahris-search --batch=nowhere
arabic 'no index' mufahris-search -d nowhere جسر
arabic '--saved=nothing' mufahris-search --saved=nothing

### Help: of each option the words after its name
for program in index search serve; do
	run mufahris-$program --help
	printf '%s\n' "$out" | sed -E 's/^(  -., |      )--[^ ]*( |$)//; /^  mufahris-/d' |
		grep -E '(^|[^A-Za-z=|/.:-])[a-z]{3,} [a-z]{3,} [a-z]{3,}' | grep -vE 'auto text|auto always|json jsonl|text json|csv jsonl|csv tsv|rtf pdf|dates passages|month year|kwic bibtex' >english
	is "--help of mufahris-$program" "$(cat english)" ''
	is "and ends with its last line" "$(tail -c 1 "$work/.out" | od -An -c | tr -d ' ')" '\n'
done
done_testing
