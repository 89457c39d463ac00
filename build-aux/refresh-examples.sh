#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# refresh-examples.sh FILE - prints a Markdown file with its examples run anew.
#
# An example is a block that begins with ```console: each line that begins with "$ " is run, in the order
# of the file, in the current folder, and what it prints replaces what stands below it.  The programs are
# found by PATH.  `make docs` refreshes README.md and ARCHITECTURE.md so; tests/cli/docs.t fails where that
# would change something.
fence='```'
inside=
while IFS= read -r line; do
	case $inside$line in
	"$fence"console)
		inside=yes
		printf '%s\n' "$line"
		;;
	"yes$fence")
		inside=
		printf '%s\n' "$line"
		;;
	'yes$ '*)
		printf '%s\n' "$line"
		eval "${line#??}" </dev/null 2>&1
		;;
	yes*) ;; # what it printed the last time
	*) printf '%s\n' "$line" ;;
	esac
done <"$1"
