#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris-search over the sample articles: exit statuses, messages, filters, counts, formats, paging.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
mufahris-index "$top_srcdir/corpus/articles" >"$work/.index" 2>&1 || { cat "$work/.index"; exit 99; }

# found ARG...: the documents of a search, sorted, one a line.
found()
{
	mufahris-search --format=trec -n 100000 "$@" | cut -d' ' -f3 | sort
}

# passages ARG...: "document passage" of every match, in order.
passages()
{
	mufahris-search --format=jsonl --duplicates=show "$@" |
		sed -nE 's/.*"document":"([^"]*)","passage":([0-9]+),.*/\1 \2/p'
}

count()
{
	wc -l | tr -d ' '
}

### Exit status and streams
status_is()
{
	wanted=$1
	shift
	run mufahris-search "$@"
	is "exit $wanted: $*" "$status" "$wanted"
}
status_is 0 كازاخستان
status_is 0 --facets
status_is 0 --person=Tokayev
status_is 0 --date=2022-01
status_is 0 --suggest=كاز
status_is 0 --help
status_is 0 --version
status_is 1 زقزقةلاتوجد
status_is 1 --date=1066 كازاخستان
status_is 1 --suggest=زقزق
status_is 2
status_is 2 --nonesuch x
status_is 2 -Z x
status_is 2 --limit=many x
status_is 2 --limit x
status_is 2 --sort=size x
status_is 2 --facets=colour x
status_is 2 --date=someday x
status_is 2 --mentions=someday x
status_is 2 --person=زقزقةلاتوجد
status_is 2 --strict '(كازاخستان'
status_is 2 --ranking=k1 x
status_is 2 --suggest=x y
status_is 2 -d "$work/nowhere" x
status_is 2 --batch="$work/nowhere"

run mufahris-search كازاخستان
is 'a search that succeeds says nothing on stderr' "$err" ''
run mufahris-search زقزقةلاتوجد
is 'nor does one that finds nothing' "$err" ''
like 'nothing found is said' "$out" '^nothing found'
for arg in --nonesuch -Z --limit=many --sort=size --facets=colour --date=someday; do
	run mufahris-search "$arg" x
	is "$arg: one line on stderr, nothing on stdout" "$(count <"$work/.err") $out" '1 '
done
run mufahris-search --sort=size x
like 'a bad value names option, value and what is accepted' "$err" "^mufahris-search: --sort .*'size'.*relevance, newest, oldest"
run mufahris-search --limt=3 x
like 'an unknown option names the nearest' "$err" '^mufahris-search: unknown option --limt; .*--limit'
run mufahris-search -d "$work/nowhere" x
like 'an index that is not there is named' "$err" "$work/nowhere"
run mufahris-search
like 'no query: what to do' "$err" '--help'
run mufahris-search --person=توكايان
like 'an unknown person is named' "$err" 'no person is called توكايان'
is 'with the nearest five' "$(printf %s "$err" | sed 's/.*nearest: //' | tr , '\n' | grep -c '(')" 5
run mufahris-search --place=tokayev
is 'a person is no place' "$status" 2
run mufahris-search --strict 'كازاخستان AND (روسيا'
is '--strict: the query and a caret below' "$(count <"$work/.err")" 3
like '--strict: the caret' "$err" '^ +\^$'

### Operands
run mufahris-search -- -كازاخستان
is '-- and - : what does not have the word' "$status" 0
is 'a query that begins with - needs no --' "$(found -كازاخستان)" "$(found -- -كازاخستان)"
is 'with and without make the whole' "$( { found كازاخستان; found -- -كازاخستان; } | sort -u | count)" "$(found --sort=newest | count)"
run mufahris-search -- --help
unlike 'after -- everything is the query' "$out" '^Usage'
is 'a hyphen in a word' "$(found 'إيل-76')" "$(found '"إيل 76"')"
is 'which is found' "$(found 'إيل-76')" kazakhstan/first-troops.txt
is 'several operands are one query' "$(found حفظ السلام)" "$(found 'حفظ السلام')"

### Filters
is 'a name in any script' "$(found --person=Tokayev)" "$(found --person=توكاييف)"
is 'and by id' "$(found --person=Токаев)" "$(found --entity=tokayev)"
is 'several values in one option: any' "$(found --person=tokayev,putin)" \
	"$( { found --person=tokayev; found --person=putin; } | sort -u)"
