#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# embed.sh FILE - print FILE as C: `const char mf_data_<name>[]` (its lines, each with its newline, a NUL
# at the end) and `const size_t mf_data_<name>_len` (bytes without that NUL).  Left out are empty lines
# and lines that begin with '#'.
set -e
test -r "$1" || { echo "embed.sh: cannot read '$1'" >&2; exit 2; }
name=$(basename "$1" .txt | tr -c 'A-Za-z0-9\n' _)
LC_ALL=C awk -v name="mf_data_$name" '
BEGIN {
	print "#include <stddef.h>\nextern const char " name "[];\nextern const size_t " name "_len;"
	print "const char " name "[] = \"\""
}
/^#/ || /^[ \t\r]*$/ { next }
{
	gsub(/[\\"?]/, "\\\\&")
	gsub(/\t/, "\\t")
	print "\"" $0 "\\n\""
}
END { print ";\nconst size_t " name "_len = sizeof " name " - 1;" }' "$1"
