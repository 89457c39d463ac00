#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The pages in a real browser: typing, narrowing, going back, documents, both languages, narrow and dark screens,
# no script, hostile texts.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

if ! command -v chromedriver >/dev/null || ! command -v python3 >/dev/null; then
	skip 'the pages in a browser' 'no chromedriver or no python3 here (Debian: chromium-driver)'
	done_testing
	exit
fi
cp -r "$top_srcdir/corpus/articles" articles
cat >evil.jsonl <<'END'
{"id":"evil","title":"خطر <script>window.broken=1</script>","source":"<img src=x onerror=window.broken=1>","author":"\"><svg onload=window.broken=1>","url":"javascript:window.broken=1","text":"خطر <script>window.broken=1</script> والوزير \"<img src=x onerror=window.broken=1>\" </title>","date":"2022-01-05","<b>":"<i onclick=window.broken=1>"}
END
mufahris-index -d db articles evil.jsonl
HOME=$work python3 "$top_srcdir/tests/cli/browser.py" chromedriver mufahris-serve db