is 'the Arabic comma does the same' "$(found --person='توكاييف، بوتين')" "$(found --person=tokayev,putin)"
is 'repeated: all of them' "$(passages -n 9999 --person=tokayev --person=putin | sort)" \
	"$( { passages -n 9999 --person=tokayev; passages -n 9999 --person=putin; } | sort | uniq -d)"
{ found --person=tokayev; found --person=putin; } | sort | uniq -d >"$work/both"
is '--within=document: anywhere in it' "$(found --within=document --person=tokayev --person=putin)" "$(cat "$work/both")"
is '--narrower: the places in it, by name and by id' "$(found --narrower --place=kz)" "$(found --narrower --place=Kazakhstan)"
ok 'and there are such' test "$(found --narrower --place=kz | count)" -gt "$(found --place=kz | count)"
found --date=2022-01 >"$work/january"
is 'a month is its days' "$(cat "$work/january")" "$(found --date=2022-01-01..2022-01-31)"
is 'open ranges and none make the whole' "$( { found --date=..2021; found --date=2022..; found --date=none; } | sort)" "$(found --sort=newest)"
is 'Arabic dates' "$(found --date='٦ يناير ٢٠٢٢')" "$(found --date=2022-01-06)"
is 'Levantine months' "$(found --date='كانون الثاني 2022')" "$(cat "$work/january")"
is 'a field is the option' "$(found 'date:2022-01')" "$(cat "$work/january")"
mufahris-search --format=jsonl -n 9999 --duplicates=show --mentions=2022-01-05 |
	sed -E 's/.*"mentions":\[([^]]*)\].*/\1/; s/"//g' | awk -F, '{
		found = 0
		for (i = 1; i <= NF; i++) {
			n = split($i, day, /\.\./)
			found = found || (day[1] <= "2022-01-05" && day[n] >= "2022-01-05")
		}
		without += !found
	} END { print without + 0 }' >"$work/without"
