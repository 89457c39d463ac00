#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris-search day by day: whole documents, completions, did you mean, configuration, kept queries,
# the pager, messages in Arabic, explanations.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
unset MUFAHRIS_CONFIG MUFAHRIS_PAGER PAGER LESS LANG
mufahris-index "$top_srcdir/corpus/articles" >"$work/.index" 2>&1 || { cat "$work/.index"; exit 99; }

found()
{
	mufahris-search --format=trec -n 100000 "$@" | cut -d' ' -f3 | sort
}

lines()
{
	wc -l | tr -d ' '
}

### Whole documents
id=$(mufahris-search --format=jsonl -n 1 --sort=oldest --date=2022 كازاخستان | sed -E 's/.*"document":"([^"]*)".*/\1/')
mufahris-search --show="$id" --format=json >"$work/whole"
sed -E 's/.*"snippet":\[\{"text":"//; s/"\}\].*//; s/\\n/\n/g; s/\\"/"/g' "$work/whole" >"$work/text"
is '--show: one result' "$(grep -c . "$work/whole")" 1
like '--show: with its id' "$(cat "$work/whole")" "\"document\":\"$id\""
path=$(sed -E 's/.*"path":"([^"]*)".*/\1/' "$work/whole")
case $path in
*.txt)
	last=$(grep -v '^[[:space:]]*$' "$path" | tail -1)
	is '--show: to the last line of the file' "$(grep -v '^[[:space:]]*$' "$work/text" | tail -1)" "$last" ;;
*)
	skip '--show: to the last line of the file' "$path holds several documents" ;;
esac
run mufahris-search --show="$id" كازاخستان
is '--show with words: exit 0' "$status" 0
like '--show: the words are marked' "$out" '\*[^ *]*كازاخ[^ *]*\*'
like '--show: their number' "$out" '^[0-9]+ places? marked for كازاخستان'
marks=$(grep -o '\*[^*]*\*' "$work/.out" | lines)
is '--show: as many as it says' "$(sed -nE 's/^([0-9]+) places? marked.*/\1/p' "$work/.out")" "$marks"
is '--show: marks change nothing else' "$(sed -E 's/\*([^*]*)\*/\1/g' "$work/.out" | tail -3)" \
	"$(mufahris-search --show="$id" | tail -3)"
run mufahris-search --show="$id" زقزقةلاتوجد
like '--show: words that are not there' "$status $out" '^0 nothing marked for زقزقةلاتوجد$'
run mufahris-search --show="$id" --explain كازاخستان
like '--show --explain: how a word was found' "$out" '\* \[(same form|stem|clitic|entity)\]'
run mufahris-search --show="$id" --format=html كازاخستان
like '--show --format=html: marks' "$out" '<mark>[^<]*كازاخ'
like '--show --format=html: paragraphs with their direction' "$out" '^<p lang="ar" dir="rtl">'
is '--show --format=html: every paragraph is closed' "$(grep -o '<p[ >]' "$work/.out" | lines)" "$(grep -o '</p>' "$work/.out" | lines)"
run mufahris-search --show=no/such/document
is '--show of what is not there: exit 2' "$status" 2
like 'and its name' "$err" 'no document has the id no/such/document'

