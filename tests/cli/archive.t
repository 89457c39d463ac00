#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Several indexes gathered into an archive answer as one index of all their documents does.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

articles=$top_srcdir/corpus/articles

### One index of everything, and three that share it out
cp -r "$articles" all
(cd all && find . -type f | LC_ALL=C sort) >list
for part in 0 1 2; do
	awk -v part=$part 'NR % 3 == part' list | (cd all && xargs tar -cf -) | (mkdir "part$part" && tar -xf - -C "part$part")
	(cd "part$part" && mufahris-index -d "../news/p$part.idx" .)
done
(cd all && mufahris-index -d ../one.idx .)
run mufahris-index --statistics=news/archive --stats news/p0.idx news/p1.idx news/p2.idx
is 'gathered' "$status $err" '0 '
like 'says how many indexes' "$out" '^indexes +3$'
like 'and documents' "$out" "^documents +$(mufahris-index -d one.idx --info | awk '$1 == "documents" { print $2 }')$"

# answer DIR QUERY...: what a search answers, without the time it took.
answer()
{
	answer_dir=$1
	shift
	answer_status=0
	mufahris-search -d "$answer_dir" --no-pager "$@" >answer 2>answer.err || answer_status=$?
	[ "$answer_status" -lt 2 ] && sed 's/"took_ms":[0-9.]*/"took_ms":0/' answer
}

# alike NAME ONE OTHER OPTION...: two indexes answer alike, and something.
alike()
{
	alike_name=$1 alike_one=$2 alike_other=$3
	shift 3
	answer "$alike_one" "$@" >wanted
	answer "$alike_other" "$@" >got
	ok "$alike_name: $*: answers" [ -s wanted ]
	ok "$alike_name: $*" cmp wanted got
}

facets=person,place,org,date,month,year,mentioned,source
compare()
{
	for query in القوات 'انسحاب القوات' '"الأمن الجماعي"' '"القوات الأجنبية" -روسيا' 'غاز OR وقود' '=الرئيس' 'كازا*' \
		Tokayev 2500 'title:قمة' 'person:توكايف' 'الكزاخستانية' '"جملة لا توجد في أي نص"'; do
		alike "$1" "$2" "$3" --format=json --facets="$facets" --explain "$query"
	done
	alike "$1" "$2" "$3" --format=json --place=كازاخستان --date=2022-01 --facets="$facets" --facet-limit=0 -n 50
	alike "$1" "$2" "$3" --format=json --sort=newest --offset=3 -n 4 الرئيس
	alike "$1" "$2" "$3" --format=json --group-by=document --within=document --person=توكايف قوات
	alike "$1" "$2" "$3" --suggest=كاز
	alike "$1" "$2" "$3" --show=kazakhstan/last-plane.txt القوات
	for study in --freq --freq=stems --ngrams=2 --timeline=month --collocates --concordance; do
		alike "$1" "$2" "$3" --format=json $study قوات
	done
}
compare 'as one' one.idx news/archive

### The folders can be moved together
mv news elsewhere
alike 'moved' one.idx elsewhere/archive --format=json القوات
mv elsewhere news

### Documents that are deleted; an archive is as of when it was gathered
gone=$(mufahris-search -d one.idx --format=trec القوات | awk 'NR == 1 { print $3 }' | sed 's/#[0-9]*$//')
before=$(answer news/archive --format=json القوات)
for part in 0 1 2; do
	mufahris-index -d "news/p$part.idx" "--delete=$gone" 2>.err && holder=$part
done
is 'a member that has changed once is read as it was' "$(answer news/archive --format=json القوات)" "$before"
run mufahris-index --statistics=news/archive
is 'gathered again' "$status $err" '0 '
run mufahris-index -d one.idx "--delete=$gone"
is 'the same deleted from the one' "$status $err" '0 '
compare 'without a document' one.idx news/archive
run mufahris-index -d news/archive --check
is 'is sound' "$status" 0
run mufahris-index -d news/archive --info=json
like 'tells how many indexes it gathers' "$out" '"indexes":3,'