is '--mentions: every passage has such a day' "$(cat "$work/without")" 0
source=$(mufahris-search --facets=source -n 0 --format=json --sort=newest | sed -E 's/.*"source":\[\{"value":"([^"]*)".*/\1/')
is '--source keeps that source' "$(mufahris-search --source="$source" --format=jsonl -n 9999 | grep -Fvc "\"source\":\"$source\"")" 0
is '--source finds as many as its facet counts' "$(found --source="$source" | count)" \
	"$(mufahris-search --facets=source -n 0 --format=json --sort=newest | sed -E 's/.*"source":\[\{"value":"[^"]*","count":([0-9]+).*/\1/')"

### Facets against a count by hand
mufahris-search --format=jsonl -n 99999 --duplicates=show كازاخستان >"$work/all.jsonl"
for type in person place org; do
	sed -E 's/.*"document":"([^"]*)".*"entities":\[([^]]*)\].*/\1	\2/' "$work/all.jsonl" |
		awk -F'\t' -v type="$type" '{
			n = split($2, e, /\},?\{?/)
			for (i = 1; i <= n; i++)
				if (index(e[i], "\"type\":\"" type "\"")) {
					sub(/^.*"id":"/, "", e[i])
					sub(/".*/, "", e[i])
					if (!(($1, e[i]) in seen))
						count[e[i]]++
					seen[$1, e[i]] = 1
				}
		} END { for (id in count) print id, count[id] }' | sort >"$work/wanted"
	mufahris-search --format=json -n 0 --facets=$type كازاخستان | sed -E 's/.*"facets"://' | tr '{' '\n' |
		sed -nE 's/.*"id":"([^"]*)".*"count":([0-9]+).*/\1 \2/p' | sort >"$work/got"
	is "facet $type: counts by hand" "$(cat "$work/got")" "$(cat "$work/wanted")"
done
sed -E 's/.*"document":"([^"]*)".*"date":(null|"[^"]*").*/\1 \2/' "$work/all.jsonl" | sort -u |
	awk '{ n[$2 == "null" ? $2 : substr($2, 2, 4)]++ } END { for (y in n) print y, n[y] }' | sort >"$work/wanted"
mufahris-search --format=json -n 0 --facets=year كازاخستان | sed -E 's/.*"facets"://' | tr '{' '\n' |
	sed -nE 's/.*"value":"?([0-9]+|null)"?.*"count":([0-9]+).*/\1 \2/p' | grep -v ' 0$' | sort >"$work/got"
is 'facet year: counts by hand' "$(cat "$work/got")" "$(cat "$work/wanted")"
facet()
{
	mufahris-search --format=json -n 0 "$@" | sed -E 's/.*"facets"://; s/,"selected":true//g'
}
is 'a filter does not narrow its own facet' "$(facet --person=tokayev --facets=person كازاخستان)" "$(facet --facets=person كازاخستان)"
is 'a date neither' "$(facet --date=2022-01-06 --facets=date كازاخستان)" "$(facet --facets=date كازاخستان)"
unlike 'but it narrows the others' "$(facet --person=tokayev --facets=place كازاخستان)" "^$(facet --facets=place كازاخستان | sed 's/[][{}."]/./g')\$"

### Paging, order, groups
passages -n 9999 كازاخستان >"$work/whole"
for offset in 0 4 8 12 16 20 24 28 32 36; do
	passages -n 4 --offset=$offset كازاخستان
done >"$work/pages"
is 'pages are disjoint and complete' "$(cat "$work/pages")" "$(head -40 "$work/whole")"
is 'as many as the total says' "$(mufahris-search -n 0 كازاخستان --format=json | sed -E 's/.*"total":([0-9]+).*/\1/')" "$(count <"$work/whole")"
dates()
{
	mufahris-search --format=jsonl -n 9999 "$@" | sed -E 's/.*"date":(null|"[^"]*").*/\1/; s/null/"9999"/; s/"//g'
}
is '--sort=oldest, undated last' "$(dates --sort=oldest كازاخستان)" "$(dates كازاخستان | sort)"
is '--sort=newest, undated last' "$(dates --sort=newest كازاخستان)" "$(dates كازاخستان | sed s/9999/0000/ | sort -r | sed s/0000/9999/)"
mufahris-search --group-by=document --duplicates=show --format=jsonl -n 9999 كازاخستان | sed -E 's/.*"document":"([^"]*)".*/\1/' >"$work/grouped"
is '--group-by=document: each document once' "$(sort "$work/grouped")" "$(cut -d' ' -f1 "$work/whole" | sort -u)"
is 'and its best passage' "$(head -1 "$work/grouped")" "$(head -1 "$work/whole" | cut -d' ' -f1)"
is '--limit=0 shows nothing and still counts' "$(mufahris-search -n 0 كازاخستان | grep -Ec '^$|^[0-9]+ results')" 1

### Formats
run mufahris-search --format=json --facets --explain قوات كازاخستان
for key in format query interpreted total exact took_ms suggestion results rank score document passage title date source url \
	path start end snippet text match entities id type mentions duplicates facets label label_en count value explain; do
	like "json has \"$key\"" "$out" "\"$key\":"
done
json_tool=
for tool in 'python3 -m json.tool' 'jq .'; do
	$tool </dev/null >/dev/null 2>&1
	[ $? -le 1 ] && [ -z "$json_tool" ] && echo '{}' | $tool >/dev/null 2>&1 && json_tool=$tool
done
valid()
{
	mufahris-search --format=json "$@" | $json_tool
}
if [ "$json_tool" ]; then
	ok 'json of a query is valid' valid كازاخستان
	ok 'of a facet search' valid --facets=person,place,org,date,month,year,mentioned,source
	ok 'of a search that finds nothing' valid زقزقةلاتوجد
	ok 'of a query with quotes and backslashes' valid 'قال "\ نعم" \" {'
else
	skip 'json is valid' 'neither python3 nor jq'
fi
printf 'q1\tكازاخستان\nq2\tقوات حفظ السلام\nq3\tزقزقةلاتوجد\n' >"$work/batch"
run mufahris-search --batch="$work/batch" --format=trec --tag=run1
is '--batch: exit 0 where something was found' "$status" 0
unlike '--batch trec: six well-formed fields' "$(grep -Ev '^q[12] Q0 [^ ]+ [0-9]+ [0-9]+\.[0-9]+ run1$' "$work/.out")" .
is '--batch trec: each document once a query' "$(cut -d' ' -f1,3 "$work/.out" | sort | uniq -d)" ''
is '--batch trec: scores fall' "$(grep ^q1 "$work/.out" | cut -d' ' -f5)" "$(grep ^q1 "$work/.out" | cut -d' ' -f5 | sort -rn)"
printf 'q1\tكازاخستان\nno tab\n' >"$work/batch"
run mufahris-search --batch="$work/batch" --format=trec
is '--batch: exit 2 where a line is bad' "$status" 2
like '--batch: with its file and line' "$err" 'batch:2:'
like '--batch: the others are run' "$out" '^q1 '
run mufahris-search --format=csv كازاخستان -n 3
is 'csv: head and rows' "$(count <"$work/.out")" 4

### Snippets and marks: the text of the document, whole words
plain()
{
	tr -d '\n' <"$1" | od -An -v -tx1 | tr -d ' \n'
}
mufahris-search --format=json --snippet=0 -n 1 توكاييف >"$work/one"
file=$(sed -E 's/.*"path":"([^"]*)".*/\1/' "$work/one")
start=$(sed -E 's/.*"start":([0-9]+).*/\1/' "$work/one")
end=$(sed -E 's/.*"end":([0-9]+).*/\1/' "$work/one")
case $file in
*.txt)
	# the text begins after the header block
	awk 'body { print } /^$/ { body = 1 }' "$file" >"$work/body"
	grep -q '^Title:' "$file" || cp "$file" "$work/body"
	ok 'offsets are those of the text' sh -c "
		head -c $end '$work/body' | tail -c +$((start + 1)) | grep -q توكا" ;;
