#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# embed-po.sh LANGUAGE.po - print the catalogue as C: `const unsigned char mf_po_<language>[]`, the .mo file
# that msgfmt makes of it.  MSGFMT names msgfmt where it is not on the path.
set -e
test -r "$1" || { echo "embed-po.sh: cannot read '$1'" >&2; exit 2; }
language=$(basename "$1" .po | tr -c 'A-Za-z0-9\n' _)
mo=$(mktemp)
trap 'rm -f "$mo"' EXIT
"${MSGFMT:-msgfmt}" --check --no-hash --output-file="$mo" "$1"
printf '%s\n' "extern const unsigned char mf_po_$language[];" \
	"_Alignas(4) const unsigned char mf_po_$language[] = {"
od -An -v -tu1 "$mo" | sed 's/\([0-9]\{1,\}\)/\1,/g'
echo '};'
