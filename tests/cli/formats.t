#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A folder with an instance of each format: each is found by a word of its own, with its title and date.
# tests/formats/make writes the instances that are no plain text.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
cp -R "$top_srcdir/tests/formats/instances" docs
chmod -R u+w docs
command -v pdftotext >/dev/null || rm docs/bridge.pdf

# about WORD: id|title|date|author of what has it, as JSON has them
about()
{
	mufahris-search --format=jsonl --no-expand --duplicates=show "$1" | sed -E 's/.*"document":"([^"]*)".*/\1|&/' |
		while IFS='|' read -r id json; do
			for key in title date author; do
				value=$(printf '%s\n' "$json" | grep -oE "\"$key\":(null|\"(\\\\\"|[^\"])*\")" | head -n 1 | sed -E "s/^\"$key\"://; s/^\"(.*)\"\$/\1/")
				id="$id|$value"
			done
			printf '%s\n' "$id"
		done
}

run mufahris-index docs
is 'all of it is read' "$status $err" '0 '

while IFS='#' read -r word wanted; do
	is "$word" "$(about "=$word")" "$wanted"
done <<'END'
المرسى#0300Mithal.Kitab.X001-ara1|كتاب السفن|null|سالم بن نافع
النول#array.json#1|دورة “النسيج”|2020-02-03|علا, تيم
القرنفل#book.epub|رحلة القرنفل|2019-05-01|منذر البحار
القطاف#AR-0001|حصاد الزيتون|2001-05-06|null
المالحة#AR-0002|جفت البحيرة المالحة.|null|null
الهضبة#urn:1|شهب أغسطس|2020-08-12|زيد
معصرة#feed.rss#1|عيد العنب|2021-09-11|رنا
الكروم#tag:2|طريق جديد|2021-09-12|null
النخيل#film.srt|مرحبا بكم في الواحة|null|null
العدسة#letter.docx|المنارة الغربية|2021-03-04|سليم الراوي
البذور#list.mbox#1|first|2022-01-06|a@example.org
الدفيئة#list.mbox#9|second|2022-01-07|b@example.org
النافورة#meeting.eml|موعد الأمسية|2022-01-06|سعاد <suad@example.org>
البركة#meeting.eml/guests.txt|قائمة الضيوف|2015-01-02|null
البستان#minutes.odt|محضر سور البستان|2020-11-02|هند البستاني
الأشقر#news.csv#2|سباق \"القوارب\"|2022-02-03|نوال
الزرقاء#news.csv#4|معرض الخزف|2022-02-04|null
المعلق#note.rtf|مذكرة الجسر|2018-07-09|ليث
المشاة#note.rtf|مذكرة الجسر|2018-07-09|ليث
والغابة#plain.xml|الليل|null|null
السحاب#poem.xml|ديوان السحاب|1999-01-01|ابن الغمام
السفح#post.md|تربية النحل|2021-06-07|جميلة, فادي
حلب#shops.tsv#2|ورشة الفوانيس|null|null
الورقية#site.warc.gz/2|مهرجان الطائرات الورقية|2017-04-15|null
الآبار#talk.vtt|نبدأ بالحديث عن الينابيع|null|null
END
for word in محذوف الصفحة الرئيسية none an8 WEBVTT; do
	is "$word is not indexed" "$(about "=$word")" ''
done
if test -f docs/bridge.pdf; then
	is 'a PDF, its lines in reading order' "$(about '"بنيت بحجارة سوداء"')" 'bridge.pdf|قنطرة الوادي|2016-02-08|null'
else
	skip 'a PDF' 'pdftotext is not installed'
fi

### Formats by name alone, and what is asked for
mkdir named
printf 'كلمة,أخرى\nواحد,اثنان\n' >named/a.csv
printf 'a@b\n' >named/b.txt
run mufahris-index -d named.db --format=csv named/a.csv
is 'a table with other columns is found by its cells' "$status $(mufahris-search -d named.db --format=jsonl واحد | grep -c 'أخرى: اثنان')" '0 1'
run mufahris-index -d refused.db --format=bogus named
is 'a format that is none' "$status" 2
like 'names all that are' "$err" 'openiti'

