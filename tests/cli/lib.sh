# SPDX-License-Identifier: GPL-2.0-or-later
# lib.sh - shell tests in TAP.  A test is a file x.t that begins with
#
#	. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"
#
# and ends with done_testing.  It runs in an empty folder of its own ($work, removed at the end), with
# HOME and the XDG folders there too, MUFAHRIS_DB unset, in C.UTF-8, with the build's programs first in
# PATH; what is indexed is said to be added at the same second (SOURCE_DATE_EPOCH).  By hand: cd to the build folder and `sh .../x.t`.
#
#	run COMMAND...          runs it; $status, $out and $err are its exit status and what it wrote,
#	                        the files $work/.out and $work/.err the same to the byte
#	ok NAME COMMAND...      passes when the command succeeds
#	is NAME GOT WANTED      the same text
#	like NAME TEXT REGEX    some line of the text matches (grep -E); unlike: none does
#	skip NAME WHY           counts as skipped
#	found QUERY ID...       a search finds exactly these documents

: "${top_srcdir:=$(dirname "$0")/../..}"
: "${top_builddir:=.}"
top_srcdir=$(cd "$top_srcdir" && pwd)
top_builddir=$(cd "$top_builddir" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mufahris-test.XXXXXX") || exit 99
trap 'cd /; rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
cd "$work" || exit 99

LC_ALL=C.UTF-8
TZ=UTC
HOME=$work/.home
XDG_DATA_HOME=$HOME/.local/share
XDG_CONFIG_HOME=$HOME/.config
XDG_CACHE_HOME=$HOME/.cache
XDG_RUNTIME_DIR=$HOME
PATH=$top_builddir:$PATH
SOURCE_DATE_EPOCH=1700000000
export SOURCE_DATE_EPOCH LC_ALL TZ HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR PATH
unset MUFAHRIS_DB MUFAHRIS_CONFIG NO_COLOR LC_MESSAGES LANGUAGE
mkdir -p "$HOME"

tap_count=0
found_with=

# diag LABEL TEXT: TEXT as TAP comments below LABEL.
diag()
{
	echo "# $1"
	printf '%s\n' "$2" | sed 's/^/#   /'
}

# result STATUS NAME
result()
{
	tap_count=$((tap_count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tap_count - $2"
	else
		echo "not ok $tap_count - $2"
		return 1
	fi
}

run()
{
	status=0
	"$@" >"$work/.out" 2>"$work/.err" </dev/null || status=$?
	out=$(tr -d '\000' <"$work/.out")
	err=$(tr -d '\000' <"$work/.err")
}

ok()
{
	tap_name=$1
	shift
	if tap_said=$("$@" 2>&1); then
		result 0 "$tap_name"
	else
		result 1 "$tap_name" || diag "$* said:" "$tap_said"
	fi
}

is()
{
	if [ "$2" = "$3" ]; then
		result 0 "$1"
	else
		result 1 "$1" || { diag got: "$2"; diag wanted: "$3"; }
	fi
}

like()
{
	if printf '%s\n' "$2" | grep -Eq -e "$3"; then
		result 0 "$1"
	else
		result 1 "$1" || { diag got: "$2"; diag 'wanted a line like:' "$3"; }
	fi
}

unlike()
{
	tap_found=0
	printf '%s\n' "$2" | grep -Eq -e "$3" || tap_found=$?
	if [ $tap_found = 1 ]; then # 2: grep does not take the expression
		result 0 "$1"
	else
		result 1 "$1" || { diag got: "$2"; diag 'wanted no line like:' "$3"; }
	fi
}

skip()
{
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

# found QUERY ID...: exactly these documents, in $MUFAHRIS_DB, with the options in $found_with.
found()
{
	found_query=$1
	shift
	is "$found_query" "$(mufahris-search --format=trec $found_with -n 100 -- "$found_query" | awk '{ print $3 }' | LC_ALL=C sort | paste -sd' ' -)" \
		"$(printf '%s\n' "$@" | LC_ALL=C sort | paste -sd' ' -)"
}

done_testing()
{
	echo "1..$tap_count"
}
