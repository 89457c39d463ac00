#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every header compiles alone and all of them together, those of the C binding in C++ too.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

# alone HEADER COMPILER LANGUAGE STANDARD
alone()
{
	echo "#include \"$1\"" | $2 -std=$4 -x $3 -fsyntax-only -Wall -Wextra -Werror -I. -Iwrappers/xapian $MF_CPPFLAGS - 2>&1
}

failed=
for header in $(sources h); do
	said=$(alone "$header" "${CC:-cc}" c gnu17) || failed="$failed$header: $said
"
done
clean 'every header compiles alone in C' "$failed"

# One of each name: private headers too.
said=$(sources h | sed 's/.*/#include "&"/' |
	${CC:-cc} -std=gnu17 -x c -fsyntax-only -Wall -Wextra -Werror -I. -Iwrappers/xapian $MF_CPPFLAGS - 2>&1)
clean 'all headers compile together' "$said"

failed=
for header in wrappers/xapian/*.h; do
	said=$(alone "$header" "${CXX:-c++}" c++ gnu++17) || failed="$failed$header: $said
"
done
clean 'the headers of wrappers/xapian compile in C++' "$failed"
done_testing
