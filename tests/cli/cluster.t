#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# An archive through a job server: the programs as they are run, two workers for each of three shards; answers are
# those of one index, also while workers are frozen and killed.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

if ! command -v gearmand >/dev/null; then
	skip 'a cluster' 'gearmand is not installed'
	done_testing
	exit
fi
pids=
trap 'kill -CONT $pids 2>/dev/null; kill -KILL $pids 2>/dev/null; cd /; rm -rf "$work"' EXIT

cp -r "$top_srcdir/corpus/articles" all
chmod -R u+w all
(cd all && find . -type f | LC_ALL=C sort) >list
for part in 0 1 2; do
	awk -v part=$part 'NR % 3 == part' list | (cd all && xargs tar -cf -) | (mkdir -p "part$part" && tar -xf - -C "part$part")
	(cd "part$part" && mufahris-index -d "../p$part" .) >/dev/null
done
(cd all && mufahris-index -d ../one .) >/dev/null
mufahris-index --statistics=archive p0 p1 p2 >/dev/null

# A port that is free, and a job server on it
port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
gearmand --listen=127.0.0.1 --port="$port" --log-file=none --threads=1 >/dev/null 2>&1 &
pids=$!
cat >news.cluster <<END
[cluster]
name = news
archive = archive
servers = 127.0.0.1:$port
deadline = 60000
END

while mufahris-cluster status --cluster=news.cluster >/dev/null 2>&1; [ $? = 2 ]; do
	kill -0 $pids || exit 99 # the job server is gone
done

# shard INDEX [OPTION]: a worker, once it is offered; $! is its process
shard()
{
	rm -f ready
	mkfifo ready
	mufahris-shard --cluster=news.cluster -d "$@" >ready 2>shard.err &
	read -r said <ready
	pids="$pids $!"
}

run mufahris-search --cluster=news.cluster --format=json القوات
is 'without any shard' "$status" 2
like 'says that nobody answers' "$err" '^mufahris-search: no shard answers; p0: no worker offers it \(start the shards'

shard p0
first=$!
shard p1
like 'says what it offers' "$said" '^mufahris\.news\.[0-9a-f]{16}\.2	p1$'
run mufahris-cluster status --cluster=news.cluster
is 'status: a shard has no worker' "$status" 1
like 'names it' "$out" '^p2	0	nobody answers for it$'
run mufahris-search --cluster=news.cluster --format=json القوات
is 'an answer without one of the shards' "$status" 3
like 'says who is missing' "$out" '"shards":\{"ok":2,"failed":\["p2: no worker offers it"\]\}'
like 'to readers too' "$(mufahris-search --cluster=news.cluster القوات)" '1 of 3 shards do not answer \(p2: no worker offers it\)'
run mufahris-search --cluster=news.cluster --require-all القوات
is '--require-all' "$status" 2
like 'says why' "$err" '1 of 3 shards do not answer \(p2: no worker offers it\)'
run mufahris-search --cluster=news.cluster --format=json --freq القوات
is 'a study without one of the shards' "$status" 3
like 'says who is missing in it' "$out" '"shards":\{"ok":2,"failed":\["p2: no worker offers it"\]\}'
like 'a study to readers too' "$(mufahris-search --cluster=news.cluster --freq القوات)" '1 of 3 shards do not answer \(p2: no worker offers it\)'
run mufahris-search --cluster=news.cluster --require-all --freq القوات
is 'a study with --require-all' "$status" 2
like 'a study: says why' "$err" '1 of 3 shards do not answer \(p2: no worker offers it\)'

shard p2
for part in p0 p1 p2; do
	shard $part
done
victims=$(printf '%s\n' $pids | tail -n 3)
run mufahris-cluster status --cluster=news.cluster
is 'status: all are up' "$status" 0
like 'two workers' "$out" '^p2	2	127\.0\.0\.1'
run mufahris-cluster status --cluster=news.cluster --format=json
like 'in JSON' "$out" '"shards":3,"up":3,'

# answer WHERE... : what a search answers, without what may differ
answer()
{
	mufahris-search --no-pager "$@" 2>answer.err | sed 's/"took_ms":[0-9.]*//; s/"shards":{"ok":3,"failed":\[\]},//'
}

same()
{
	answer -d one "$@" >wanted
	answer --cluster=news.cluster "$@" >got
	ok "as one index: $*" [ -s wanted ]
	ok "as one index: $* (same)" cmp wanted got
}
facets=person,place,org,date,month,year,mentioned,source
for query in القوات 'انسحاب القوات' '"الأمن الجماعي"' '"القوات الأجنبية" -روسيا' '=الرئيس' 'كازا*' Tokayev 'gas prices' \
	'"جملة لا توجد في أي نص"' 'القواات'; do
	same --format=json --explain --facets=$facets "$query"
done
same --format=json --sort=newest --offset=2 -n 3 الرئيس
same --format=json --place=كازاخستان --facets=$facets --facet-limit=0 -n 50
same --suggest='القوات ا'
same --show=kazakhstan/last-plane.txt القوات
same --source=الجريدة --format=json القوات
for study in --freq --freq=stems --ngrams=2 --timeline=month --collocates --concordance; do
	same --format=json $study قوات
done

### The page and its JSON
mkfifo served
mufahris-serve --cluster=news.cluster --listen=127.0.0.1:0 >served 2>serve.err &
pids="$pids $!"
read -r address <served
address=$(printf '%s' "$address" | grep -oE 'http://127\.0\.0\.1:[0-9]+')
is 'the server answers for a cluster' "$(python3 - "$address" <<'END'
import json, sys, urllib.parse, urllib.request
with urllib.request.urlopen(sys.argv[1] + "/api/1/search?q=" + urllib.parse.quote("القوات")) as r:
    a = json.load(r)
