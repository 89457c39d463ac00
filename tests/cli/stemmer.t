#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --stemmer, and --reanalyse, which changes it from the texts that the index stores.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

mkdir in
cat >in/1.txt <<'EOF'
مظاهرات في المدينة
Date: 2022-01-06

خرجت المظاهرات إلى شوارع المدينة، وطالب مسؤولو البلدية بالهدوء. The ministers met in Astana.
EOF
cat >in/2.txt <<'EOF'
Title: مظاهرة
Date: 2022-01-07
Source: وكالة الأنباء

مظاهرة واحدة، وقال مسؤول إن Президентом لم يتأثر.
EOF
cat >more.jsonl <<'EOF'
{"id":"3","title":"قانون جديد","text":"ناقش النواب القوانين، ثم غادروا القاعة.","date":"2022-01-08","source":"صحيفة","url":"http://example.org/3","section":"محليات"}
{"id":"4","title":"كاميرا","text":"سرقت كاميرا من السوق.","date":"2022-01-09"}
EOF

# found DB QUERY: the ids, in order.
found()
{
	mufahris-search -d "$1" --group-by=document --duplicates=show --format=trec -n 100 -- "$2" |
		awk '{ print $3 }' | LC_ALL=C sort | tr '\n' ' '
}

# all DB: whatever a search tells of the documents, times apart.
all()
{
	mufahris-search -d "$1" --format=json -n 100 --facets=person,place,org,month,source '*' | sed 's/"took_ms":[0-9.]*//'
	mufahris-search -d "$1" --format=json -n 100 'المظاهرات ministers القانون' | sed 's/"took_ms":[0-9.]*//'
}

for stemmer in snowball+ snowball none; do
	run mufahris-index -d "$stemmer" --stemmer=$stemmer in more.jsonl
	is "--stemmer=$stemmer" "$status $err" '0 '
	like "--info tells $stemmer" "$(mufahris-index -d "$stemmer" --info)" "^stemmer +$(printf %s $stemmer | sed 's/+/[+]/')\$"
done
run mufahris-index -d default in more.jsonl
is 'snowball+ is the default' "$(mufahris-index -d default --info | sed -n 2,3p)" "$(mufahris-index -d snowball+ --info | sed -n 2,3p)"
is 'each has a fingerprint of its own' \
	"$(for d in snowball+ snowball none; do mufahris-index -d $d --info | sed -n '/^analyser/p'; done | sort -u | wc -l)" 3

is 'with rules, forms are found by each other' "$(found snowball+ مظاهرة)" '1.txt 2.txt '
is 'so are words of Latin and Cyrillic letters' "$(found snowball+ minister)$(found snowball+ президент)" '1.txt 2.txt '
is 'without a stemmer they are not' "$(found none مظاهرة)$(found none minister)" '2.txt '
is 'the search goes by what the index has, not by a default' "$(found snowball مسؤولو)$(found snowball minister)" '1.txt 2.txt 1.txt '

for stemmer in snowball none; do
	run mufahris-index --dump=tokens --stemmer=$stemmer in/1.txt
	echo "$out" | awk -F '\t' '$5 == "arabic" { print $7 }' >dumped-$stemmer
	echo "$out" | awk -F '\t' '$5 == "arabic" { print $6 }' >forms
done
ok '--dump shows the forms where nothing stems them' cmp forms dumped-none
unlike '--dump shows stems of Snowball' "$(cmp forms dumped-snowball 2>&1 || echo differ)" '^$'

run mufahris-index -d none --stemmer=snowball in
is 'an index keeps its stemmer' "$status" 2
like 'and what would change it is said' "$err" '--stemmer=snowball: the words of none are stemmed by none \(--reanalyse or --rebuild'
run mufahris-index -d none in
is 'without the option it goes on with its own' "$status $(mufahris-index -d none --info | sed -n 's/^stemmer *//p')" '0 none'
run mufahris-index -d none --stemmer=latin in
like 'an unknown stemmer is refused with the names there are' "$status $err" '^2 .*--stemmer .*latin.*snowball\+, snowball.*none'

mv in gone
mv more.jsonl gone
run mufahris-index -d none --reanalyse --stemmer=snowball+ --stats=json
is '--reanalyse needs no source' "$status $err" '0 '
like 'and goes through all documents' "$out" '"documents":4,'
all snowball+ >wanted
all none >got
ok 'after it the index answers as one made so' cmp wanted got
run mufahris-index -d none --check
is 'it is sound' "$status" 0
before=$(mufahris-index -d none --info | sed -n 's/^generation *//p')
run mufahris-index -d none --reanalyse
is 'an index of this analyser is left as it is' "$status $err $(mufahris-index -d none --info | sed -n 's/^generation *//p')" \
	"0  $before"
mv gone in
mv in/more.jsonl .
run mufahris-index -d none --stats=json in more.jsonl
like 'its sources are known as before' "$out" '"documents":0,'

run mufahris-index -d nowhere --reanalyse
is '--reanalyse where there is no index' "$status" 2
like 'is told so' "$err" 'there is no index here'
ok 'and makes none' test ! -e nowhere/XAPIANDB

run mufahris-index -d none --rebuild --stemmer=snowball in more.jsonl
is '--rebuild takes another stemmer' "$status $(mufahris-index -d none --info | sed -n 's/^stemmer *//p')" '0 snowball'

done_testing
