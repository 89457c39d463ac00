#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Studies: frequencies, n-grams, collocates, timelines and concordances, counted again by hand or by awk.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

index()
{
	mufahris-index "$@" >"$work/.index" 2>&1 || { cat "$work/.index"; exit 99; }
}

# study ARG...: the rows of a table as CSV, without its head, quotes and returns.
study()
{
	mufahris-search --format=csv "$@" | sed '1d' | tr -d '"\r'
}

### Four documents whose words can be counted by hand
kept='غادرت سفينة القمح المرفأ. ثم عادت سفينة القمح مساء إلى المرفأ القديم.'
cat >ships.jsonl <<EOF
{"id":"a","title":"سفينة القمح","date":"2022-01-05","source":"س","text":"$kept"}
{"id":"b","title":"سفينة القمح","date":"2022-01-09","source":"ص","text":"القمح رخيص هذا العام، وقالت بكين إنها تشتري القمح."}
{"id":"=1+2","title":"رحلة","date":"2022-04-01","source":"س","text":"سفينة أخرى\u001b[2J تصل إلى المرفأ القديم في الصين."}
EOF
index ships.jsonl
echo '{"id":"d","title":"بلا تاريخ","text":"سفينة القمح في المرفأ"}' >later.jsonl
index later.jsonl

is 'words: occurrences, passages, documents, of all words' "$(study --freq -n 3)" \
	"$(printf '%s\n' القمح,7,3,3,166666.7 سفينه,6,4,4,142857.1 المرفا,4,3,3,95238.1)"
is 'a million is shared by all words' "$(study --freq -n 1000 | awk -F, '{ sum += $5; n += $2 } END { print n, (sum > 999990 && sum < 1000010) }')" \
	'42 1'
is 'stems join forms, and show the most frequent' "$(study --freq=stems القمح -n 1 | cut -d, -f1,2)" 'القمح,7'
is 'of passages that match alone' "$(study --freq رخيص -n 1)" 'القمح,3,1,1,272727.3'
is 'by date' "$(study --freq --date=2022-04 | grep -c .)" 11
is 'by source' "$(study --freq --source=ص -n 1)" 'القمح,3,1,1,272727.3'
is 'by entity' "$(study --freq --entity=الصين | cut -d, -f1 | sort)" "$(study --freq =أخرى | cut -d, -f1 | sort)"
is 'without function words' "$(study --freq --no-stop-words -n 1000 | grep -cE '^(في|الي|ثم|هذا),')" 0
is 'with them' "$(study --freq -n 1000 | grep -cE '^(في|الي|ثم|هذا),')" 4
is 'pages' "$(study --freq -n 2 --offset=1 | cut -d, -f1)" "$(study --freq -n 3 | cut -d, -f1 | sed 1d)"

is 'rows of two, in segments apart, not over the end of a title' "$(study --ngrams=2)" \
	"$(printf '%s\n' 'سفينه القمح,5,3' 'المرفا القديم,2,2' 'الي المرفا,2,2')"
is 'rows of three' "$(study --ngrams=3)" 'الي المرفا القديم,2,2'
is 'rows without function words at an end' "$(study --ngrams=2 --no-stop-words | cut -d, -f1)" \
	"$(printf '%s\n' 'سفينه القمح' 'المرفا القديم')"
run mufahris-search --ngrams=5 --date=2022-04
is 'no row twice: nothing found' "$status" 1

# Of 42 words 6 are سفينة itself; 8 stand next to it: القمح five times, غادرت, عادت and اخري.
is 'collocates' "$(study --collocates --window=1 =سفينة | sort -t, -k2nr -k1 | cut -d, -f1-4)" \
	"$(printf '%s\n' القمح,5,7,1.56 اخري,1,1,0.22 عادت,1,1,0.22 غادرت,1,1,0.22)"
