#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What mufahris-index prints of strangers' names, ids and texts cannot steer a terminal, and a reader who
# has seen enough ends it quietly.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

override=$(printf '\342\200\256') isolate=$(printf '\342\201\246') separator=$(printf '\342\200\250')
escape=$(printf '\033[31m') csi=$(printf '\302\233') raw=$(printf '\233')

# steers TEXT: bytes that a terminal acts on: C0 but tab and newline, C1, overrides, isolates, separators.
steers()
{
	printf '%s' "$1" | LC_ALL=C grep -Eaq \
		"$(printf '[\001-\010\013-\037\177]|\302[\200-\237]|\342\200[\250-\256]|\342\201[\246-\257]')" && echo yes
}

is 'the check sees an override' "$(steers "a${override}b")" yes
is 'and lets Arabic pass' "$(steers 'خبر عن قوات')" ''

mkdir in
name="in/a${override}b${isolate}c${separator}d${escape}e${csi}f"
printf 'خبر عن قوات %sحفظ%s السلام %sفي%s\n' "$override" "$csi" "$isolate" "$separator" >"$name.txt"
printf '\000\001\002\003' >"$name.bin"
printf '{"id":"x%sy%sz","text":"خبر"}\n{"id":"x%sy","text":7}\n' "$override" '\u009b' "$override" >in/records.jsonl

run mufahris-index in
is 'what is rejected is named' "$status" 1
like 'by its file' "$err" 'a.*b.*c.*\.bin'
is 'in text that steers nothing' "$(steers "$err")" ''

run mufahris-index "no-such-$raw-$override-file"
is 'arguments are shown as text' "$(steers "$err")" ''
is 'as valid UTF-8' "$(printf '%s' "$err" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1 && echo yes)" yes
run mufahris-index --field="$raw$override" in
is 'in messages about options too' "$(steers "$err")" ''

for what in tokens terms entities dates passages; do
	run mufahris-index --dump=$what in
	is "--dump=$what prints text that steers nothing" "$(steers "$out")" ''
done
run mufahris-index --dump=tokens in
like 'and still prints the words' "$out" 'قوات'

# A reader that closes the pipe is no error.
i=0
while [ $i -lt 2000 ]; do
	echo '{"text":"خبر عن قوات حفظ السلام في المدينة"}'
	i=$((i + 1))
done >many.jsonl
{
	status=0
	mufahris-index --dump=tokens many.jsonl 2>pipe.err || status=$?
	echo $status >pipe.status
} | head -n 1 >pipe.out
is 'a dump into head is done' "$(cat pipe.status)" 0
is 'without a word' "$(cat pipe.err)" ''
is 'and prints what is read' "$(wc -l <pipe.out)" 1

if [ -w /dev/full ]; then
	status=0
	mufahris-index --dump=tokens many.jsonl >/dev/full 2>full.err || status=$?
	is 'a full disk is an error' "$status" 2
	like 'and said' "$(cat full.err)" 'standard output: '
else
	skip 'a full disk is an error' 'no /dev/full'
fi
done_testing
