#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# embed-file.sh FILE - print FILE as C, byte for byte: `const unsigned char mf_file_<name>[]` and
# `const size_t mf_file_<name>_len`; the name is the file's, with _ for what is no letter or digit.
set -e
test -r "$1" || { echo "embed-file.sh: cannot read '$1'" >&2; exit 2; }
name=mf_file_$(basename "$1" | tr -c 'A-Za-z0-9\n' _)
printf '%s\n' '#include <stddef.h>' "extern const unsigned char $name[];" "extern const size_t ${name}_len;" \
	"const unsigned char $name[] = {"
od -An -v -tu1 "$1" | sed 's/\([0-9]\{1,\}\)/\1,/g'
printf '%s\n' '};' "const size_t ${name}_len = sizeof $name;"
