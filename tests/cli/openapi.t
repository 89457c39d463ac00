#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The description of the server for programs, openapi.json, against what it answers.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

python=
for one in python3 /usr/bin/python3; do
	"$one" -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null && python=$one && break
done
if [ -z "$python" ]; then
	skip 'answers are as openapi.json has them' 'no python3 with jsonschema (Debian: python3-jsonschema)'
	done_testing
	exit
fi
mufahris-index -d db "$top_srcdir/corpus/articles" >/dev/null
exec "$python" "$top_srcdir/tests/cli/openapi.py" mufahris-serve db
