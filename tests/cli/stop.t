#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# SIGTERM ends mufahris-index within a second, whatever it does; the index answers as before, and the next
# run completes it.  Each case waits until the program is where the case wants it; then it is held there by
# what it reads, or by a call that never returns.  The second itself is the program's; here it has a minute.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

hold=$top_builddir/tests/preload/hold_call.so

# reached NAME COMMAND...: waits until it succeeds; after a minute it has failed.
reached()
{
	reached_name=$1
	shift
	polls=0
	until "$@" 2>/dev/null || [ $polls = 3000 ]; do
		polls=$((polls + 1))
		sleep 0.02
	done
	result "$((polls == 3000))" "$reached_name"
}

# Zombies are gone too: who is to wait for them does not matter.
gone()
{
	case $(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) in
	'' | Z) return 0 ;;
	esac
	return 1
}

# stopped NAME STATUS: $pid gets SIGTERM and ends with the status.
stopped()
{
	kill -TERM $pid
	reached "$1: it ends" gone $pid
	kill -9 $pid 2>/dev/null
	status=0
	wait $pid 2>/dev/null || status=$?
	is "$1: status" $status "$2"
}

# completed NAME: the index is sound and answers as before; one more run completes it and leaves nothing over.
completed()
{
	ok "$1: the index is sound" mufahris-index -d db --check
	is "$1: it answers as before" "$(documents قافلة) $(documents سفينة)" '1 0'
	mufahris-index -d db --rebuild docs 2>/dev/null
	is "$1: the next run completes it" "$(documents قافلة) $(documents سفينة)" '1 1'
	is "$1: and nothing is left over" "$(cd db && echo scratch-* *.tmp*)" 'scratch-* *.tmp*'
}

documents()
{
	mufahris-search -d db -n 0 --format=json "$1" | sed -nE 's/.*"documents":([0-9]+).*/\1/p' | head -n 1
}

mkdir docs
echo 'وصلت القافلة الأولى إلى الميناء صباح اليوم' >docs/a.txt
mufahris-index -d base docs
echo 'غادرت السفينة الرصيف في المساء' >docs/b.txt
said='^mufahris-index: stopped; what was finished is kept'

### A call that never returns
# held NAME FILE STATUS ARGUMENT...: the program, held where it opens, makes or renames to the file.
held()
{
	name=$1
	at=$2
	wanted=$3
	shift 3
	rm -rf db held
	cp -R base db
	HOLD_AT=$at HOLD_SEEN=held LD_PRELOAD=$hold mufahris-index -d db -j1 "$@" >said 2>&1 &
	pid=$!
	reached "$name: reached" test -e held
	stopped "$name" "$wanted"
	completed "$name"
}
if [ -e "$hold" ]; then
	held 'opening a file' b.txt 2 docs
	like 'opening a file: it says so' "$(cat said)" "$said"
	held analysing batch-000000 2 docs
	held 'writing words' words-0 2 docs
	held merging seg-000002 2 docs
	held 'merging lists of passages' postlist.glass 2 --shards=1 docs
	held 'writing statistics' statistics-000002 2 docs
	held 'noting files' files-000002 2 docs
	held publishing manifest-000002 2 docs
	held 'going live' XAPIANDB.tmp 2 docs
	held 'a round of --watch' statistics-000002 0 --watch docs
	held '--check' texts 143 --check
else
	skip 'a call that never returns' 'nothing is preloaded under a sanitizer'
fi

### Standard input, of which no more comes: an archive, records
# fed NAME FILE: the program reads the file and waits for more.
fed()
{
	rm -rf db fed
	cp -R base db
	mkfifo fed
	mufahris-index -d db -j1 --format=auto - <fed >said 2>&1 &
	pid=$!
	exec 4>fed
	cat "$2" >&4 # more than a pipe holds: what it returns from has been read
	stopped "$1" 2
	exec 4>&-
	like "$1: it says so" "$(cat said)" "$said"
	ok "$1: the index is sound" mufahris-index -d db --check
}
awk 'BEGIN {
	for (i = 0; i < 4000; i++)
		printf "{\"id\":\"r%d\",\"text\":\"انتظر الركاب %d على الرصيف %d حتى المساء\"}\n", i, i * 7919, i * 104729
}' >records.jsonl
mkdir packed
cp records.jsonl packed/
tar cf packed.tar packed
head -c 300000 packed.tar >half.tar
fed 'in the middle of a member' half.tar
fed 'between records' records.jsonl

### A child that reads a PDF
if command -v pdftotext >/dev/null && command -v python3 >/dev/null; then
	rm -rf db
	cp -R base db
	mkdir pdf
	# Pages without number, each with the same long text.
	python3 - <<'END'
pages = 20000
line = b"(word after word) Tj 0 -1 Td "
stream = b"BT /F 9 Tf 9 800 Td " + line * 800 + b"ET"
kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
objects = [b"<</Type/Catalog/Pages 2 0 R>>",
           b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
           b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
           b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)] + [page] * pages
out = bytearray(b"%PDF-1.4\n")
at = []
for i, o in enumerate(objects):
    at.append(len(out))
    out += b"%d 0 obj%s endobj\n" % (i + 1, o)
xref = len(out)
out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1) + b"".join(b"%010d 00000 n \n" % a for a in at)
out += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, xref)
open("pdf/long.pdf", "wb").write(out)
END
	mufahris-index -d db pdf >said 2>&1 &
	pid=$!
	# Its child has become pdftotext and works.
	child=
	in_child()
	{
		child=$(cat /proc/$pid/task/$pid/children)
		child=${child% }
		[ -n "$child" ] && grep -q '^pdftotext$' "/proc/$child/comm"
	}
	reached 'a PDF: its reader works' in_child
	stopped 'a PDF' 2
	reached 'a PDF: its reader is gone too' gone "$child"
	completed 'a PDF'
else
	skip 'a PDF' 'pdftotext or python3 is not installed'
fi

### --watch at rest
rm -rf db
mkfifo told
mufahris-index -d db --watch docs 2>told &
pid=$!
exec 5<told
result "$(timeout 60 sh -c 'while IFS= read -r line; do case $line in *watching*) exit 0 ;; esac; done; exit 1' <&5; echo $?)" \
	'--watch at rest: reached'
stopped '--watch at rest' 0
done_testing
