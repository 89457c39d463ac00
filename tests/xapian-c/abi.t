#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What programs that were linked with libxapian-c.so rely on, against the list abi.txt.  A line that goes or
# changes there is a new MAJOR version, a new line a new MINOR one (the rule is in xapian-c.h).
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

here=$top_srcdir/tests/xapian-c
room=$top_srcdir/wrappers/xapian
header=$room/xapian-c.h
library=$(echo "$top_builddir"/libxapian-c.so.*)

# One prototype a line, however the header breaks it.
prototypes()
{
	awk '
	/^(int|void|unsigned|uint32_t|const char) \**xc_[a-z_]+\(/ { text = "" ; open = 1 }
	open {
		text = text $0 " "
		if (/;/) {
			gsub(/[ \t]+/, " ", text)
			sub(/; $/, "", text)
			print text
			open = 0
		}
	}' "$header" | LC_ALL=C sort
}

prototypes >prototypes
awk -f "$here/layout.awk" "$header" >layout.c
ok 'a program that prints the layout is made' ${CC:-cc} ${MF_SAN_FLAGS-} -I"$room" -o layout layout.c
./layout >layout.out
is 'prototypes are those of the list' "$(cat prototypes)" "$(grep '^[^#]*(' "$here/abi.txt")"
if [ "$(getconf LONG_BIT)" = 64 ]; then
	is 'constants and structs are those of the list' "$(cat layout.out)" "$(grep -v '[#(]' "$here/abi.txt")"
else
	skip 'constants and structs are those of the list' 'the list is for 64 bits'
fi

### What is exported
names=$(sed -E 's/\(.*//; s/.*[ *]//' prototypes | LC_ALL=C sort)
is 'the library exports what the header declares, and nothing else' "$(
	nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort)" "$names"
is 'the map lists the same' "$(sed -nE 's/^\t(xc_[a-z_]+);$/\1/p' "$room/xapian-c.map" | LC_ALL=C sort)" "$names"

is 'nothing private of libxapian is used' "$(
	grep -nE '(\.|->)internal\b|\b(init_|register_matcher_)\(|Xapian::Internal::' "$room"/*.cc "$room"/*.hh)" ''

### Versions
version=$(sed -nE 's/^#define XC_VERSION "(.*)"/\1/p' "$header")
is 'the three numbers are those of the version' "$(
	sed -nE 's/^#define XC_VERSION_(MAJOR|MINOR|PATCH) ([0-9]+)$/\2/p' "$header" | paste -sd.)" "$version"
is 'the library has the version of the header' "${library##*/}" "libxapian-c.so.$version"
is 'the soname has its first number' "$(
	objdump -p "$library" | awk '$1 == "SONAME" { print $2 }')" "libxapian-c.so.${version%%.*}"
is 'pkg-config says the same' "$(sed -n 's/^Version: //p' "$top_builddir/wrappers/xapian/xapian-c.pc")" "$version"
like 'the man page is of it' "$(head -n 4 "$room/xapian-c.3")" "xapian-c $version"

### Every function, and every one of the header's own
all="$names $(sed -nE 's/^static inline [a-z0-9_]+ (xc_[a-z_]+)\(.*/\1/p' "$header")"
is 'each function is called by a test' "$(
	for name in $all; do
		grep -qE "\<$name\(" "$top_srcdir"/tests/unit/*xapian*.c || echo "$name"
	done)" ''
is 'each function is in the man page' "$(
	for name in $all; do
		grep -qE "\<$name( \"?|\()" "$room/xapian-c.3" || echo "$name"
	done)" ''
if command -v man >/dev/null && command -v groff >/dev/null; then
	is 'xapian-c(3) is clean' "$(man --warnings -E UTF-8 -l -Tutf8 -Z "$room/xapian-c.3" 2>&1 >/dev/null)" ''
else
	skip 'xapian-c(3) is clean' 'no man or no groff here'
fi
done_testing
