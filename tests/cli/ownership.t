#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The folder of an index is ours, and nothing else is: what is not named by an inventory of ours stays.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# all DIR: every file below it with its content.
all()
{
	find "$1" -type f | LC_ALL=C sort | xargs cksum
}

# refused NAME REGEX: the last run ended with status 2 and one line like this.
refused()
{
	is "$1: status" "$status" 2
	is "$1: one line" "$(printf '%s\n' "$err" | wc -l | tr -d ' ')" 1
	like "$1: said" "$err" "$2"
}

mkdir docs
echo 'وصلت القافلة الأولى إلى الميناء صباح اليوم' >docs/a.txt

### A folder that holds something else
mkdir -p proj/files-2022 proj/seg-3 proj/manifest-12
echo 'خبر عن قوات' >proj/files-2022/a.txt
echo 'مسودة' >proj/seg-3/b.txt
echo 'بيان' >proj/dead-0a
before=$(all proj)
for how in docs proj/files-2022 nowhere '--rebuild docs' '--prune docs' '--delete=x' --retag '--shards=1'; do
	run mufahris-index -d proj $how
	refused "-d PROJ $how" '^mufahris-index: proj: is neither empty nor an index: nothing .*\(name a new folder with -d DIR'
	is "-d PROJ $how: nothing has changed" "$(all proj)" "$before"
done
run mufahris-index -d docs/a.txt docs
refused '-d with a file' '^mufahris-index: docs/a\.txt: is in the way'

### No name at all, as of a shell variable that is not set
mkdir empty
cd empty || exit 99
run mufahris-index -d '' ../docs
refused "-d ''" "^mufahris-index: --db=: the name of the folder is empty \(.*\)$"
run mufahris-index --db= --info
refused '--db= --info' '--db=: the name of the folder is empty'
run mufahris-search -d '' القافلة
refused "search -d ''" '^mufahris-search: --db=: the name of the folder is empty \(.*\)$'
is 'nothing was written here' "$(ls -A)" ''
cd ..

### An empty folder, and one that has yet to be made, become an index
run mufahris-index -d empty docs
is 'an empty folder' "$status $err" '0 '
run mufahris-index -d deep/below/db docs
is 'a folder that was not there' "$status $err" '0 '

### Files of someone else in the folder of an index, with names that ours could have
for name in seg-000002 seg-000009 scratch-000002 manifest-000002 files-000002 dead-000002-000001; do
	mkdir "empty/$name"
	echo 'لي' >"empty/$name/mine"
done
echo 'لي' >empty/seg-7.tmp
before=$(find empty -name mine -o -name seg-7.tmp | LC_ALL=C sort | xargs cksum)
echo 'هطلت أمطار غزيرة على الساحل الشمالي' >docs/b.txt
run mufahris-index -d empty docs
is 'another run beside them' "$status $err" '0 '
run mufahris-index -d empty --delete=a.txt
is 'a deletion beside them' "$status $err" '0 '
run mufahris-index -d empty --rebuild docs
is 'a rebuild beside them' "$status $err" '0 '
is 'they are all there' "$(find empty -name mine -o -name seg-7.tmp | LC_ALL=C sort | xargs cksum)" "$before"
ok 'the index is sound' mufahris-index -d empty --check
is 'it answers' "$(mufahris-search -d empty --format=jsonl أمطار | grep -c '"document":"b.txt"')" 1

### What a killed run left is removed all the same
run mufahris-index -d db docs
(
	cd db || exit 99
	mkdir scratch-000007
	echo x >scratch-000007/x
	echo x >XAPIANDB.tmp
	echo x >inventory.tmp
)
run mufahris-index -d db --rebuild docs
run mufahris-index -d db docs
is 'names that no inventory has stay' "$(ls -d db/scratch-*)" db/scratch-000007
is 'halves of our own two files do not' "$(ls db | grep tmp)" ''

### An index of before there were inventories
rm db/inventory
live=$(sed -n '1s/.* //p' db/XAPIANDB)
echo 'افتتحت المكتبة الوطنية معرضا' >docs/c.txt
run mufahris-index -d db docs
is 'an index without inventory is one' "$status $err" '0 '
run mufahris-index -d db --rebuild docs
run mufahris-index -d db docs
ok 'what its manifest named is removed in its time' test ! -e "db/$live"
printf 'X' | dd of=db/inventory bs=1 seek=30 conv=notrunc 2>/dev/null
run mufahris-index -d db --check
refused '--check of a damaged inventory' '^mufahris-index: db/inventory: damaged \(rebuild the index: '
run mufahris-index -d db --delete=c.txt
is 'the next run mends it' "$status $(mufahris-index -d db --check >/dev/null && echo sound)" '0 sound'

### A folder that cannot be listed
if [ "$(id -u)" = 0 ] && ! setpriv --reuid=65534 true 2>/dev/null; then
	skip 'a folder that cannot be listed' 'root may list every folder'
else
	someone=
	if [ "$(id -u)" = 0 ]; then
		someone='setpriv --reuid=65534 --regid=65534 --clear-groups'
		chmod 755 . docs
		chown -R 65534:65534 db docs
	fi
	echo 'نص جديد' >docs/d.txt
	before=$(all db | grep -v ' db/lock')
	chmod 311 db
	run $someone mufahris-index -d db docs
	refused 'a folder that cannot be listed' '^mufahris-index: db'
	chmod 755 db
	is 'it is as it was' "$(all db | grep -v ' db/lock')" "$before"
	mkdir closed
	test -z "$someone" || chown 65534 closed
	chmod 311 closed
	run $someone mufahris-index -d closed docs
	refused 'nor begun where nobody can tell what is in it' '^mufahris-index: closed: cannot list the folder'
	chmod 755 closed
	chmod 0 db
	run $someone mufahris-search -d db جديد
	refused 'a folder that may not be entered is not without an index' '^mufahris-search: db: cannot be entered: '
	chmod 755 db
fi
done_testing
