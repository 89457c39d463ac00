#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# fingerprint.sh TOP [FILE]... - print C that holds a hash of all sources and tables below TOP that decide
# what is in an index, and of the FILEs: `const unsigned long long mf_analysis_sources`.  A changed rule is another analyser, which an
# index that was made before must know; so the hash is of what the compiler sees.  Comments, layout,
# the names of files and what they include do not count, nor do rules that are asked with a query.
set -e
LC_ALL=C
export LC_ALL
top=$1
shift
files=$(test $# = 0 || sha256sum "$@" | cut -c 1-64)
cd "$top"

# schema.h and the layout of files are counted by MF_SCHEMA_VERSION; what trains the names' model shows in
# the model, which is one of the FILEs.
deciding()
{
	find indexer/analysis -name '*.[ch]' -o -name '*.txt' |
		grep -vE '^indexer/analysis/(schema\.[ch]|fingerprint\.c|dates/(range|said)\.[ch]|names/(training|model)/.*|words/variants\.[ch]|words/data/plurals\.txt)$'
	echo indexer/ingest.c
	echo indexer/store/lexicon.c
	echo wrappers/icu/letters.c
	echo wrappers/icu/words.c
	echo wrappers/snowball/snowball.c
}

# One line a file: a table's rows; of C all tokens with one space between, strings as they are.
essence()
{
	awk '
	function flush_file() {
		if (name != "")
			print name ~ /\.txt$/ ? text : tokens(text)
		text = ""
	}
	function tokens(code,   out, what, end) {
		out = ""
		while (match(code, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|\/\*|\/\//)) {
			what = substr(code, RSTART, RLENGTH)
			out = out spaced(substr(code, 1, RSTART - 1))
			code = substr(code, RSTART + RLENGTH)
			if (what == "/*") {
				end = index(code, "*/")
				code = substr(code, end + 2)
			} else if (what == "//") {
				end = index(code, "\n")
				code = substr(code, end)
			} else {
				out = out " " what " "
			}
		}
		out = out spaced(code)
		gsub(/  +/, " ", out)
		return out
	}
	function spaced(code) {
		gsub(/\\\n|[ \t\n]+/, " ", code)
		gsub(/[^A-Za-z0-9_ ]/, " & ", code)
		return code " "
	}
	FNR == 1 {
		flush_file()
		name = FILENAME
	}
	/^[ \t]*#[ \t]*include/ && name !~ /\.txt$/ { next }
	name ~ /\.txt$/ && (/^#/ || /^[ \t\r]*$/) { next }
	{ text = text $0 (name ~ /\.txt$/ ? "|" : "\n") }
	END { flush_file() }' "$@"
}

hash=$({ essence $(deciding) | sort; echo "$files"; } | sha256sum | cut -c 1-16)
cat <<EOF
extern const unsigned long long mf_analysis_sources;
const unsigned long long mf_analysis_sources = 0x${hash}ULL;
EOF
