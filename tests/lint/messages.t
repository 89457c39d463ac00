#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every message of the programs has a translation in every catalogue, and msgfmt finds nothing to complain of.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

for tool in xgettext msgcat msgcmp msgfmt; do
	command -v $tool >/dev/null || { skip 'messages are translated' "no $tool here"; done_testing; exit 0; }
done

sh build-aux/messages.sh extract . >"$work/messages.pot" 2>"$work/complaints"
ok 'messages are found in the sources' test "$(grep -c '^msgid' "$work/messages.pot")" -gt 300
clean 'no message has a format that depends on the machine' "$(grep -n '%<PRI' "$work/messages.pot")"
for catalogue in wrappers/messages/po/*.po; do
	clean "$catalogue translates every message (else: make messages)" \
		"$(msgcmp "$catalogue" "$work/messages.pot" 2>&1)"
	clean "$catalogue is sound" "$(msgfmt --check-format --output-file=/dev/null "$catalogue" 2>&1)"
done
done_testing
