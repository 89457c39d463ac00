#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris-index --watch follows its paths: what comes, changes, moves, goes; it ends when it is told to.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# What it says comes through a pipe, so that each step waits for its line and none for the clock.
mkfifo said
watch()
{
	mufahris-index --watch "$@" 2>said &
	pid=$!
	exec 3<said
}

# heard: the next line that it says; after a minute none, and the test fails.
heard()
{
	timeout 60 sh -c 'IFS= read -r line && printf "%s\n" "$line"' <&3
}

# end: tells it to; $status is its exit status.
end()
{
	kill -TERM $pid
	status=0
	wait $pid || status=$?
	exec 3<&-
}

found()
{
	mufahris-search --format=jsonl --duplicates=show -n 50 "$@" | sed -nE 's/.*"document":"([^"]*)".*/\1/p' |
		LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//'
}

mkdir -p docs/old
echo 'وصلت القافلة الأولى إلى الميناء صباح اليوم' >docs/a.txt
: >docs/bad.txt
watch --prune docs
like 'what is rejected is told' "$(heard)" 'docs/bad.txt: empty file'
like 'first all is indexed' "$(heard)" '1 new, 0 changed, 0 moved, 0 deleted, 1 rejected'
like 'then it waits' "$(heard)" 'watching 2 folders'

echo 'ناقش المجلس البلدي ميزانية المدارس' >docs/b.txt
like 'a new file; what was rejected is not told again' "$(heard)" '^mufahris-index: 1 new, 0 changed, 0 moved, 0 deleted, 1 rejected'
is 'it is found' "$(found ميزانية)" b.txt

mkdir -p docs/new/deep
echo 'افتتحت المكتبة الوطنية معرضا للمخطوطات' >docs/new/deep/c.txt
like 'a file in a new folder' "$(heard)" ' 1 new, '
echo 'هطلت أمطار غزيرة على الساحل الشمالي' >docs/new/deep/c.txt
like 'a change in it' "$(heard)" ' 0 new, 1 changed'
is 'it is found as it is now' "$(found المكتبة) $(found أمطار)" ' new/deep/c.txt'
mv docs/new docs/other
like 'a folder that moves' "$(heard)" ' 0 new, 0 changed, 1 moved'
echo 'عاد الصيادون إلى المرفأ مع الفجر' >docs/other/deep/d.txt
like 'is followed under its new name' "$(heard)" ' 1 new, '
ln docs/b.txt docs/linked.txt
like 'a link to a file that is whole' "$(heard)" ' 1 new, '
rm docs/b.txt docs/linked.txt
like 'files that are gone' "$(heard)" ' 2 deleted'
end
is 'it ends with 0 when it is told to' $status 0
is 'and what it did is there' "$(found أمطار) $(found ميزانية)" 'other/deep/c.txt '

### A single file, replaced by another as editors do; an index that lies in the folder is no change
watch -d docs/index docs/a.txt
like 'one file' "$(heard)" ' 1 new, '
like 'its folder is not watched as a whole' "$(heard)" 'watching 0 folders'
echo 'أقلعت السفينة الثانية من الميناء' >docs/.a
mv docs/.a docs/a.txt
like 'is replaced' "$(heard)" ' 0 new, 1 changed'
end
is 'it ends' $status 0
run mufahris-index -d docs/index docs
unlike 'an index below a path is not read' "$err" 'docs/index'

### Refusals
run mufahris-index --watch -
is 'standard input cannot be watched' "$status $err" \
	'2 mufahris-index: standard input cannot be watched (name files or folders)'
run mufahris-index --watch --info docs
like 'nor can it do something else' "$status $err" '^2 .*cannot be given together'

### Units of systemd
if command -v systemd-analyze >/dev/null; then
	mkdir units
	for unit in index@.service watch@.service index@.timer; do
		from=$top_builddir/indexer/mufahris-$unit
		test -f "$from" || from=$top_srcdir/indexer/mufahris-$unit
		sed 's,^ExecStart=[^ ]*,ExecStart=/bin/true,' "$from" >"units/mufahris-$unit"
	done
	run systemd-analyze verify --user --man=no units/mufahris-index@.service units/mufahris-watch@.service units/mufahris-index@.timer
	is 'the units are sound' "$(printf '%s\n' "$err" | grep mufahris-)" ''
else
	skip 'the units are sound' 'systemd-analyze is not there'
fi
done_testing
