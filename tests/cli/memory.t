#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Memory stays below its ceiling whatever the words: an archive becomes several segments, published as they
# are finished.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

# Words that nobody ever wrote, each only once: FROM to TO, a hundred a record.
distinct()
{
	awk -v from="$1" -v to="$2" 'BEGIN {
		n = split("ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي", letter, " ")
		for (i = from; i < to; i++) {
			if (i % 1000 == 0)
				printf "{\"id\":\"d%d\",\"text\":\"", i / 1000
			word = ""
			for (k = i * 7 + 614656; k; k = int(k / n))
				word = word letter[k % n + 1]
			printf "%s ", word
			if (i % 1000 == 999)
				print "علامة\"}"
		}
	}'
}

# peak: the largest resident set of the last command run with `measured`, in MiB.
measured()
{
	if [ -x /usr/bin/time ]; then
		run /usr/bin/time -o .peak -f %M "$@"
	else
		run "$@"
	fi
}

# within_ceiling NAME: the last command that was measured took no more than 128 MiB, and a tenth.
within_ceiling()
{
	if [ -s .peak ] && ! nm "$top_builddir/mufahris-index" 2>/dev/null | grep -qE '__asan_|__tsan_'; then
		ok "$1 ($(($(tail -n 1 .peak) / 1024)) MiB of 128)" test "$(tail -n 1 .peak)" -lt $((128 * 1024 * 11 / 10))
	else
		skip "$1" 'no GNU time here, or a build for tests'
	fi
}

distinct 0 800000 >words.jsonl
measured mufahris-index -d db --memory=128M --jobs=4 words.jsonl
is 'words without end' "$status $err" '0 '
within_ceiling 'stay within the ceiling'
info=$(mufahris-index -d db --info)
like 'all documents are there' "$info" '^documents +800$'
like 'in several segments' "$info" '^shards +[2-9]$'
like 'which were published one after the other' "$info" '^generation +[2-9]$'
ok 'the index is sound' mufahris-index -d db --check
like 'and is searched as one' "$(mufahris-search -d db -n 0 --format=json علامة)" '"documents":800[,}]'
run mufahris-index -d db --memory=128M --rebuild words.jsonl
like 'a rebuild publishes them together' "$(mufahris-index -d db --info | grep -E 'generation|shards' | tr -s ' \n' ' ')" \
	"^generation $(($(printf '%s\n' "$info" | sed -n 's/^generation *//p') + 1)) shards [2-9] "
run mufahris-index -d db words.jsonl
is 'after it nothing is to be done' "$status $(mufahris-index -d db --info | sed -n 's/^documents *//p')" '0 800'

run mufahris-index -d db --shards=1
is '--shards=1 merges them' "$status$err $(mufahris-index -d db --info | grep -E 'documents|shards' | tr -s ' \n' ' ')" \
	'0 documents 800 shards 1 '
ok 'and what comes out is sound' mufahris-index -d db --check
like 'and the same' "$(mufahris-search -d db -n 0 --format=json علامة)" '"documents":800[,}]'

distinct 800000 1100000 >more.jsonl
run mufahris-index -d db --memory=128M more.jsonl
before=$(mufahris-index -d db --info | grep -E 'shards|generation')
measured mufahris-index -d db --memory=128M --shards=1
is '--shards=1 beyond the ceiling: status' "$status" 1
like '--shards=1 beyond the ceiling: said' "$err" \
	'^mufahris-index: warning: [0-9]+ shards are left, not 1: merging them takes [0-9]+M of memory \(--memory=[0-9]+M'
is '--shards=1 beyond the ceiling: the index as it was' "$(mufahris-index -d db --info | grep -E 'shards|generation')" "$before"
within_ceiling '--shards=1 beyond the ceiling'
run mufahris-index -d db --shards=1 $(printf '%s\n' "$err" | grep -o -e '--memory=[0-9]*M')
is 'with what it names it does' "$status $(mufahris-index -d db --info | grep -E 'documents|shards' | tr -s ' \n' ' ')" \
	'0 documents 1100 shards 1 '

### Many small documents
awk 'BEGIN { for (i = 0; i < 50000; i++) printf "{\"id\":\"s%d\",\"text\":\"خبر قصير رقم %d\"}\n", i, i }' >small.jsonl
measured mufahris-index -d db2 --memory=128M small.jsonl
is 'many small documents' "$status $(mufahris-index -d db2 --info | sed -n 's/^documents *//p')" '0 50000'
test ! -s .peak || diag "$(($(cat .peak) / 1024)) MiB" ''
done_testing
