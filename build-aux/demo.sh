#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# demo.sh PROGRAM DB - three sample searches, each shown as one would type it.
program=$1
db=$2

show()
{
	printf '\n$ mufahris-search'
	for word; do
		case $word in
		*[!A-Za-z0-9=,.-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	echo
	"$program" -d "$db" "$@"
	status=$?
	test $status -le 1 || exit $status
}

show -n 3 'انسحاب القوات الأجنبية'
show -n 3 --person=Tokayev '"حالة الطوارئ"'
show -n 2 --facets=place,year 'ضحايا الزلزال'
