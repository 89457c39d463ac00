#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The fingerprint of the analyser (build-aux/fingerprint.sh): every rule that decides an index changes it, and
# nothing else does.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

mkdir -p copy/indexer/store copy/wrappers
(cd "$top_srcdir" && tar cf - --exclude='*.o' indexer/analysis indexer/ingest.c indexer/store/lexicon.c wrappers/icu \
	wrappers/snowball) | (cd copy && tar xf -)
chmod -R u+w copy
words=copy/indexer/analysis/words

fingerprint()
{
	sh "$top_srcdir/build-aux/fingerprint.sh" copy
}
first=$(fingerprint)
like 'it is C that holds a number' "$first" '^const unsigned long long mf_analysis_sources = 0x[0-9a-f]{16}ULL;$'
is 'it is that of the sources themselves' "$(sh "$top_srcdir/build-aux/fingerprint.sh" "$top_srcdir")" "$first"

# edit FILE SED-SCRIPT: changes a copy; the one before is put back by undo.
edit()
{
	edited=$1
	cp "$edited" before
	sed "$2" before >"$edited"
	cmp -s before "$edited" && echo "# $edited: nothing was edited by $2"
}
undo()
{
	cp before "$edited"
}
same()
{
	is "$1" "$(fingerprint)" "$first"
	cmp -s before "$edited" && is 'there was an edit' no yes
	undo
}
differs()
{
	unlike "$1" "$(fingerprint)" "$(printf %s "$first" | sed -n 's/.*= \(0x[0-9a-f]*\).*/\1/p')"
	cmp -s before "$edited" && is 'there was an edit' no yes
	undo
}

edit $words/shape.c 's/letters >= 6/letters >= 5/'
differs 'a number in a rule'
edit $words/shape.c 's/"هما", 3/"هما", 4/'
differs 'a letter that must stay'
edit $words/shape.c 's/"نا"/"ني"/'
differs 'an ending'
edit $words/data/own-endings.txt '/^كاميرون$/d'
differs 'a row of a table that is gone'
edit $words/data/article-exceptions.txt 's/^التي$/التى/'
differs 'a row of a table that is spelled otherwise'
edit copy/indexer/analysis/names/data/titles.txt '$s/$/ا/'
differs 'a title before names'
edit copy/indexer/analysis/passage.c 's/[0-9][0-9]*/1&/'
differs 'the length of passages'
edit copy/indexer/ingest.c 's/[0-9][0-9]*/1&/'
differs 'what counts how often'
edit $words/segment.c 's,"ولل",// "ولل",'
differs 'a rule that became a comment'

edit $words/shape.c '1s/^/\/* a remark about "shapes", * and \/\/ *\/\n/'
same 'a comment changes nothing'
edit $words/shape.c 's/ - how an Arabic word/ - the way an Arabic word/'
same 'nor does its text'
edit $words/shape.c 's/^\t/        /; s/ == /==/; s/(w, /( w,/g; s/;$/ ;/'
same 'nor does layout'
edit $words/shape.c 's/^{$/\n{/; s/ && / \&\&\n\t\t/'
same 'nor do ends of lines'
edit $words/data/own-endings.txt '3s/^/# a remark\n\n/'
same 'nor does a comment in a table'
edit $words/stem.c 's,indexer/analysis/words/shape.h,elsewhere/shape.h,'
same 'nor does where a header is'
edit $words/data/plurals.txt '$s/$/ا/'
same 'nor does a list that is asked with the query'
edit $words/variants.c 's/[0-9][0-9]*/1&/'
same 'nor does a rule that is asked with the query'
touch trained
with=$(sh "$top_srcdir/build-aux/fingerprint.sh" copy trained)
echo weights >trained
unlike 'a model that was trained otherwise' "$(sh "$top_srcdir/build-aux/fingerprint.sh" copy trained)" \
	"$(printf %s "$with" | sed -n 's/.*= \(0x[0-9a-f]*\).*/\1/p')"

mv $words/shape.c copy/indexer/analysis/form.c
is 'nor does the name of a file' "$(fingerprint)" "$first"
mv copy/indexer/analysis/form.c $words/shape.c

printf '%s\n' 'const char *a = "x /* y */ z"; // why' >copy/indexer/analysis/new.c
with=$(fingerprint)
printf '%s\n' 'const char *a = "x /* q */ z";' >copy/indexer/analysis/new.c
unlike 'what looks like a comment in a string is a string' "$(fingerprint)" "$(printf %s "$with" | sed -n 's/.*= \(0x[0-9a-f]*\).*/\1/p')"

done_testing
