#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Facets are complete: every value where a program reads them, the first for people, who are told how many
# are left out; and what a facet does not count by is said.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# 130 persons of a gazetteer, each named in as many documents as its number's last digit says, at least one.
people=130
awk -v people=$people 'BEGIN {
	print "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
	print "@prefix schema: <https://schema.org/> ."
	print "@prefix : <https://mufahris.example/entity/> ."
	for (i = 1; i <= people; i++) {
		split("سلمى نبيل هالة كريم دلال سامر منال رائد لمياء فادي", name, " ")
		# a family name of its own: letters for the digits of its number
		family = ""
		split("با تا جو دي را زو سي شا كو مي", letter, " ")
		for (n = i + 1000; n > 0; n = int(n / 10))
			family = letter[n % 10 + 1] family
		printf ":p%d a schema:Person ; skos:prefLabel \"%s %s\"@ar , \"Person %d\"@en .\n", i, name[i % 10 + 1], family, i
		for (k = 0; k <= i % 10; k++)
			printf "{\"id\":\"d%d-%d\",\"source\":\"س%d\",\"date\":\"%d-01-01\",\"text\":\"قال %s %s كلاما في السوق.\"}\n", i, k, i,
				1990 + i % 30, name[i % 10 + 1], family >"docs.jsonl"
	}
}' >people.ttl
run mufahris-index --no-default-gazetteer --gazetteer=people.ttl docs.jsonl
is 'the documents are indexed' "$status" 0

# values KEY: how many objects have it
values()
{
	tr '{' '\n' | grep -c "\"$1\":"
}

json=$(mufahris-search --format=json --limit=0 --facets=person,source)
is 'json has every person' "$(printf %s "$json" | values id)" $people
is 'json has every source' "$(printf %s "$json" | values value)" $people
like 'and says how many there are' "$json" '"facets_info":\{"person":\{"total_values":130,"exact":true,"own_filter_left_out":false\},"source":\{"total_values":130,'
is 'the counts are those of the texts' \
	"$(printf %s "$json" | sed 's/.*"facets"://' | tr '{' '\n' | sed -nE 's/.*"id":"p([0-9]+)".*"count":([0-9]+).*/\1 \2/p' | awk '$2 != $1 % 10 + 1')" ''
is 'by count, then label' \
	"$(printf %s "$json" | sed 's/.*"facets"://; s/"source".*//' | tr '{' '\n' | sed -nE 's/.*"count":([0-9]+).*/\1/p' | sort -c -r -n 2>&1)" ''

jsonl=$(mufahris-search --format=jsonl --limit=2 --facets=person,year)
is 'jsonl has the results' "$(printf '%s\n' "$jsonl" | grep -c '^{"rank"')" 2
is 'and every person, one a line' "$(printf '%s\n' "$jsonl" | grep -c '^{"facet":"person","id"')" $people
is 'and every year' "$(printf '%s\n' "$jsonl" | grep -c '^{"facet":"year","value":"[0-9]')" 30

csv=$(mufahris-search --format=csv --limit=0 --facets=person | tr -d '\r')
is 'csv without results is one table' "$(printf '%s\n' "$csv" | head -n 1)" \
	'facet,id,label,label_en,count,by_nisba,selected,own_filter_left_out,guessed'
is 'with every person' "$(printf '%s\n' "$csv" | grep -c '^person,"p')" $people
csv=$(mufahris-search --format=csv --limit=3 --facets=person | tr -d '\r')
is 'after results it follows an empty line' "$(printf '%s\n' "$csv" | sed -n '5p;6s/,.*//p' | tr '\n' '|')" '|facet|'

