#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# English words find Arabic texts by a dictionary in dictd's form, here a small one of our own; what was made of each
# word is said; Arabic queries do not change.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
text()
{
	printf '{"id":"%s","text":"%s"}\n' "$1" "$2" >>texts.jsonl
}
text gas 'ارتفعت أسعار الغاز في المدينة أمس'
text price 'سعر الخبز لم يتغير'
text bank 'قرر البنك المركزي رفع سعر الفائدة'
text apart 'افتتح البنك فرعا قرب الميدان المركزي'
text shore 'جلس الصياد على ضفة النهر'
text almaty 'عاد الهدوء إلى ألماتي صباحا'
text latin 'نشرت وكالة Reuters صورا من bazaar المدينة'
run mufahris-index texts.jsonl
is 'the texts are indexed' "$status" 0

# article HEADWORD LINE...
: >small.dict
: >small.index
article()
{
	offset=$(wc -c <small.dict)
	printf '%s /sound/\n' "$1" >>small.dict
	head=$1
	shift
	printf '%s\n' "$@" >>small.dict
	printf '%s\t%s\t%s\n' "$head" "$(base64_number "$offset")" \
		"$(base64_number $(($(wc -c <small.dict) - offset)))" >>small.index
}
base64_number()
{
	awk -v n="$1" 'BEGIN {
		d = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
		do { out = substr(d, n % 64 + 1, 1) out; n = int(n / 64) } while (n)
		print out
	}'
}
article bank '1. البَنْك' '2. ضفّة (النهر)' '3. الأريكة'
article bazaar 'سوق شعبية - مكان للبيع'
article 'central bank' 'البنك المركزي'
article gas 'الغاز'
article price 'السعر'
article rate 'هو ما يدفع لقاء شيء من الأشياء في'
LC_ALL=C sort -o small.index small.index

search()
{
	run mufahris-search --dictionary=small --format=jsonl "$@"
	found=$(printf '%s\n' "$out" | sed -nE 's/.*"document":"([^"]*)".*/\1/p' | LC_ALL=C sort | tr '\n' ' ')
}
search 'gas'
is 'a word' "$found" 'gas '
search 'the gases'
is 'its inflected form, and no function word' "$found" 'gas '
search 'prices'
is 'a plural finds singular and plural' "$found" 'bank gas price '
search 'central bank'
is 'an expression wants all its words' "$found" 'apart bank '
run mufahris-search --dictionary=small 'central bank'
like 'which count where they stand together' "$out" '^1\. .*قرر'
search 'bank'
is 'all senses that the index has' "$found" 'apart bank shore '
search 'bank -price'
is 'a word is taken away' "$found" 'apart shore '
search 'gas AND prices'
is 'both words' "$found" 'gas '
search 'central OR bank'
is 'words with OR between are no expression' "$found" 'apart bank shore '
search '+gas prices'
is 'a word that must be there' "$found" 'gas '
search 'bazaar'
is 'what the index has itself stays as it is' "$found" 'latin '
search 'Almaty'
is 'names as ever' "$found" 'almaty '
search --translate=never 'gas'
is 'never' "$found" ''

run mufahris-search --dictionary=small 'gas prices Almaty zebra'
like 'what was made of each word is said' "$out" '^read as: .*gas → (ال)?غاز; prices → (ال)?سعر; Almaty → ألماتي.* \(almaty\)'
like 'and what has no translation' "$out" 'zebra has no translation that the index has'
run mufahris-search --dictionary=small --format=json bank
like 'in JSON too' "$out" '"translations":\[\{"word":"bank","meanings":\[\{"text":"[^"]*بنك","weight":1(\.0+)?,"passages":2\}'
unlike 'vowel marks, remarks and senses that the index lacks are left out' "$out" 'أريكة|النهر\)'
run mufahris-search --dictionary=small --explain --limit=0 bank
like 'the weights are explained' "$out" 'bank: form bank.*senses .*بنك 1\.00 \(2\), .*ضفة 0\.[0-9]+ \(1\)'

for query in 'الغاز' 'سعر الفائدة' '"البنك المركزي"' 'ألماتي -سعر' 'أسعار OR ضفة'; do
	with=$(mufahris-search --dictionary=small --format=jsonl --explain "$query")
	without=$(mufahris-search --translate=never --format=jsonl --explain "$query")
	is "nothing changes for $query" "$with" "$without"
done

printf 'gas\tA\n' >bad.index
: >bad.dict
run mufahris-search --dictionary=bad gas
is 'a damaged dictionary is an error' "$status" 2
like 'which names the line' "$err" 'bad\.index:1: '
printf 'gas\tA\t//////\n' >bad.index
run mufahris-search --dictionary=bad gas
is 'articles past the end are an error' "$status" 2
run mufahris-search --dictionary=absent gas
like 'a missing one is named' "$err" 'absent\.index'
done_testing
