#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `make index` of any folder: blanks in names, files that are rejected, nothing to do.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

unset MAKEFLAGS MAKELEVEL MFLAGS
mkdir 'my articles'
echo 'وصلت القافلة صباحا' >'my articles/first one.txt'
index()
{
	run ${MAKE:-make} -s -C "$top_builddir" index CORPUS="$work/my articles" DB="$work/my index" "$@"
}
index
is 'names with blanks' "$status $(mufahris-search -d 'my index' --format=trec القافلة | cut -d' ' -f3-4)" '0 first_one.txt 1'
printf '\211PNG\r\n' >'my articles/picture.png'
index
is 'a file that is rejected does not stop it' "$status" 0
like 'and is named' "$err" 'picture\.png'
index STRICT=1
ok 'STRICT=1 makes it an error' test "$status" != 0
rm 'my articles/picture.png'
index
is 'nothing to do' "$status$err" 0
done_testing
