#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Killed at any moment, an index answers as before the run or as after it; the next run completes it.
# MF_KILLS=200 kills as often (default 20).  Also: asked to stop, and no room on the disk.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

kills=${MF_KILLS:-20}

# documents FILE WORD FROM TO: records with ids FROM to TO, each with the WORD and text of its own.
documents()
{
	awk -v word="$2" -v from="$3" -v to="$4" 'BEGIN {
		for (i = from; i <= to; i++) {
			text = word
			for (k = 0; k < 40; k++)
				text = text " كلمة" (i * 37 + k * 11) % 977 " من نص" k % 7 " في مجلس المدينة"
			printf "{\"id\":\"d%d\",\"text\":\"%s\"}\n", i, text
		}
	}' >"$1"
}

# state DB: how many documents have the old word and how many the new one.
state()
{
	for word in قديمات جديدات; do
		mufahris-search -d "$1" -n 0 --format=json --group-by=document "$word" |
			sed -nE 's/.*"documents":([0-9]+).*/\1/p' | head -n 1
	done | tr '\n' ' '
}

mkdir docs
documents docs/one.jsonl قديمات 1 600
documents docs/two.jsonl قديمات 601 700
run mufahris-index -d base docs
is 'the index before' "$status $(state base)" '0 700 0 '
documents docs/one.jsonl جديدات 1 600
documents docs/three.jsonl جديدات 701 900
cp -R base whole
started=$(date +%s.%N)
run mufahris-index -d whole docs
seconds=$(awk -v from="$started" -v to="$(date +%s.%N)" 'BEGIN { print to - from }')
is 'the index after' "$status $(state whole)" '0 100 800 '
mkdir rebuilt
run mufahris-index -d rebuilt docs

### Killed
# A moment is a share of the time that a whole run took just now.  Where the run was through sooner, it is
# run again and killed earlier, so that every kill hits a process at work: 137 is the status of a killed one.
seed=${MF_SEED:-$(date +%s)}
moments=$(awk -v seed="$seed" -v n="$kills" -v all="$seconds" 'BEGIN {
	srand(seed)
	for (i = 0; i < n; i++)
		print rand() * all
}')
unsound=
mixed=
incomplete=
left=
hits=0
number=0
for moment in $moments; do
	number=$((number + 1))
	mode=
	test $((number % 3)) = 0 && mode=--rebuild
	status=0
	for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
		rm -rf db
		cp -R base db
		mufahris-index -d db -j2 $mode docs 2>/dev/null &
		pid=$!
		sleep "$moment"
		kill -9 $pid 2>/dev/null
		status=0
		wait $pid 2>/dev/null || status=$?
		test $status = 137 && break
		moment=$(awk -v moment="$moment" 'BEGIN { print moment / 2 }')
	done
	test $status = 137 && hits=$((hits + 1))
	mufahris-index -d db --check >.said 2>&1 || unsound="$unsound $number: $(cat .said)"
	case $(state db) in
	'700 0 ' | '100 800 ') ;;
	*) mixed="$mixed $number: $(state db)" ;;
	esac
	mufahris-index -d db docs 2>.said || incomplete="$incomplete $number: $(cat .said)"
	test "$(state db)" = '100 800 ' || incomplete="$incomplete $number: $(state db)"
	mufahris-index -d db --check >.said 2>&1 || unsound="$unsound $number again: $(cat .said)"
	case $(echo db/*) in
	*scratch-* | *.tmp*) left="$left $number: $(echo db/*)" ;;
	esac
	test "$(ls -d db/seg-* | wc -l)" -le 4 || left="$left $number: $(echo db/seg-*)"
done 2>/dev/null
diag "MF_SEED=$seed" ''
is "$kills kills: every one hit a run at work" "$hits" "$kills"
is 'every index is sound' "$unsound" ''
is 'each answers as before or as after' "$mixed" ''
is 'the next run completes each' "$incomplete" ''
is 'nothing is left over' "$left" ''

### Asked to stop: what is finished is kept, the next run goes on
# stop_run SIGNAL: sends it as soon as the progress line tells of a document.  Where the run was through
# before that, it is run again with twice the documents.
stop_run()
{
	all=10000
	status=0
	while [ $status = 0 ] && [ $all -le 1000000 ]; do
		all=$((all * 2))
		rm -rf db
		cp -R base db
		documents docs/one.jsonl جديدات 1001 $((1000 + all))
		mufahris-index -d db -j1 --progress=always docs 2>.err &
		pid=$!
		polls=0
		until grep -q documents .err || [ $polls = 6000 ]; do
			polls=$((polls + 1))
			sleep 0.02
		done
		kill -"$1" $pid
		status=0
		wait $pid || status=$?
	done
	all=$((all + 900)) # with the 600 of the index before that come no more
}
for signal in INT TERM; do
	stop_run $signal
	is "stopped by SIG$signal: status" "$status" 2
	like "stopped by SIG$signal: said so" "$(tr '\r' '\n' <.err)" \
		'mufahris-index: stopped; what was finished is kept \(.*\)$'
	ok 'the index is sound' mufahris-index -d db --check
	had=$(mufahris-index -d db --info | sed -n 's/^documents  *//p')
	least=701
	test $signal = TERM && least=700 # a second may have been too short
	ok "it has what was read until then ($had)" test "$had" -ge $least -a "$had" -lt $all
	run mufahris-index -d db --stats docs
	is 'the next run reads the rest' "$status $(printf '%s\n' "$out" | sed -n 's/^new  *//p')" "0 $((all - $had))"
	is 'and then all is there' "$(mufahris-index -d db --info | sed -n 's/^documents  *//p')" $all
done
documents docs/one.jsonl جديدات 1 600

### No room: an error in one line, the index as it was, nothing left behind
rm -rf db
cp -R base db
before=$(find db -type f | LC_ALL=C sort | xargs cksum)
run sh -c 'ulimit -f 100; exec mufahris-index -d db docs'
is 'no room for a file: status' "$status" 2
is 'no room for a file: one line' "$(printf '%s\n' "$err" | wc -l | tr -d ' ')" 1
like 'no room for a file: said' "$err" '^mufahris-index: db/.*: .*(too large|No space)'
is 'the index is as it was' "$(find db -type f | grep -v /lock | LC_ALL=C sort | xargs cksum)" "$(
	printf '%s\n' "$before" | grep -v /lock)"
mkdir small
if mount -t tmpfs -o size=12m none small 2>/dev/null; then
	cp -R base small/db
	dd if=/dev/zero of=small/ballast bs=1k count=100000 2>/dev/null
	truncate -s -40960 small/ballast
	run mufahris-index -d small/db docs
	is 'a full disk: status' "$status" 2
	like 'a full disk: said' "$err" '^mufahris-index: small/db/.*: .*No space left on device'
	is 'a full disk: the index as it was' "$(state small/db)" '700 0 '
	unlike 'a full disk: nothing left over' "$(ls small/db)" 'scratch|\.tmp|seg-000002'
	rm small/ballast
	umount small
else
	skip 'a full disk' 'no file system can be mounted here'
fi
done_testing
