#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# demo.sh PROGRAM DB - three sample searches, each shown as one would type it, with a word about what it shows.
program=$1
db=$2

# show WHAT ARGUMENT...: runs a search; that it finds nothing is no failure.
show()
{
	printf '\n# %s\n$ mufahris-search' "$1"
	shift
	for word; do
		case $word in
		*[!A-Za-z0-9=,.-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	"$program" -d "$db" "$@"
	status=$?
	test $status -le 1 || exit $status
}

show 'Words, in all their forms' \
	-n 2 --snippet=130 'انسحاب القوات الأجنبية'
show 'A name in Latin letters and a phrase; the articles write the name in Arabic, in several spellings' \
	-n 2 --snippet=130 '+Tokayev +"حالة الطوارئ"'
show 'Who is named, and when it was published, in all articles about Kazakhstan of January 2022' \
	-n 1 --snippet=130 --place=kz --date=2022-01 --facets=person,date

cat <<END

Now your own: ./mufahris-index FOLDER, then ./mufahris-search WORDS, or ./mufahris-serve --open for a page in the
browser (make serve: these samples). All tell more with --help.
END