*)
	skip 'offsets are those of the text' 'the first result is no text file' ;;
esac
# every marked word stands between what is no letter (ranges of letters are not for every grep)
letter='[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]'
mufahris-search --format=jsonl -n 50 كازاخستان قوات حفظ السلام >"$work/marks"
unlike 'marked words are whole: no letter before' "$(cat "$work/marks")" "$letter"'"\},\{"text":"[^"]*","match":true'
unlike 'marked words are whole: no letter after' "$(cat "$work/marks")" '"match":true\},\{"text":"'"$letter"
for chars in 20 60 120; do
	mufahris-search --format=jsonl -n 50 --snippet=$chars كازاخستان >"$work/short"
	unlike "--snippet=$chars cuts at words" "$(cat "$work/short")" "$letter"' …[^ "]'
done
short=$(mufahris-search --format=csv -n 1 --snippet=20 كازاخستان | wc -c)
long=$(mufahris-search --format=csv -n 1 --snippet=400 كازاخستان | wc -c)
ok '--snippet is a length' [ "$short" -lt "$long" ]

### Colour
esc=$(printf '\033')
run mufahris-search كازاخستان
unlike 'no colour in a pipe' "$out" "$esc"
run mufahris-search --color=always كازاخستان
like '--color=always' "$out" "$esc\[1;31m[^ ]*كازا"
unlike 'colour begins at a word' "$out" "$letter$esc\[1"
unlike 'and ends at a word' "$out" "$letter$esc\[0m$letter"
run env NO_COLOR=1 mufahris-search --color=never كازاخستان
unlike '--color=never' "$out" "$esc"

### Pipes
head_of()
{
	sh -c 'mufahris-search -n 9999 --snippet=0 --format=json كازاخستان 2>"$1" | head -c 1 >/dev/null' sh "$work/epipe"
}
head_of
is 'a closed pipe is quiet' "$(cat "$work/epipe")" ''
if [ -c /dev/full ]; then
	mufahris-search كازاخستان >/dev/full 2>"$work/full"
	is 'a full disk is an error' "$?" 2
	like 'that is told' "$(cat "$work/full")" 'standard output'
fi

### Queries that ask too much, or nothing
many=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "كلمة%d ", i }')
words=$(awk 'BEGIN { for (i = 0; i < 300; i++) printf "ك%d ", i }')
deep=$(awk 'BEGIN { for (i = 0; i < 1500; i++) printf "("; printf "قوات"; for (i = 0; i < 1500; i++) printf ")" }')
nots=$(awk 'BEGIN { for (i = 0; i < 900; i++) printf "NOT "; printf "قوات" }')
for query in "$many" "$words" "$deep" "$nots" 'ا*' 'ال*' '*' '**' '"' "'" '""' '"" ""' '(' ')(' '+' '-' '=' '~' ':' \
	'title:' 'person:' 'date:' 'AND' 'OR OR' 'NOT' 'NOT NOT قوات' '"قوات' '"قوات"~' '"قوات"~999999999999' 'قوات)' \
	'person:(' '=*' '+-قوات' 'ـــ' 'َُِ'; do
	name=$(printf %.12s "$query")
	run timeout 1 mufahris-search -n 1 "$query"
	case $status in
	0 | 1) is "query '$name': no complaint" "$err" '' ;;
	2) is "query '$name': one line" "$(count <"$work/.err")" 1 ;;
	*) is "query '$name': an answer within a second" "$status" '0, 1 or 2' ;;
	esac
done
done_testing
