#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --prune removes what is gone, and does not take a disk that is not there for it.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# files DIR FROM TO: one document each.
files()
{
	mkdir -p "$1"
	awk -v dir="$1" -v from="$2" -v to="$3" 'BEGIN {
		for (i = from; i <= to; i++) {
			name = sprintf("%s/%03d.txt", dir, i)
			print "وصلت القافلة رقم " i " إلى الميناء صباح اليوم" >name
			close(name)
		}
	}'
}

# records FROM TO: of a JSON file.
records()
{
	awk -v from="$1" -v to="$2" 'BEGIN {
		for (i = from; i <= to; i++)
			printf "{\"id\":\"r%d\",\"text\":\"بند رقم %d عن الأسواق\"}\n", i, i
	}'
}

documents()
{
	mufahris-index --info | sed -n 's/^documents  *//p'
}

# kept NAME REGEX DOCUMENTS: the last run removed nothing, with one line like this.
kept()
{
	is "$1: status, documents" "$status $(documents)" "1 $3"
	is "$1: one line" "$(printf '%s\n' "$err" | wc -l | tr -d ' ')" 1
	like "$1: said" "$err" "$2"
}

files docs 1 100
files other 101 103
run mufahris-index docs other
is 'all is there' "$status $(documents)" '0 103'

### A PATH that is not there
mv docs renamed
for how in --prune --prune=all; do
	run mufahris-index $how docs
	kept "$how, and a folder that has another name" '^mufahris-index: docs: .*No such file' 103
done
run mufahris-index --prune docs other
kept 'beside one that is there' '^mufahris-index: docs: .*No such file' 103

### An empty folder in its place, as of a disk that is not mounted
mkdir docs
run mufahris-index --prune docs
kept 'an empty mount point' \
	'^mufahris-index: docs: --prune would remove 100 of 100 documents \(of 100 files such as /.*/docs/001\.txt\), so it removes none of them \(.*--prune=all' 103
run mufahris-index --prune --stats=json docs
like 'counted' "$out" '"deleted":0,"unpruned":100,"rejected":0'
rm other/101.txt
run mufahris-index --prune docs other
kept 'what is gone elsewhere is removed' '^mufahris-index: docs: --prune would remove 100 of 100' 102
rmdir docs
mv renamed docs
run mufahris-index --stats=json docs
like 'back again, nothing is read anew' "$out" '"files_read":0,"files_unchanged":100'

### Much of it, a little of it
mkdir away
mv docs/0[0-1]?.txt away
run mufahris-index --prune docs
is 'nineteen of a hundred go' "$status $(documents)" '0 83'
mv docs/02?.txt docs/03?.txt away
run mufahris-index --prune docs
kept 'twenty of 81 do not' 'docs: --prune would remove 20 of 81 documents' 83
run mufahris-index --prune=all docs
is 'unless all is asked for' "$status $err $(documents)" '0  63'
files many 201 500
run mufahris-index many
rm many/20?.txt many/21?.txt many/22?.txt
run mufahris-index --prune many
is 'less than a tenth goes, however many' "$status $(documents)" '0 334'
run mufahris-index --prune=some many
is 'another word: status' "$status" 2
like 'another word: said' "$err" '^mufahris-index: --prune does not accept .some.; accepted: none, gone, all'

### PATHs in one another: what one of them protects stays
files tree/small 1 30
files tree/large 1001 1500
run mufahris-index tree
rm -r tree/small
mkdir tree/small
run mufahris-index --prune tree/small tree
kept 'all of the inner one, a little of the outer' 'tree/small: --prune would remove 30 of 30' 864
run mufahris-index --prune tree
is 'the outer one alone' "$status $(documents)" '0 834'

### Records of a file
rm -rf db
records 1 100 >news.jsonl
run mufahris-index news.jsonl
records 1 60 >news.jsonl
run mufahris-index --prune news.jsonl
kept 'forty records of a hundred' 'news\.jsonl: --prune would remove 40 of 100 documents \(of 1 files' 100
run mufahris-index --prune news.jsonl
kept 'the same again: the file is read once more' 'news\.jsonl: --prune would remove 40 of 100' 100
run mufahris-index --prune=all news.jsonl
is 'with --prune=all they go' "$status $err $(documents)" '0  60'
run mufahris-index --prune --stats=json news.jsonl
is 'and the file is known' "$status $(printf '%s\n' "$out" | grep -o '"files_unchanged":[0-9]*')" '0 "files_unchanged":1'
records 1 50 >news.jsonl
run mufahris-index --prune news.jsonl
is 'ten records of sixty go' "$status $(documents)" '0 50'
ok 'the index is sound' mufahris-index --check
done_testing