print(a["total"], a["shards"]["ok"], len(a["shards"]["failed"]))
END
)" "$(mufahris-search -d one --format=json القوات | grep -oE '"total":[0-9]+' | cut -d: -f2) 3 0"

### Workers that freeze and die, one of each shard is left
answer -d one --format=json --facets=$facets القوات >wanted
wrong=0
round=0
for victim in $victims; do
	kill -STOP "$victim"
	for i in 1 2 3 4 5; do
		answer --cluster=news.cluster --require-all --format=json --facets=$facets القوات >got
		cmp -s wanted got || wrong=$((wrong + 1))
		round=$((round + 1))
	done
	kill -CONT "$victim"
	kill -KILL "$victim"
	for i in 1 2 3 4 5; do
		answer --cluster=news.cluster --require-all --format=json --facets=$facets القوات >got
		cmp -s wanted got || wrong=$((wrong + 1))
		round=$((round + 1))
	done
done
is "$round answers while workers freeze and die" "$wrong wrong" '0 wrong'

### Another generation: published when all its shards answer, and taken back; who searches meanwhile gets one or the other
(cd part1 && printf 'نص جديد عن القوات في الجبال\n' >new.txt && mufahris-index -d ../p1 .) >/dev/null
(cd all && cp ../part1/new.txt . && mufahris-index -d ../one .) >/dev/null
mufahris-index --statistics=archive2 p0 p1 p2 >/dev/null
run mufahris-cluster status --cluster=news.cluster --archive=archive2
is 'status of the next generation: nobody yet' "$status" 1
like 'status tells of the others' "$out" '^workers of other generations: [1-9]'
cp news.cluster before.cluster
shard p0 --archive=archive2
shard p1 --archive=archive2
run mufahris-cluster publish --cluster=news.cluster --archive=archive2
is 'a mix of generations is not published' "$status" 2
like 'the shard that it lacks' "$err" '^mufahris-cluster: nobody answers for p2 in generation [0-9a-f]{16} \(start mufahris-shard --archive for it; what is published has not changed\)$'
ok 'the file is as it was' cmp news.cluster before.cluster
run mufahris-cluster rollback --cluster=news.cluster
like 'there is nothing to go back to' "$err" 'news\.cluster: names no previous archive'
shard p2 --archive=archive2

answer --cluster=news.cluster --require-all --format=json --facets=$facets القوات >got
ok 'the old generation goes on answering' cmp wanted got
answer -d one --format=json --facets=$facets القوات >wanted2
page()
{
	python3 - "$address" <<'END'
import json, sys, urllib.parse, urllib.request
with urllib.request.urlopen(sys.argv[1] + "/api/1/search?q=" + urllib.parse.quote("القوات")) as r:
    print(json.load(r)["total"])
END
}
total()
{
	grep -oE '"total":[0-9]+' "$1" | head -n 1 | cut -d: -f2
}
is 'the page has the old one' "$(page)" "$(total wanted)"
: >seen
while [ ! -e stop ]; do
	answer --cluster=news.cluster --require-all --format=json --facets=$facets القوات >under-load
	if cmp -s wanted under-load; then
		echo o
	elif cmp -s wanted2 under-load; then
		echo n
	else
		echo wrong
	fi >>seen
done &
load=$!
pids="$pids $load"
# until_seen LETTERS: until the answers so far, equal ones in a row told once, are these
until_seen()
{
	while [ "$(tr -d '\n' <seen | tr -s on)" != "$1" ] && ! grep -q wrong seen; do
		kill -0 $load || exit 99
		sleep 0.05
	done
}
until_seen o
run mufahris-cluster publish --cluster=news.cluster --archive=archive2
is 'publish' "$status" 0
like 'says what is up then' "$out" '^p2	1	127\.0\.0\.1'
until_seen on
is 'the page follows' "$(page)" "$(total wanted2)"
run mufahris-cluster publish --cluster=news.cluster --archive=archive2
like 'publishing it once more' "$err" 'archive2 is published already'
run mufahris-cluster rollback --cluster=news.cluster
is 'rollback' "$status" 0
until_seen ono
is 'the page goes back' "$(page)" "$(total wanted)"
touch stop
wait $load
is 'every answer under load was of the old generation or of the new one' "$(tr -d '\n' <seen | tr -s on)" ono
ok 'the file names the archive as before, and the other one' grep -q '^previous = archive2$' news.cluster
grep -v '^previous' news.cluster >without
ok 'nothing else in it has changed' cmp without before.cluster
run mufahris-shard --cluster=news.cluster -d one
is 'an index that is no member is refused' "$status" 2
like 'by its name' "$err" '^mufahris-shard: one: no member of the archive .*/?archive as it was gathered'
run mufahris-cluster publish --cluster=news.cluster
like 'publish wants an archive' "$err" 'what to publish\? --archive=DIR'

### The end
kill -TERM "$first"
wait "$first"
is 'stops on SIGTERM' $? 0
printf '[cluster]\nname = a b\n' >bad.cluster
run mufahris-search --cluster=bad.cluster x
like 'a bad file: file, line, what is accepted' "$err" "bad.cluster:2: name does not accept 'a b'; accepted: letters, digits, - and _"
printf '[cluster]\nname = a\n' >bad.cluster
run mufahris-shard --cluster=bad.cluster -d p0
like 'what it lacks' "$err" 'bad.cluster: the cluster has no archive \(write archive = \.\.\. below \[cluster\]\)'
done_testing
