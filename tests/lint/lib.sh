# SPDX-License-Identifier: GPL-2.0-or-later
# lib.sh - what the lint tests share.  Every one prints offences as `file:line: text`; none is a pass.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"
cd "$top_srcdir" || exit 99

# sources EXTENSION...: the project's own files of these kinds, one a line, sorted.
sources()
{
	for ext; do
		find wrappers indexer search tests build-aux m4 -name "*.$ext" -type f
	done | grep -v '^build-aux/tap-driver\.sh$' | LC_ALL=C sort
}

# clean NAME OFFENCES: passes where there are none.
clean()
{
	is "$1" "$2" ''
}

# code FILE...: C without comments and without what is in strings, each line as FILE:LINE: TEXT.
# With strings=1 before it strings are kept.
code()
{
	awk -v strings="${strings-}" '
	FNR == 1 { comment = 0 }
	{
		line = $0
		out = ""
		while (line != "") {
			if (comment) {
				end = index(line, "*/")
				if (!end)
					break
				line = substr(line, end + 2)
				comment = 0
			} else if (match(line, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|\/\*|\/\//)) {
				what = substr(line, RSTART, 2)
				out = out substr(line, 1, RSTART - 1)
				if (what == "//")
					break
				if (what == "/*") {
					comment = 1
				} else if (strings) {
					out = out substr(line, RSTART, RLENGTH)
				} else {
					out = out substr(line, RSTART, 1) substr(line, RSTART, 1)
				}
				line = substr(line, RSTART + RLENGTH)
			} else {
				out = out line
				break
			}
		}
		if (out ~ /[^ \t]/)
			print FILENAME ":" FNR ": " out
	}' "$@" /dev/null
}
