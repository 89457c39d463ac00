#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The guide of mufahris-cluster(7) on three hosts, each a network namespace on a bridge: built, published, each host
# cut off in turn, a job server killed, a new generation beside the old one.  Two job servers, two workers a shard.
# Needs root and half a minute: runs with MUFAHRIS_LONG.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

no=
[ -n "${MUFAHRIS_LONG-}" ] || no='set MUFAHRIS_LONG'
for need in gearmand ip mufahris-shard; do
	command -v $need >/dev/null || no="$need is not installed"
done
[ -n "$no" ] || ip netns add "mf$$x" 2>/dev/null || no='network namespaces are not allowed here'
if [ -n "$no" ]; then
	skip 'three hosts' "$no"
	done_testing
	exit
fi
ip netns del "mf$$x"

### Hosts a, b and c, and u, who searches: 10.77.0.1 to 4
hosts='a b c u'
pids=
finish()
{
	kill -KILL $pids 2>/dev/null
	wait
	for host in $hosts w; do
		ip netns del "mf$$$host" 2>/dev/null
	done
	cd / && rm -rf "$work"
}
trap finish EXIT
ip netns add "mf$$w"
ip -n "mf$$w" link add bridge type bridge
ip -n "mf$$w" link set bridge up
number=0
for host in $hosts; do
	number=$((number + 1))
	ip netns add "mf$$$host"
	ip link add "v$host" netns "mf$$$host" type veth peer name "p$host" netns "mf$$w"
	ip -n "mf$$w" link set "p$host" master bridge
	ip -n "mf$$w" link set "p$host" up
	ip -n "mf$$$host" addr add "10.77.0.$number/24" dev "v$host"
	ip -n "mf$$$host" link set "v$host" up
	ip -n "mf$$$host" link set lo up
done
on()
{
	on_host=$1
	shift
	ip netns exec "mf$$$on_host" "$@"
}

### Build: three parts, one index to compare with; gather
cp -r "$top_srcdir/corpus/articles" all
chmod -R u+w all
(cd all && find . -type f | LC_ALL=C sort) >list
for part in 0 1 2; do
	awk -v part=$part 'NR % 3 == part' list | (cd all && xargs tar -cf -) | (mkdir -p "part$part" && tar -xf - -C "part$part")
	(cd "part$part" && mufahris-index -d "../p$part" .) >/dev/null
done
(cd all && mufahris-index -d ../one .) >/dev/null
mufahris-index --statistics=archive p0 p1 p2 >/dev/null

### Publish: job servers on a and b, each part on two hosts
for host in a b; do
	on $host gearmand --port=4730 --log-file=none --threads=1 >/dev/null 2>&1 &
	pids="$pids $!"
	eval "server_$host=$!"
done
printf '[cluster]\nname = news\narchive = archive\nservers = 10.77.0.1, 10.77.0.2\ndeadline = 20000\n' >news.cluster
# start_shard HOST PART [OPTION]
start_shard()
{
	rm -f ready
	mkfifo ready
	at=$1
	shift
	on "$at" mufahris-shard --cluster=news.cluster -d "$@" >ready 2>/dev/null &
	pids="$pids $!"
	shards="$shards $!"
	read -r said <ready
}
start_shards()
{
	shards=
	for at in a:p0 b:p1 c:p2 a:p1 b:p2 c:p0; do
		start_shard "${at%:*}" "${at#*:}" "$@"
	done
}
while on u mufahris-cluster status --cluster=news.cluster >/dev/null 2>&1; [ $? = 2 ]; do
	kill -0 $server_a || exit 99
done
start_shards
run on u mufahris-cluster status --cluster=news.cluster
is 'every shard has workers' "$status" 0
like 'on two hosts' "$out" '^p0	2	10\.77\.0\.[13] 10\.77\.0\.[13]$'

facets=person,place,org,date,source
mufahris-search -d one --format=json --facets=$facets 'انسحاب القوات' | sed 's/"took_ms":[0-9.]*//' >wanted
# right NAME: five answers of those of one index
right()
{
	wrong=0
	for i in 1 2 3 4 5; do
		on u mufahris-search --cluster=news.cluster --require-all --format=json --facets=$facets 'انسحاب القوات' 2>&1 |
			sed 's/"took_ms":[0-9.]*//; s/"shards":{"ok":3,"failed":\[\]},//' >got
		cmp -s wanted got || wrong=$((wrong + 1))
	done
	is "$1" "$wrong wrong" '0 wrong'
}
right 'answers from another host'

### Each host is lost and comes back
for host in a b c; do
	ip -n "mf$$w" link set "p$host" down
	right "host $host is cut off"
	ip -n "mf$$w" link set "p$host" up
	right "host $host is back"
done

### A job server is lost for good
kill -KILL "$server_a"
right 'a job server is killed, the other is asked'

### A new generation beside the old one, published, taken back, published again; then the old shards are stopped
old=$shards
(cd part1 && printf 'نص جديد عن الجبال والثلوج\n' >new.txt && mufahris-index -d ../p1 .) >/dev/null
(cd all && cp ../part1/new.txt . && mufahris-index -d ../one .) >/dev/null
mufahris-index --statistics=archive.2 p0 p1 p2 >/dev/null
run on u mufahris-cluster publish --cluster=news.cluster --archive=archive.2
is 'not before it has shards' "$status" 2
start_shards --archive=archive.2
right 'the old generation goes on'
cp wanted wanted.old
mufahris-search -d one --format=json --facets=$facets 'انسحاب القوات' | sed 's/"took_ms":[0-9.]*//' >wanted.new
run on u mufahris-cluster publish --cluster=news.cluster --archive=archive.2
is 'publish' "$status" 0
cp wanted.new wanted
right 'the new one answers'
run on u mufahris-cluster rollback --cluster=news.cluster
is 'rollback' "$status" 0
cp wanted.old wanted
right 'the old one answers again'
run on u mufahris-cluster rollback --cluster=news.cluster
is 'and forth' "$status" 0
kill -TERM $old
cp wanted.new wanted
right 'the old shards are stopped'

### A shard is replaced: another host takes over the part
set -- $shards
start_shard b p0 --archive=archive.2
kill -TERM "$1"
right 'a replica is added, and the first of them stopped'
done_testing
