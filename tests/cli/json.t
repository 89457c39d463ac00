#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every kind of JSON that the programs write is as mufahris.schema.json has it, no key is undescribed, no
# described key is without an output that has it, and mufahris-json(5) tells of the same keys.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

schema=$top_srcdir/search/output/mufahris.schema.json
page=$top_srcdir/search/mufahris-json.5

### The man page
names=$(sed -nE 's/^\.SS .* \(([a-z_]+)\)$/\1/p' "$page")
for name in search result copy facet_line named_value plain_value facet_info freq ngrams collocates \
	timeline concordance dispersion together completions error index run gathered cluster problem gazetteer_entity; do
	like "mufahris-json(5) has a section for $name" "$names" "^$name\$"
done
if command -v man >/dev/null && command -v groff >/dev/null; then
	is 'mufahris-json(5) is clean' "$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)" ''
else
	skip 'mufahris-json(5) is clean' 'no man or no groff here'
fi

python=
for one in python3 /usr/bin/python3; do
	"$one" -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null && python=$one && break
done
if [ -z "$python" ]; then
	skip 'output is as the schema has it' 'no python3 with jsonschema (Debian: python3-jsonschema)'
	done_testing
	exit
fi
schema()
{
	"$python" "$top_srcdir/tests/cli/schema.py" "$schema" "$@"
}
is 'the schema is in order' "$("$python" -c 'import json, jsonschema, sys
jsonschema.Draft202012Validator.check_schema(json.load(open(sys.argv[1])))' "$schema" 2>&1)" ''
schema --keys >described
sed -nE 's/^\\fB([a-z_0-9]+)\\fP \(.*/\1/p' "$page" | LC_ALL=C sort -u >told
is 'mufahris-json(5) tells of every key, and of no other' "$(diff told described)" ''