wanted=$(awk 'function x(o, e) { return o * log(o / e) }
	BEGIN {
		n = 36; r = 8; c = 7; o = 5
		g = x(o, r * c / n) + x(r - o, r * (n - c) / n) + x(c - o, (n - r) * c / n) + x(n - r - c + o, (n - r) * (n - c) / n)
		printf "%.2f,%.2f\n", 2 * g, log(o / (r * c / n)) / log(2)
	}')
is 'log-likelihood and mutual information are what awk reckons' \
	"$(study --collocates --window=1 =سفينة | grep '^القمح' | cut -d, -f5,6)" "$wanted"
is 'the filters are the collection' "$(study --collocates --window=1 --date=2022-01 =سفينة | grep '^القمح' | cut -d, -f2,3)" 4,6
is 'a phrase has neighbours' "$(study --collocates --window=1 '"سفينة القمح"' | cut -d, -f1,2 | sort)" \
	"$(printf '%s\n' المرفا,1 عادت,1 غادرت,1 في,1 مساء,1 | sort)"
is 'an entity has neighbours' "$(study --collocates --window=1 --entity=الصين | cut -d, -f1,2 | sort)" \
	"$(printf '%s\n' في,1 | sort)"

is 'a timeline fills its gaps' "$(study --timeline)" \
	"$(printf '%s\n' 2022-01,2,2,2,100.00 2022-02,0,0,0, 2022-03,0,0,0, 2022-04,1,1,1,100.00 ,1,1,1,100.00)"
is 'a timeline of some' "$(study --timeline=year القمح)" "$(printf '%s\n' 2022,2,2,3,66.67 ,1,1,1,100.00)"
is 'days' "$(study --timeline=day --date=2022-01 | cut -d, -f1,2 | tr '\n' ' ')" \
	'2022-01-05,1 2022-01-06,0 2022-01-07,0 2022-01-08,0 2022-01-09,1 '
run mufahris-search --timeline=day --date=2022-01
is 'bars' "$out" 'timeline: 2 documents, 2 passages
period      documents  passages  of  percent
2022-01-05          1         1   1   100.00  ████████████████████████████████████████
2022-01-06          0         0   0
2022-01-07          0         0   0
2022-01-08          0         0   0
2022-01-09          1         1   1   100.00  ████████████████████████████████████████'

### Dispersion, by hand: words before each, those of the title among them
is 'places in documents' "$(study --dispersion =سفينة)" "$(printf '%s\n' '2022-01-05,3,14,0 3 8,a,سفينة القمح' \
	'2022-01-09,1,11,0,b,سفينة القمح' "2022-04-01,1,11,1,'=1+2,رحلة" ',1,6,2,d,بلا تاريخ')"
is 'in one document' "$(study --dispersion=b القمح | cut -d, -f2-5)" '3,11,1 2 10,b'
is 'a document that is not there' "$(study --dispersion=nowhere القمح)" ''
run mufahris-search --dispersion=a =سفينة
like 'for readers a strip' "$out" '^2022-01-05            3     14  │·······│·············│·················  a  سفينة القمح$'
like 'as JSON numbers' "$(mufahris-search --dispersion=a --format=json =سفينة)" '"places":\[0,3,8\],'
run mufahris-search --dispersion
is 'dispersion of nothing' "$status" 2

### Names together
cat >people.jsonl <<'END'
{"id":"1","text":"التقى بوتين وتوكاييف في موسكو."}
{"id":"2","text":"قال بوتين إن توكاييف في أستانا. ثم قال توكاييف إن بوتين في موسكو."}
{"id":"3","text":"التقى بوتين وبلينكن في جنيف."}
{"id":"4","text":"سافر توكاييف إلى أستانا."}
END
MUFAHRIS_DB=$work/people
index people.jsonl
is 'persons' "$(study --together | cut -d, -f1-4,6,7)" "$(printf '%s\n' 'فلاديمير بوتين,قاسم جومارت توكاييف,2,2,putin,tokayev' \
	'فلاديمير بوتين,أنتوني بلينكن,1,1,putin,blinken')"
is 'of 4 passages 3 have the one, 1 the other, 1 both: what awk reckons' "$(study --together | sed -n 2p | cut -d, -f5)" \
	"$(awk 'function x(o, e) { return o ? o * log(o / e) : 0 }
	BEGIN { printf "%.2f", 2 * (x(1, 3 / 4) + x(2, 9 / 4) + x(0, 1 / 4) + x(1, 3 / 4)) }')"
is 'no oftener than by chance' "$(study --together | sed -n 1p | cut -d, -f5)" 0.00
is 'places and persons' "$(study --together=person,place | cut -d, -f1-3 | grep -c موسكو)" 3
is 'in what matches alone' "$(study --together جنيف | cut -d, -f6,7)" blinken,putin
MUFAHRIS_DB=$work/db

### Concordance
is 'every occurrence, in titles too' "$(study --concordance سفينة | cut -d, -f1,2,3,7)" \
	"$(printf '%s\n' "'=1+2,0,2022-04-01,سفينة" a,0,2022-01-05,سفينة a,0,2022-01-05,سفينة a,0,2022-01-05,سفينة b,0,2022-01-09,سفينة d,0,,سفينة)"
is 'before and after, not over the end of a title' \
	"$(mufahris-search --format=kwic --context=2 --source=س --date=2022-01 =القمح | cut -f1,6-8)" \
	"$(printf '%s\t%s\t%s\t%s\n' document before keyword after a سفينة القمح '' a 'غادرت سفينة' القمح 'المرفأ. ثم' \
		a 'عادت سفينة' القمح 'مساء إلى')"
is 'bytes of the text' "$(mufahris-search --format=kwic --source=س --date=2022-01 =القمح | cut -f4,5 | sed '1,2d' |
	while read -r start end; do printf '%s' "$kept" | cut -b$((start + 1))-$end; done | sort -u)" القمح