echo 'خبر جديد عن القوات' >"part$holder/new.txt"
(cd "part$holder" && mufahris-index -d "../news/p$holder.idx" new.txt)
echo 'خبر ثان عن القوات' >"part$holder/newer.txt"
(cd "part$holder" && mufahris-index -d "../news/p$holder.idx" newer.txt)
run mufahris-search -d news/archive القوات
is 'a member that has changed twice: status' "$status" 2
like 'a member that has changed twice: said' "$err" \
	"^mufahris-search: news/archive: the index news/archive/\.\./p$holder\.idx, which it gathers, has changed since \(gather again: mufahris-index --statistics=news/archive\)$"
run mufahris-index --statistics=news/archive
is 'gathered once more' "$status $err" '0 '
is 'and finds what is new' "$(mufahris-search -d news/archive --format=trec 'خبر ثان' | grep -c newer.txt)" 1

### What does not go together is refused, and the archive stays
# refused NAME REGEX
refused()
{
	is "$1: status" "$status" 2
	like "$1: said" "$err" "$2"
	is "$1: the archive answers as before" "$(answer news/archive --format=json القوات)" "$now"
}
now=$(answer news/archive --format=json القوات)
run mufahris-index -d news/archive part0
refused 'to index into an archive' '^mufahris-index: news/archive: gathers 3 indexes, and has no documents of its own \(change one of these, then gather again: mufahris-index --statistics=news/archive\)$'
run mufahris-index -d news/archive --rebuild part0
refused 'to rebuild it' 'gathers 3 indexes'
mkdir twice
cp "part0/$(cd part0 && find . -name '*.txt' | head -n 1)" twice/
mufahris-index -d twice.idx part0
run mufahris-index --statistics=news/archive news/p0.idx news/p1.idx twice.idx
refused 'an id in two indexes' '^mufahris-index: .*/news/p0\.idx and .*/twice\.idx both have a document with the id .* \(remove it from one: mufahris-index -d .*/twice\.idx --delete='
run mufahris-index --statistics=news/archive news/p0.idx ./news/p0.idx
refused 'one index twice' 'p0\.idx: is named twice'
run mufahris-index --statistics=news/archive news/archive
refused 'itself' 'an archive cannot gather itself'
run mufahris-index --statistics=other news/archive
refused 'an archive' 'gathers indexes itself \(name the indexes that it gathers\)'
run mufahris-index --statistics=news/archive news/p0.idx nowhere.idx
refused 'no index' '^mufahris-index: nowhere\.idx: there is no index here'
run mufahris-index --statistics=news/p0.idx news/p1.idx
refused 'an index in place of an archive' '^mufahris-index: news/p0\.idx: is an index with documents of its own'
run mufahris-index --statistics=nothing
refused 'nothing to gather' '^mufahris-index: nothing: there is no index here \(name the indexes to gather: mufahris-index --statistics=nothing INDEX\.\.\.\)$'
ok 'and leaves no folder' [ ! -e nothing ]
run mufahris-index -d x --statistics=news/archive news/p0.idx
refused 'two folders' '--statistics and --db cannot be given together'
mufahris-index -d plain.idx --stemmer=none twice
run mufahris-index --statistics=news/archive news/p1.idx plain.idx
refused 'another stemmer' 'words stemmed in two ways'
mufahris-index -d bare.idx --no-default-gazetteer twice
run mufahris-index --statistics=news/archive news/p1.idx bare.idx
refused 'another gazetteer' 'different gazetteers'

### A member that is damaged, or not there
mv news/p1.idx hidden
run mufahris-search -d news/archive القوات
is 'a member is missing: status' "$status" 2
like 'a member is missing: said' "$err" 'p1\.idx, which it gathers, is not there \(bring it back, or gather others: mufahris-index --statistics=news/archive INDEX\.\.\.\)$'
mv hidden news/p1.idx
is 'and is back' "$(answer news/archive --format=json القوات)" "$now"
columns=$(find news/p1.idx -name columns | head -n 1)
printf 'x' | dd of="$columns" bs=1 seek=100 conv=notrunc 2>/dev/null
run mufahris-index -d news/archive --check
is 'damage in a member: status' "$status" 2
like 'damage in a member: said' "$err" 'p1\.idx/seg-[0-9]+/columns: its content has changed \(rebuild the index: mufahris-index -d news/archive/\.\./p1\.idx --rebuild PATH\)'

done_testing