text=$(mufahris-search --limit=0 --facets=person,year)
is 'text shows fifteen' "$(printf '%s\n' "$text" | grep -c 'Person ')" 15
like 'and says how many more there are, and how to see them' "$text" '^        \+ 115 +more; --facet-limit=0 shows all$'
is 'all years, which are in time' "$(printf '%s\n' "$text" | grep -cE '  [12][0-9]{3}$')" 30
is '--facet-limit=0 shows all' "$(mufahris-search --limit=0 --facets=person --facet-limit=0 | grep -c 'Person ')" $people
unlike 'and leaves nothing to say' "$(mufahris-search --limit=0 --facets=person --facet-limit=0)" 'more;'
is '--facet-limit=3 shows three' "$(mufahris-search --limit=0 --facets=person --facet-limit=3 | grep -c 'Person ')" 3
json=$(mufahris-search --limit=0 --facets=person --facet-limit=3 --format=json)
is 'in json too' "$(printf %s "$json" | values id)" 3
like 'which still says how many there are' "$json" '"total_values":130'
text=$(mufahris-search --limit=0 --facets=person --facet-limit=3 --person=p130)
like 'what is chosen is shown beyond the limit' "$text" '^ >      1 .*Person 130'
like 'and the rest is counted' "$text" '\+ 126 '
html=$(mufahris-search --limit=0 --facets=person --format=html)
is 'html shows fifteen' "$(printf '%s\n' "$html" | grep -c 'Person ')" 15
like 'and says how many more there are' "$html" '115 more; --facet-limit=0 shows all'

### The own filter of a facet
text=$(mufahris-search --person=p7 --facets=person,source --limit=0)
like 'the filter holds for the results' "$text" '^8 results in 8 documents'
like 'a facet says that its own filter is left out' "$text" '^person \(its own filter left out\):$'
like 'the others do not' "$text" '^source:$'
json=$(mufahris-search --person=p7 --facets=person,source --limit=0 --format=json)
json_source=$(mufahris-search --source=س7 --facets=source --limit=0 --format=json)
is 'the source that is chosen is marked, and no other' "$(printf %s "$json_source" | grep -oE '"value":"[^"]*","count":[0-9]+,"selected":true')" \
	'"value":"س7","count":8,"selected":true'
like 'in json too' "$json" '"person":\{"total_values":130,"exact":true,"own_filter_left_out":true\},"source":\{"total_values":1,"exact":true,"own_filter_left_out":false\}'
is 'in jsonl too' "$(mufahris-search --person=p7 --facets=person --limit=0 --format=jsonl | grep -c '"own_filter_left_out":true')" $people
is 'in csv too' "$(mufahris-search --person=p7 --facets=person --limit=0 --format=csv | tr -d '\r' | grep -c '^person.*,yes,$')" $people

### Gaps in time
printf '{"id":"old","date":"1891-05-02","text":"خبر قديم"}\n{"id":"new","date":"1893-05-02","text":"خبر جديد"}\n' >old.jsonl
mufahris-index -d old old.jsonl
json=$(mufahris-search -d old --facets=date,month --limit=0 --format=json)
is 'every day between is there' "$(printf %s "$json" | sed 's/"month":\[.*//; s/.*"facets"://' | values value)" $((732 + 1))
is 'and every month' "$(printf %s "$json" | sed 's/.*"month":\[//' | values value)" $((25 + 1))

### Batches
printf 'a\tكلاما\nb\t\nc\tالسوق\n' >queries
is 'one head for a batch' "$(mufahris-search --batch=queries --format=csv --limit=0 --facets=person | grep -c ^qid)" 1
is 'and every value of each query' "$(mufahris-search --batch=queries --format=csv --limit=0 --facets=person | grep -c '^"[abc]",person')" $((3 * people))
is 'one head for the results of a batch' "$(mufahris-search --batch=queries --format=csv | grep -c ^qid)" 1
### What no list has is said to be guessed
mufahris-index -d samples "$top_srcdir/corpus/articles" >/dev/null
mufahris-search -d samples --format=jsonl --limit=0 --facet-limit=0 --facets=person,place,org >values
guessed=$(grep -c '"guessed":true' values)
ok 'names that rules found are guessed' [ "$guessed" -gt 0 ]
is 'all of them, and no other' "$(grep -c '"id":"new:' values) $(grep '"guessed":true' values | grep -vc '"id":"new:')" "$guessed 0"
like 'readers are told' "$(mufahris-search -d samples --limit=0 --facet-limit=0 --facets=person)" '\(guessed\)$'
is 'one head for the rows of a study' "$(mufahris-search --batch=queries --format=csv --freq | grep -c ^qid)" 1
done_testing
