#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Sources are laid out as .clang-format says.  Other versions of clang-format read the same rules another
# way, so only the one that CONTRIBUTING.md names is asked.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

wanted=14
name='sources are laid out by .clang-format'

# major PROGRAM: its version, or nothing
major()
{
	"$1" --version 2>/dev/null | sed -nE 's/.*version ([0-9]+).*/\1/p'
}

for program in clang-format-$wanted clang-format; do
	found=$(major $program)
	[ "$found" != $wanted ] || break
done
if [ "$found" = $wanted ]; then
	clean "$name" "$($program --dry-run $(sources c cc h hh) 2>&1 |
		sed -nE 's/^([^:]*:[0-9]+):.*\[-Wclang-format-violations\]/\1: clang-format -i would change it/p')"
else
	skip "$name" "clang-format is ${found:-absent}${found:+, not $wanted} (Debian: clang-format-$wanted)"
fi
done_testing