### Completions
run mufahris-search --suggest=كازاخ
like '--suggest: words with their counts' "$out" "^كازاخستان	[0-9]+$"
is '--suggest: at most ten' "$([ "$(lines <"$work/.out")" -le 10 ] && echo yes)" yes
is '--suggest: most frequent first' "$(cut -f2 "$work/.out")" "$(cut -f2 "$work/.out" | sort -rn)"
like '--suggest: names by any word, in Latin letters' "$(mufahris-search --suggest=tokay)" '^Kassym-Jomart Tokayev'
like '--suggest: and in Arabic' "$(mufahris-search --suggest=جومار)" '^قاسم جومارت توكاييف'
like '--suggest: the last of several words, by what follows the one before' "$(mufahris-search --suggest='حفظ الس' | head -1)" '^حفظ الس'
pair=$(grep -ohE '(^| )الأمن ال[^ .،:]+' "$top_srcdir"/corpus/articles/kazakhstan/*.txt | sed 's/^ //' | sort | uniq -c | sort -rn | sed -nE '1s/^ *[0-9]+ //p')
is '--suggest: the pair that the texts have most' "$(mufahris-search --suggest='الأمن ال' | head -1 | cut -f1)" "$pair"

### Did you mean
run mufahris-search كازاختسان
is 'did you mean: nothing is found' "$status" 1
like 'did you mean: the word that was meant' "$out" '^did you mean: كازاخستان$'
like 'did you mean: the rest of the query stays' "$(mufahris-search 'عنوان:كازاختسان')" '^did you mean: عنوان:كازاخستان$'
like 'did you mean: letters that sound alike' "$(mufahris-search +الانطخابات)" '^did you mean: \+الانتخابات$'
unlike 'no suggestion where enough is found' "$(mufahris-search كازاخستان)" '^did you mean'
unlike 'none for what is like nothing' "$(mufahris-search زقزقةلاتوجد)" '^did you mean'
unlike 'none for a word in the spelling of the index' "$(mufahris-search --date=1066 كازاخستان)" '^did you mean'
like 'json: suggestion' "$(mufahris-search --format=json كازاختسان)" '"suggestion":"كازاخستان"'
like 'json: null without one' "$(mufahris-search --format=json كازاخستان)" '"suggestion":null'

### Configuration
usual=$(mufahris-search --format=jsonl كازاخستان | lines)
mkdir -p "$XDG_CONFIG_HOME/mufahris"
config=$XDG_CONFIG_HOME/mufahris/config
printf '; mine\n[search]\nlimit = 2\nexplain = no\nstrict = yes\n\n[ranking]\ntitle = 3\n' >"$config"
is 'configuration: limit' "$(mufahris-search --format=jsonl كازاخستان | lines)" 2
is 'the command line comes after it' "$(mufahris-search --format=jsonl -n 3 كازاخستان | lines)" 3
run mufahris-search '(كازاخستان'
is 'a flag with yes' "$status" 2
is '$MUFAHRIS_CONFIG, empty: none' "$(MUFAHRIS_CONFIG='' mufahris-search --format=jsonl كازاخستان | lines)" "$usual"
printf '[search]\nlimit = 4\n' >"$work/other"
is '$MUFAHRIS_CONFIG names another' "$(MUFAHRIS_CONFIG=$work/other mufahris-search --format=jsonl كازاخستان | lines)" 4
run env MUFAHRIS_CONFIG="$work/nowhere" mufahris-search كازاخستان
is 'one that is not there is an error' "$status" 2
bad()
{
	printf '%b' "$2" >"$config"
	run mufahris-search كازاخستان
	is "configuration, $1: exit 2" "$status" 2
	is "configuration, $1: one line" "$(lines <"$work/.err")" 1
	like "configuration, $1: file, line and what is wrong" "$err" "^mufahris-search: $config:$3"
}
bad 'a bad value' '[search]\n\nlimit = many\n' '3: --limit .*many.*whole number'
bad 'an unknown option' '[search]\nlimt = 3\n' '2: unknown option --limt; the nearest is --limit'
bad 'an unknown section' '[serach]\nlimit = 3\n' '2: there is no section \[serach\] \('
bad 'a flag that is neither yes nor no' '[search]\nstrict = perhaps\n' '2: --strict .*perhaps.*yes, no'
bad 'a line that is no pair' '[search]\nlimit 3\n' '2: .*name = value'
bad 'an errand' '[search]\nshow = x\n' '2: --show cannot stand'
bad 'a long line' "[search]\\ndb = $(printf '%0300d' 0)\\n" '2: the line is longer'
run mufahris-search --help
is '--help works whatever the configuration says' "$status" 0
like '--help tells of it' "$out" 'MUFAHRIS_CONFIG'
rm -r "$XDG_CONFIG_HOME"

### Kept queries
run mufahris-search --save=vi --date=2022-01 --person=tokayev --sort=oldest قوات الأمن
is '--save also searches' "$status $out" "0 $(mufahris-search --date=2022-01 --person=tokayev --sort=oldest قوات الأمن)"
is 'it is a file' "$(cat "$XDG_DATA_HOME/mufahris/queries/vi")" "--person=tokayev
--date=2022-01
--sort=oldest
قوات الأمن"
is '@NAME is the query and its filters' "$(mufahris-search @vi | grep -v ^note:)" "$out"
like 'and the output says what it stands for' "$(mufahris-search @vi)" \
	'^note: @vi is --person=tokayev --date=2022-01 --sort=oldest قوات الأمن$'
like 'in json too' "$(mufahris-search --format=json @vi)" '"warning":"@vi is --person=tokayev '
is 'options add to it' "$(found @vi --place=kz)" "$(found --date=2022-01 --person=tokayev --place=kz --sort=oldest قوات الأمن)"
is 'and may replace' "$(found @vi --date=2022-06)" "$(found --date=2022-06 --person=tokayev --sort=oldest قوات الأمن)"
is 'and words' "$(found @vi رصاص)" "$(found --date=2022-01 --person=tokayev --sort=oldest قوات الأمن رصاص)"
mufahris-search --save=استقالة.1 -- -قوات >"$work/minus"
is 'a query that begins with -, a name in Arabic' "$(mufahris-search @استقالة.1 | grep -v ^note:)" "$(cat "$work/minus")"
mufahris-search --save=only --facets=year --person=tokayev >"$work/only"
is 'without words' "$(mufahris-search @only | grep -v ^note:)" "$(cat "$work/only")"
for name in ../vi . .. -x 'a b' 'a/b' '' "$(printf 'a\033b')" "$(printf '%0101d' 0)"; do
	run mufahris-search --save="$name" x
	is "'$(printf %.9s "$name" | tr '\033' '?')' is no name: exit 2, one line" "$status $(lines <"$work/.err")" '2 1'
done
is 'a word that nobody kept is a word' "$(found @قوات)" "$(found قوات)"
like 'and the output says so' "$(mufahris-search @قوات)" '^note: no query is kept as @قوات, so it is searched as a word$'
is 'only what was asked for is kept' "$(ls "$XDG_DATA_HOME/mufahris/queries" | lines)" 3
mufahris-search --save=page -n 1 --offset=2 كازاخستان >/dev/null
is 'how much is shown is not kept' "$(cat "$XDG_DATA_HOME/mufahris/queries/page")" كازاخستان
run mufahris-search --saved
is '--saved lists them by name' "$status $out" "0 $(printf '@only\t--person=tokayev --facets=year\n@page\tكازاخستان\n@vi\t%s\n@استقالة.1\t-قوات' \
	'--person=tokayev --date=2022-01 --sort=oldest قوات الأمن')"
is '--saved=NAME shows one as it is kept' "$(mufahris-search --saved=vi)" "$(cat "$XDG_DATA_HOME/mufahris/queries/vi")"
run mufahris-search --forget=vi
is '--forget=NAME deletes one' "$status $out$err $(mufahris-search --saved | lines)" '0  3'
for option in --saved=vi --forget=vi --forget=../x; do
	run mufahris-search $option
	is "$option: exit 2, one line" "$status $(lines <"$work/.err")" '2 1'
done
run mufahris-search --saved قوات
is '--saved takes no query' "$status" 2
rm -r "$XDG_DATA_HOME/mufahris/queries"
run mufahris-search --saved
is 'nothing is kept: exit 1, nothing said' "$status $out$err" '1 '

### What is new
found --date=2022-06-01.. كازاخستان >"$work/since"
is '--new-since: published then or later' "$(found --new-since=2022-06-01 كازاخستان)" "$(cat "$work/since")"
is '--new-since=MONTH: from its first day' "$(found --new-since=2022-06 كازاخستان)" "$(cat "$work/since")"
is '--new-since, in Arabic' "$(found --new-since='١ حزيران ٢٠٢٢' كازاخستان)" "$(cat "$work/since")"
run mufahris-search --new-since=last:1d كازاخستان
is 'nothing is new: exit 1' "$status" 1
for date in none someday ..2022; do
	run mufahris-search --new-since=$date كازاخستان
	is "--new-since=$date: exit 2, one line" "$status $(lines <"$work/.err")" '2 1'
done
run mufahris-search --new-since=2022 --date=2022 x
like '--new-since and --date' "$err" 'cannot be given together'

### A source that nobody has
run mufahris-search --source=المرصد كازاخستان
is 'an unknown source finds nothing' "$status" 1
like 'and the nearest are named' "$out" '^note: no document is from the source المرصد; nearest: صحيفة المرصد, '
like 'in json' "$(mufahris-search --source=المرصد --format=json كازاخستان)" '"warning":"no document is from the source المرصد; '
like 'in a study' "$(mufahris-search --source=المرصد --freq)" '^note: no document is from the source المرصد; '
unlike 'a known source is no matter' "$(mufahris-search --source='صحيفه المرصد' كازاخستان)" '^note: '

### What is asked in vain is told
run mufahris-search --person= كازاخستان
is 'an empty value: exit 2' "$status $err" '2 mufahris-search: --person needs a value: --person=X'
run mufahris-search --window=3 كازاخستان
is 'an option that does nothing: exit 2' "$status $err" '2 mufahris-search: --window does nothing without --collocates'
run mufahris-search --json كازاخستان
like 'a value that is typed as an option' "$err" 'the nearest is --format=json'
run mufahris-search --since=2022 كازاخستان
like 'half of an option' "$err" 'the nearest is --new-since'

### A batch from a program that waits for each answer
mkfifo ask answer
timeout 100 mufahris-search --batch=- --format=trec -n 1 <ask >answer &
exec 3>ask 4<answer
printf 'q1\tكازاخستان\n' >&3
read -r line <&4
like 'the first is answered before the next is asked' "$line" '^q1 Q0 '
printf 'q2\tقوات\n' >&3
read -r line <&4
like 'and the next' "$line" '^q2 Q0 '
exec 3>&- 4<&-
wait

### Pager
if command -v script >/dev/null; then
	# on_terminal ROWS COMMAND
	on_terminal()
	{
		printf 'stty rows %s cols 80\n%s\n' "$1" "$2" >"$work/.command"
		script -qec "sh '$work/.command'" /dev/null </dev/null 2>&1
	}
	MUFAHRIS_PAGER='sed s/^/paged:/'
	export MUFAHRIS_PAGER
	like 'longer than the screen: the pager' "$(on_terminal 10 'mufahris-search -n 9 كازاخستان')" '^paged:'
	unlike 'not where it fits' "$(on_terminal 300 'mufahris-search -n 9 كازاخستان')" '^paged:'
	unlike '--no-pager' "$(on_terminal 10 'mufahris-search --no-pager -n 9 كازاخستان')" '^paged:'
	unlike 'never in a pipe' "$(on_terminal 10 'mufahris-search -n 9 كازاخستان | cat')" '^paged:'
	like '$PAGER where there is no $MUFAHRIS_PAGER' \
		"$(on_terminal 10 'unset MUFAHRIS_PAGER; PAGER="sed s/^/second:/" mufahris-search -n 9 كازاخستان')" '^second:'
	like 'a pager that is not there: the results come all the same' \
		"$(on_terminal 10 'MUFAHRIS_PAGER=no-such-pager mufahris-search -n 9 كازاخستان')" '^[^ ]*9 results|^[^ ]*[0-9]+ results'
	like 'a pager that stops reading is no error' \
		"$(on_terminal 10 'MUFAHRIS_PAGER="head -1" mufahris-search -n 99 --snippet=0 كازاخستان; echo status $?')" '^status 0'
	unset MUFAHRIS_PAGER
else
	skip 'pager' 'no script(1)'
fi

### Messages in Arabic
for set in LC_ALL=ar_EG.UTF-8 'LC_ALL= LC_MESSAGES=ar' 'LC_ALL= LC_MESSAGES= LANG=ar_SY.UTF-8'; do
	run env $set mufahris-search --facets=person كازاخستان
	like "$set: the total" "$out" '^النتائج: [0-9]+ · الوثائق: [0-9]+ · البحث عن: كازاخستان$'
	like "$set: heads of facets" "$out" '^الأشخاص:$'
done
for set in LC_ALL=en_GB.UTF-8 'LC_ALL=C.UTF-8 LANG=ar' 'LC_ALL=arn_CL'; do
	run env $set mufahris-search كازاخستان
	like "$set: in English" "$out" '^[0-9]+ results in [0-9]+ documents for كازاخستان$'
done
LC_ALL=ar
export LC_ALL
like 'nothing found, in Arabic' "$(mufahris-search زقزقةلاتوجد)" '^لا نتائج'
like 'did you mean, in Arabic' "$(mufahris-search كازاختسان)" '^هل تقصد: كازاخستان$'
run mufahris-search
like 'a message in Arabic' "$err" '^mufahris-search: لم يُكتب ما يُبحث عنه \('
run mufahris-search --limt x
like 'with what it names' "$err" '--limt؛ .*--limit'
like 'json keeps its keys' "$(mufahris-search --format=json --facets=person كازاخستان)" '"total":[0-9]+.*"facets":\{"person"'
LC_ALL=C.UTF-8

### Why
run mufahris-search --explain -n 1 --date=2022-01 --person=tokayev قوات
like '--explain: what was read' "$out" '^lexemes:$'
like '--explain: the query' "$out" 'Query\('
like '--explain: the filters' "$out" '^ +published 2022-01-01 to 2022-01-31$'
like '--explain: the entity that a filter means' "$out" '^ +the passage names tokayev$'
like '--explain: how each word matched' "$out" '^   [0-9.]+  قوات -> [^ ]+ \((same form|stem|broken plural|clitic)\)$'
run mufahris-search --explain -n 1 --format=json --date=2022-01 --person=tokayev قوات
like '--explain in json: all of it' "$out" '"explain":\{"lexemes":"[^}]*"tree":"[^}]*"query":"[^}]*"filters":\['
like '--explain in json: each result' "$out" '"explain":\[\{"word":"قوات","found":"[^"]+","how":"[^"]+","weight":[0-9.]+'
done_testing