is 'a title apart has no bytes' "$(mufahris-search --format=kwic --source=ص =سفينة | sed 1d | cut -f4,5 | tr '\t' -)" -
is 'by the next word' "$(mufahris-search --format=kwic --kwic-sort=next --context=1 =سفينة | sed 1d | cut -f8)" \
	"$(printf '%s\n' أخرى القمح القمح القمح القمح القمح)"
is 'by the next words, then' "$(mufahris-search --format=kwic --kwic-sort=next --context=2 =القمح | sed 1d | cut -f8)" \
	"$(printf '%s\n' '' '' '' 'المرفأ. ثم' 'رخيص هذا' 'في المرفأ' 'مساء إلى')"
is 'by the word before' "$(mufahris-search --format=kwic --kwic-sort=previous --context=1 =القمح | sed 1d | cut -f6)" \
	"$(printf '%s\n' '' تشتري سفينة سفينة سفينة سفينة سفينة)"
is 'by date, undated last' "$(study --concordance --kwic-sort=date =سفينة | cut -d, -f1)" \
	"$(printf '%s\n' a a a b "'=1+2" d)"
is 'a phrase is one line' "$(study --concordance --context=1 '"المرفأ القديم"' | cut -d, -f6-8)" \
	"$(printf '%s\n' 'إلى ,المرفأ القديم,في' 'إلى ,المرفأ القديم,')"
is 'an entity in all its names' "$(study --concordance --entity=الصين | cut -d, -f7)" الصين
is 'lines are counted, and limited' "$(mufahris-search --concordance سفينة -n 2 --format=json |
	grep -oE '"(occurrences|documents)":[0-9]+|"keyword"' | tr '\n' ' ')" '"occurrences":6 "documents":4 "keyword" "keyword" '
mufahris-search --concordance أخرى >text
is 'no control of a document is printed' "$(tr -d '\n' <text | tr -dc '\000-\037\177' | wc -c | tr -d ' ')" 0
is 'a formula is text' "$(mufahris-search --concordance --format=csv أخرى | sed -n '2s/,.*//p')" "\"'=1+2\""

### Formats
for name in --freq --ngrams=2 --timeline '--collocates =سفينة' '--concordance =سفينة'; do
	rows=$(study $name -n 3 | grep -c .)
	is "$name: as many rows as JSON lines" "$(mufahris-search $name -n 3 --format=jsonl | grep -c '^{.*}$')" "$rows"
	run mufahris-search $name -n 3 --format=json
	like "$name: one object of JSON" "$out" '^\{"format":1,"study":"[a-z]+",.*"rows":\[\{.*\}\]\}$'
	run mufahris-search $name كلمةلاتوجد
	is "$name: nothing found" "$status" "$(case $name in *سفينة) echo 0 ;; *) echo 1 ;; esac)"
done
run mufahris-search --freq --offset=1000
is 'past the last row something was found' "$status" 0
run mufahris-search --freq --ngrams=2
is 'one study at a time' "$status$err" '2mufahris-search: --freq and --ngrams cannot be given together'
run mufahris-search --collocates
is 'collocates of nothing' "$status" 2
run mufahris-search --freq --format=html
is 'no table in HTML' "$status" 2
run mufahris-search --format=svg سفينة
is 'a picture of a study alone' "$status" 2
run mufahris-search --concordance --format=svg سفينة
is 'a concordance has none' "$status" 2

