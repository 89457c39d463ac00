#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The date of a document: what its source states stands, what contradicts it is told.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# field KEY ARGS...: the value of a key of every result, in the order of ids
field()
{
	key=$1
	shift
	mufahris-search -d db --format=jsonl -n 999 "$@" 2>.err |
		sed -nE "s/.*\"document\":\"([^\"]*)\".*\"$key\":(null|\"[^\"]*\").*/\1 \2/p" | LC_ALL=C sort |
		sed -E 's/^[^ ]* //; s/"//g' | tr '\n' ' ' | sed 's/ $//'
}

# The text speaks of a Sunday; the day that is stated, 24 July 2015, was a Friday.
mkdir in
cat >in/a.jsonl <<'END'
{"id":"a","date":"2015-07-24","text":"قال المتحدث اليوم الأحد إن الجسر سيفتح قريبا."}
{"id":"b","date":"2015-07-26","text":"قال المتحدث اليوم الأحد إن الجسر سيفتح قريبا جدا."}
END
cat >in/c.txt <<'END'
Title: الجسر
Date: Fri, 24 Jul 2015 10:00:00 +0300

قال المتحدث اليوم الأحد إن الجسر سيفتح.
END
cat >in/d.html <<'END'
<html><head><title>الجسر</title><meta property="article:published_time" content="2015-07-24T08:00:00Z">
</head><body><p>قال المتحدث اليوم الأحد إن الجسر سيفتح غدا.</p></body></html>
END
run mufahris-index -d db --stats in
is 'stated dates stand' "$(field date الجسر)" '2015-07-24 2015-07-26 2015-07-24 2015-07-24'
is 'their source too' "$(field date_source الجسر)" 'metadata metadata metadata metadata'
is 'the doubt is told' "$(field date_doubt الجسر)" '2015-07-26 null 2015-07-26 2015-07-26'
is 'what was stated as well' "$(field date_stated الجسر)" '2015-07-24 null 2015-07-24 2015-07-24'
is 'doubts are counted' "$(echo "$out" | awk '$1 == "dates_doubted" { print $2 }')" 3
is '--date finds the stated day' "$(mufahris-search -d db --date=2015-07-24 --format=jsonl '*' | wc -l)" 3
like 'text output tells it' "$(mufahris-search -d db --date=2015-07-24 الجسر)" '2015-07-24 \(text: 2015-07-26\)'
like 'HTML output tells it' "$(mufahris-search -d db --date=2015-07-24 --format=html الجسر)" 'text: <bdi>2015-07-26'

run mufahris-index -d db --correct-dates --stats in
is '--correct-dates takes the better day' "$(field date الجسر)" '2015-07-26 2015-07-26 2015-07-26 2015-07-26'
is '--correct-dates says so' "$(field date_source الجسر)" 'corrected metadata corrected corrected'
is '--correct-dates keeps the stated day' "$(field date_stated الجسر)" '2015-07-24 null 2015-07-24 2015-07-24'
is '--correct-dates leaves no doubt' "$(field date_doubt الجسر)" 'null null null null'
is '--correct-dates: --date finds the better day' \
	"$(mufahris-search -d db --date=2015-07-26 --format=jsonl '*' | wc -l)" 4

# What is stored is analysed again where many documents are deleted; what was decided stays.
run mufahris-index -d db --delete=b --delete=c.txt
is 'analysed again, a corrected date stays corrected' "$(field date الجسر) $(field date_stated الجسر)" \
	'2015-07-26 2015-07-26 2015-07-24 2015-07-24'

