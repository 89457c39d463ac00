#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# gcc sees more of the code at -O3, and warns of what it cannot prove: nothing, with --enable-werror.  All files
# with MUFAHRIS_LONG, else those of names, which once had such warnings.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

files=$(sources c | grep "^indexer/analysis/names/gazetteer")
test -z "$MUFAHRIS_LONG" || files=$(sources c | grep -v '^tests/')
failed=
for file in $files; do
	said=$(${CC:-cc} -std=gnu17 -O3 -Wall -Wextra -Werror -I. -Iwrappers/xapian $MF_CPPFLAGS -c -o "$work/object" "$file" 2>&1) ||
		failed="$failed$file: $said
"
done
clean 'no warning at -O3' "$failed"
done_testing
