#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Names and dates of the sample articles: not worse than these figures (see annotations.awk).
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

corpus=$top_srcdir/corpus

# score LAYER FLOORS: the figures against the annotation go to $out.
score()
{
	layer=$1
	shift
	case $layer in
	names) dump=entities ;;
	*) dump=$layer ;;
	esac
	mufahris-index --dump=$dump "$corpus/articles" >"$work/$layer"
	run awk "$@" -f "$top_srcdir/tests/quality/annotations.awk" "$corpus/annotations/$layer.tsv" "$work/$layer"
	diag "$layer" "$out"
	is "$layer are found as annotated" "$status" 0
}

score names -v f1=98 -v link=98
score dates -v f1=98 -v recall=98

done_testing
