#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --added-since: when a document came into the index, which neither its date nor a later run changes.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# at MOMENT OPTION...: a run of the indexer at that moment
at()
{
	SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s)
	export SOURCE_DATE_EPOCH
	shift
	run mufahris-index --no-default-gazetteer "$@"
	is "mufahris-index $*" "$status" 0
}

# since DATE: what was added since, in order
since()
{
	mufahris-search -n 100 --format=jsonl --added-since="$1" | sed -nE 's/.*"document":"([^"]*)".*/\1/p' | LC_ALL=C sort | tr '\n' ' '
}

mkdir in
echo 'وصلت السفينة الأولى' >in/1.txt
echo 'وصلت السفينة الثانية' >in/2.txt
echo 'وصلت السفينة الثالثة' >in/3.txt
at '2024-03-01 10:00' in
echo 'وصلت السفينة الرابعة' >in/2024-01-01-4.txt
echo 'غادرت السفينة الثانية' >in/2.txt
mv in/3.txt in/5.txt
at '2024-03-02 10:00' --prune in
is 'new and changed documents were added then, a moved one before' "$(since 2024-03-02)" '2.txt 2024-01-01-4.txt '
is 'a day in words' "$(since '2 مارس 2024')" '2.txt 2024-01-01-4.txt '
is 'all since the first run' "$(since 2024-03-01)" '1.txt 2.txt 2024-01-01-4.txt 5.txt '
is 'a moment' "$(since 2024-03-02T10:00) $(since '2024-03-02 10:00:01')" '2.txt 2024-01-01-4.txt  '
is 'a moment of UTC, and of the time here' \
	"$(TZ=EAT-3 since 2024-03-02T10:00:00Z) $(TZ=EAT-3 since 2024-03-02T13:00) $(TZ=EAT-3 since 2024-03-02T13:01)" \
	'2.txt 2024-01-01-4.txt  2.txt 2024-01-01-4.txt  '
like 'json tells it' "$(mufahris-search --format=json الأولى)" '"added":"2024-03-01T10:00:00Z"'
is 'facets and studies obey it' "$(mufahris-search --added-since=2024-03-02 --facets=source -n 0 --format=csv | tail -n 1 | tr -d "\r") $(
	mufahris-search --added-since=2024-03-02 --freq --format=csv السفينة | grep -c السفينه)" \
	'source,"","(no source)","",2,0,,, 1'

at '2024-03-03 10:00' --shards=1
is 'a merge keeps it' "$(since 2024-03-02)" '2.txt 2024-01-01-4.txt '
at '2024-03-04 10:00' --rebuild in
is 'a rebuild keeps it' "$(since 2024-03-02) $(since 2024-03-03)" '2.txt 2024-01-01-4.txt  '
echo 'غادرت السفينة الأولى' >in/1.txt
at '2024-03-05 10:00' --rebuild in
is 'but for what has changed' "$(since 2024-03-03)" '1.txt '
printf ':x a <http://schema.org/Person> ; <http://www.w3.org/2004/02/skos/core#prefLabel> "ربان"@ar .\n' |
	sed '1i @prefix : <http://example.org/> .' >names.ttl
at '2024-03-06 10:00' --gazetteer=names.ttl --retag in
is 'tagging again keeps it' "$(since 2024-03-05) $(since 2024-03-06)" '1.txt  '

for date in none someday ..2022 2024-03-02T25:00 2024-03-02T10 :30; do
	run mufahris-search --added-since="$date" السفينة
	is "--added-since=$date: exit 2, one line" "$status $(grep -c . "$work/.err")" '2 1'
done
mufahris-search --save=new --added-since=2024-03-05 السفينة >/dev/null
is 'it is kept with a query' "$(mufahris-search --saved=new | head -n 1)" --added-since=2024-03-05
done_testing