### An index with everything in it
MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
mkdir in
cat >in/records.jsonl <<'END'
{"id":"doubt","date":"2015-07-24","text":"أعلنت الشركة اليوم الأحد عن جسر جديد.","title":"جسر جديد","قسم":"اقتصاد","url":"https://example.org/1","author":"ليلى","source":"صحيفة الرصيف"}
{"id":"month","date":"2015-07","text":"بني الجسر في ثلاث سنوات بين 3 و5 مايو 2015. وقال مسؤول مصري إن الجسر آمن."}
{"id":"copy-1","title":"صيادون","text":"انتظر الصيادون على الرصيف الخشبي حتى هدأ الموج ثم عادوا إلى قواربهم القديمة في صباح بارد من الشتاء."}
{"id":"copy-2","title":"صيادون","text":"انتظر الصيادون على الرصيف الخشبي حتى هدأ الموج ثم عادوا إلى قواربهم القديمة في صباح بارد من الشتاء."}
{"id":"broken
END
cp -R "$top_srcdir/corpus/articles/kazakhstan" "$top_srcdir/corpus/articles/agency.jsonl" in/
printf '######OpenITI#\n\n#META# 020.BookTITLE :: كتاب القناطر\n#META#Header#End#\n\n### | باب الجسر\n# قنطرة على النهر PageV01P017\n' >in/book-ara1
printf 'Title: اسم غريب\n\nمنارة بعيدة\n' >"$(printf 'in/\377.txt')"
run mufahris-index --report=report --stats=json in
is 'the input is read but for one line' "$status" 1

# valid DEFINITION WHAT COMMAND...: to be checked at the end
valid()
{
	outputs=$((outputs + 1))
	printf '%s\t%s\toutput.%s\n' "$1" "$2" $outputs >>list
	shift 2
	"$@" >output.$outputs
}
outputs=0
valid run '--stats=json' cat .out
head -n 1 report >problems
valid problem '--report' cat problems
tail -n 1 report >last
valid run 'its last line' cat last
valid index '--info=json' mufahris-index --info=json
valid gathered '--statistics --stats=json' mufahris-index --statistics=archive --stats=json "$MUFAHRIS_DB"
valid gazetteer_entity '--export-gazetteer=jsonl' mufahris-index --export-gazetteer=jsonl

s()
{
	mufahris-search --format=json "$@"
}
valid search 'an answer' s كازاخستان
valid search 'nothing found' s زقزقةلاتوجد
valid search 'with reasons, facets and filters' s --explain --date=2015.. --within=document --place=kz,eg \
	--facets=person,place,org,date,month,year,mentioned,source --facet-limit=1 'الجسر OR "قوات حفظ السلام"'
valid search 'a source chosen' s --source='صحيفة الرصيف' --facets=source,year
valid search 'a doubtful date, other keys' s --snippet=0 جسر
valid search 'copies' s الصيادون
valid search 'copies by name' s --duplicates=list الصيادون
valid search 'a place to cite' s قنطرة
valid search 'a path of strange bytes' s منارة
valid search 'what was perhaps meant' s كازاخستااان
valid search '--show' s --show=kazakhstan/first-troops.txt --explain النار
printf 'q1\tكازاخستان\nq2\tجسر\n' >queries
valid search '--batch' s --batch=queries --facets
valid result 'jsonl' mufahris-search --format=jsonl --explain كازاخستان
valid result 'jsonl of a batch' mufahris-search --format=jsonl --batch=queries
valid facet_line 'facets in jsonl' mufahris-search --format=jsonl --limit=0 --place=kz --facets=place,date كازاخستان
valid facet_line 'those of a batch' mufahris-search --format=jsonl --limit=0 --batch=queries --facets
for study in --freq --freq=stems --ngrams=2 --collocates --collocates=stems --timeline=day --timeline --concordance \
	--dispersion --together=person,place; do
	name=${study#--}
	valid study "$study" s "$study" كازاخستان
	valid "${name%%=*}" "$study by its own name" s "$study" --limit=5 كازاخستان
	valid "${name%%=*}_row" "$study in jsonl" mufahris-search --format=jsonl "$study" كازاخستان
	valid "${name%%=*}" "$study of a batch" s "$study" --batch=queries
	valid "${name%%=*}_row" "$study in jsonl of a batch" mufahris-search --format=jsonl "$study" --batch=queries
done

### The server
"$python" "$top_srcdir/tests/cli/schema.py" --get mufahris-serve "$MUFAHRIS_DB" '/api/1/search?q=Tokayev' \
	'/api/1/facets?q=Tokayev' '/api/1/document?id=kazakhstan/first-troops.txt&q=Tokayev' '/api/1/study/freq?q=Tokayev' \
	'/api/1/suggest?q=Toka' '/api/1/search?q=a&sort=sideways' '/api/1/document?id=nowhere' /mufahris.schema.json /openapi.json >answers
head -n 3 answers >some
valid search 'answers of the server' cat some
sed -n 4p answers >some
valid study 'a study of the server' cat some
sed -n 5p answers >some
valid completions 'completions' cat some
sed -n 6,7p answers >some
valid error 'errors' cat some
sed -n 8p answers >served
ok 'the server hands out the schema' "$python" -c 'import json, sys
sys.exit(json.load(open("served")) != json.load(open(sys.argv[1])))' "$schema"
sed -n 9p answers >openapi
is 'its description names definitions that the schema has' "$("$python" -c 'import json, re, sys
names = re.findall(r"/mufahris\.schema\.json#/\$defs/(\w+)", open("openapi").read())
known = json.load(open(sys.argv[1]))["$defs"]
print(len(names) > 3, [name for name in names if name not in known])' "$schema")" 'True []'

### A cluster of one shard
unseen='unseen:'
if command -v gearmand >/dev/null && command -v mufahris-shard >/dev/null; then
	port=$("$python" -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
	gearmand --listen=127.0.0.1 --port="$port" --log-file=none --threads=1 >/dev/null 2>&1 &
	server=$!
	trap 'kill "$server" "$worker" 2>/dev/null; cd /; rm -rf "$work"' EXIT
	mufahris-index --statistics=gathering "$MUFAHRIS_DB" >/dev/null
	printf '[cluster]\nname = one\narchive = gathering\nservers = 127.0.0.1:%s\n' "$port" >one.cluster
	while mufahris-cluster status --cluster=one.cluster >/dev/null 2>&1; [ $? = 2 ]; do
		kill -0 "$server" || exit 99 # the job server is gone
	done
	mkfifo offered
	mufahris-shard --cluster=one.cluster -d "$MUFAHRIS_DB" >offered &
	worker=$!
	read -r said <offered
	valid search 'an answer of shards' mufahris-search --cluster=one.cluster --format=json Tokayev
	for study in freq ngrams=2 collocates timeline=year concordance dispersion together; do
		valid "${study%%=*}" "a study of shards: $study" mufahris-search --cluster=one.cluster --format=json "--$study" Tokayev
	done
	valid cluster 'what is up' mufahris-cluster status --cluster=one.cluster --format=json
else
	unseen='unseen: cluster.generation cluster.shard cluster.shard.hosts cluster.shard.name cluster.shard.workers cluster.shards cluster.silent_servers cluster.up cluster.workers_of_other_generations collocates.shards concordance.shards dispersion.shards freq.shards ngrams.shards search.shards shards.failed shards.ok timeline.shards together.shards'
	skip 'a cluster' 'no gearmand or no mufahris-shard'
fi

### All of them
schema --check list >faults
while IFS='	' read -r definition what file && read -r fault <&3; do
	is "$what is as the schema has it" "$fault" ok
done <list 3<faults
is 'every key was seen in some output' "$(tail -n 1 faults)" "$unseen"
done_testing