### Pictures
for name in --freq --ngrams=2 '--timeline=month' '--collocates سفينة' '--collocates كلمةلاتوجد' \
	'--dispersion سفينة' --together; do
	mufahris-search $name --format=svg >picture
	ok "$name: a picture is XML" python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse("picture")'
	is "$name: it has nothing that runs, and asks for nothing" "$(grep -ciE '<(script|style|a|image|use)[ >]|url|href| on[a-z]+=' picture)" 0
done
is 'a word has a bar of its length' "$(mufahris-search --freq --format=svg | grep -A1 '>القمح<' | sed -nE 's/.* width="([0-9.]+)".*/\1/p')" 464.0
is 'half as many, half as long' "$(mufahris-search --freq=forms --format=svg | grep -A1 '>المرفا<' | sed -nE 's/.* width="([0-9.]+)".*/\1/p')" \
	"$(awk 'BEGIN { printf "%.1f", 464 * 4 / 7 }')"
is 'a month has a column' "$(mufahris-search --timeline=month --format=svg | grep -o '<title>[^<]*' | tr '\n' ' ')" \
	'<title>2022-01: 2 <title>2022-04: 1 '
run mufahris-search --ngrams=6
is 'rows of six' "$status" 2
printf 'x\tسفينة\ny\tرخيص\n' >queries
is 'in batches' "$(mufahris-search --batch=queries --freq -n 1 --format=csv | tr -d '"\r' | cut -d, -f1-3)" \
	"$(printf '%s\n' qid,word,count x,القمح,7 y,القمح,3)"

### The sample articles: words as grep and sort count them
letter='[ءؤئابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىة]'
none='[^ءؤئابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىة]'
MUFAHRIS_DB=$work/samples
mkdir plain
for file in "$top_srcdir"/corpus/articles/*/*.txt; do
	iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 || continue # for grep
	cp "$file" "plain/$(basename "$(dirname "$file")")-$(basename "$file")"
done
index plain
# Headers but the title go; marks and tatweel go; letters fold; what is no Arabic letter separates.
for file in plain/*.txt; do
	awk 'FNR == 1 { head = /^(Title|Date|Source|Author|Url): / } head && /^\r?$/ { head = 0 }
		!head || sub(/^Title: /, "")' "$file"
	echo
done | sed -E 's/[ًٌٍَُِّْٰـ]//g; s/[أإآٱ]/ا/g; s/[ىیې]/ي/g; s/[ةہە]/ه/g; s/[کگ]/ك/g; s/‌//g; s/ﻻ/لا/g' |
	grep -oE "$letter+" | sort | uniq -c | awk '$1 >= 5 { print $2 "," $1 }' | LC_ALL=C sort >counted
study --freq -n 100000 | awk -F, '$2 >= 5 && $1 !~ /[0-9]/ { print $1 "," $2 }' | LC_ALL=C sort >told
ok 'words that occur five times or more are those that grep and sort count' diff counted told
ok 'and there are many' test "$(grep -c . told)" -gt 50
is 'a form stands in as many documents as grep finds' "$(study --freq -n 100000 | grep '^منذ,' | cut -d, -f4)" \
	"$(grep -lE "(^|$none)منذ($none|\$)" plain/*.txt | wc -l | tr -d ' ')"
is 'a concordance has as many lines as grep' "$(study --concordance -n 1000 =منذ | grep -c .)" \
	"$(cat plain/*.txt | grep -oE "(^|$none)منذ($none|\$)" | wc -l | tr -d ' ')"

# Every passage that a search finds by words has an occurrence that a concordance shows.
while IFS='	' read -r id query; do
	echo "$id $(mufahris-search --duplicates=show --format=json -n 1 "$query" | sed -nE 's/.*"total":([0-9]+).*/\1/p')"
done <"$top_srcdir/corpus/queries.tsv" >found
while IFS='	' read -r id query; do
	echo "$id $(mufahris-search --concordance --format=json -n 1 "$query" | sed -nE 's/.*"passages":([0-9]+).*/\1/p')"
done <"$top_srcdir/corpus/queries.tsv" >shown
ok 'a concordance has every passage that a search finds' diff found shown
is 'and they were searched' "$(awk '{ n += $2 } END { print (n > 100) }' found)" 1

mkdir one
echo 'سطر وحيد' >one/1.txt
mufahris-index -d one.db one
is 'one of a kind is told as one' "$(mufahris-search -d one.db --freq وحيد | head -n 1)" \
	'freq for وحيد: 1 document, 1 passage, 2 words, 2 forms'
done_testing