### Fields
printf '{"title":"ت","data":{"body":"متن الخبر"}}\n' >r.jsonl
run mufahris-index -d field.db --field=text=data.body r.jsonl
is 'a field inside another' "$status $(mufahris-search -d field.db --format=jsonl متن | wc -l | tr -d ' ')" '0 1'
run mufahris-index -d field2.db --field=text=data.bdy r.jsonl
is 'a field that no record has is an error' "$status" 2
like 'and is named' "$err" '^mufahris-index: --field=text=data\.bdy: no record has a field of this name \('
ok 'and nothing is indexed' test ! -e field2.db/XAPIANDB

### Paths from a list
mkdir list
echo 'وصل القارب' >'list/a b.txt'
echo 'عاد القارب' >list/c.txt
printf 'list/a b.txt\n\nlist/c.txt\n' >paths
run mufahris-index -d list.db --files-from=paths
is 'one a line' "$status $(mufahris-search -d list.db --format=jsonl القارب | wc -l | tr -d ' ')" '0 2'
printf 'list/a b.txt\0list/c.txt\0' | mufahris-index -d zero.db --files-from=-
is 'with NUL between, from standard input' "$(mufahris-search -d zero.db --format=jsonl القارب | wc -l | tr -d ' ')" 2
run mufahris-index -d none.db --files-from=nowhere
is 'a list that is not there' "$status" 2
like 'is named' "$err" '^mufahris-index: --files-from=nowhere: No such file'
run mufahris-index -d none.db --files-from=/dev/null
is 'an empty one gives nothing to do' "$status" 2

### What is no text is refused by name
mkdir junk
head -c 3000 /dev/zero | tr '\0' 'Q' | fold -w 76 >junk/base64
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
	printf 'static int f%d(const char *p)\n{\n\treturn p[%d] == 0;\n}\n\n' $i $i
done >junk/program.c
seq 1 400 | tr '\n' ' ' >junk/numbers
printf '\211PNG\r\n\032\n' >junk/picture
printf '\320\317\021\340\241\261\032\341 ' >junk/old.doc
run mufahris-index -d junk.db junk
is 'refused' "$status $(printf '%s\n' "$err" | wc -l | tr -d ' ')" '1 5'
like 'base64' "$err" 'junk/base64: base64 or the like, no text in a language \('
like 'a program' "$err" 'junk/program\.c: the source of a program, no text in a language \('
like 'numbers' "$err" 'junk/numbers: a table of numbers, no text in a language \('
like 'an old Word document' "$err" 'junk/old\.doc: an Office document of before 2007, not indexed \(save it as'
run mufahris-index -d junk.db --report=report.jsonl --rebuild junk
is 'the report has each of them, and what was done' "$(grep -c '^{"fate":"rejected","line":null,"message":"junk/' report.jsonl) $(tail -n 1 report.jsonl | grep -c '"rejected":5')" '5 1'
run mufahris-index -d junk.db --report=nowhere/report.jsonl junk
is 'a report that cannot be written' "$status" 2
run mufahris-index -d asked.db --format=text junk/numbers
is 'but as it is asked for' "$status" 0

### One NUL does not make a file of records binary
{ printf '{"id":"1","text":"قبل"}\n{"id":"2","text":"في\0الوسط"}\n'; printf '{"id":"3","text":"بعد"}\n'; } >nul.jsonl
run mufahris-index -d nul.db nul.jsonl
is 'records with a NUL' "$status $(mufahris-search -d nul.db --format=jsonl --duplicates=show '*' | wc -l | tr -d ' ')" '0 3'
like 'told by line' "$err" 'nul\.jsonl:2: a NUL byte'
done_testing