### Old years, Hijri years, months
rm -r db in
mkdir in
printf 'Title: كتاب\nDate: 279هـ\n\nنص الكتاب الأول.\n' >in/1.txt
printf 'Title: كتاب\nDate: 0892-10-01\n\nنص الكتاب الثاني.\n' >in/2.txt
printf 'Title: كتاب\nDate: سنة 1443 هـ\n\nنص الكتاب الثالث، وقد طبع أمس.\n' >in/3.txt
printf 'Title: كتاب\nDate: صفر 1443\n\nنص الكتاب الرابع.\n' >in/4.txt
printf 'Title: كتاب\nDate: 2022\n\nنص الكتاب الخامس.\n' >in/5.txt
printf 'Title: كتاب\nDate: 6 janvier 2022\n\nنص الكتاب السادس.\n' >in/6.txt
printf 'Title: كتاب\nDate: 1641427200\n\nنص الكتاب السابع.\n' >in/7.txt
printf 'Title: كتاب\nDate: Thu Jan 06 10:00:00 +0000 2022\n\nنص الكتاب الثامن.\n' >in/8.txt
run mufahris-index -d db in
is 'no date of a header is refused' "$status $err" '0 '
is 'old, Hijri, French and Unix dates' "$(field date الكتاب)" \
	'0892-04-07 0892-10-01 2021-08-09 2021-09-08 2022-01-01 2022-01-06 2022-01-06 2022-01-06'
is 'a date that is less than a day says so' "$(field date_stated الكتاب)" \
	'279هـ null سنة 1443 هـ صفر 1443 2022 null null null'
is 'a year is no day to count from' "$(mufahris-index --dump=dates in/3.txt)" \
	"$(printf '3.txt\t47\t53\tأمس\t-\t-')"

### Names of members of archives
rm -r db in
mkdir in
echo 'خبر قصير بلا تاريخ' >2022-01-05-x.txt
tar -cf in/news.tar 2022-01-05-x.txt
gzip -c 2022-01-05-x.txt >in/20220106.txt.gz
run mufahris-index -d db in
is 'the date in the name of a member' "$(field date خبر)" '2022-01-06 2022-01-05'
is 'is one of a file name' "$(field date_source خبر)" 'filename filename'
run mufahris-index -d db --retag in
run mufahris-index -d db --delete=20220106.txt.gz
is 'analysed again it stays' "$(field date خبر) $(field date_source خبر)" '2022-01-05 filename'

### Ranges as people write them
rm -r db in
printf '{"id":"a","date":"2022-01-06","text":"خبر"}\n{"id":"b","date":"2021-09-10","text":"خبر"}\n' >a.jsonl
mufahris-index -d db a.jsonl
for range in 'كانون 2 2022' 'January 2022' 'janvier 2022' '6 janvier 2022' 'Jan 6, 2022' 'يناير 2022'; do
	is "--date='$range'" "$(field date --date="$range")" 2022-01-06
done
for range in 'صفر 1443' 'صفر 1443هـ'; do
	is "--date='$range'" "$(field date --date="$range")" 2021-09-10
done
is "--date='1443هـ'" "$(field date --date=1443هـ)" '2022-01-06 2021-09-10'
is "--date='عام 1443 هـ'" "$(field date --date='عام 1443 هـ')" '2022-01-06 2021-09-10'

### Days mentioned
rm -r db
cat >b.jsonl <<'END'
{"id":"a","date":"2022-01-09","text":"بني الجسر في التسعينيات."}
{"id":"b","date":"2022-01-09","text":"بني الجسر عام 1995."}
{"id":"c","date":"2022-01-09","text":"بني الجسر قبل يومين."}
END
mufahris-index -d db b.jsonl
mentioning()
{
	mufahris-search -d db --format=jsonl --mentions="$1" | sed -E 's/.*"document":"([^"]*)".*/\1/' |
		sort | tr '\n' ' '
}
is 'a day within a year that is mentioned' "$(mentioning 1995-05-05)" 'b '
is 'a decade is found by a range that is as long' "$(mentioning 1990..1999)" 'a b '
is 'a distance is reckoned out' "$(mentioning 2022-01-07)" 'c '

for range in today yesterday 'last week' 'this month' 'last year' hier; do
	run mufahris-search -d db --date="$range" خبر
	is "--date='$range' is read" "$status $err" '1 '
done
done_testing
