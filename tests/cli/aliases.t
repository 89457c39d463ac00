#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A word that names a country counts in the other spellings of the name too, and its adjective counts in part.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
cat >texts.jsonl <<'E2'
{"id":"usual","text":"يزيد سكان بلجيكا على عشرة ملايين بحسب آخر إحصاء"}
{"id":"typed","text":"زار الوفد بلجيكيا في الربيع"}
{"id":"other","text":"يزيد سكان المدينة على مليون بحسب آخر إحصاء"}
{"id":"nisba","text":"اجتمع الوزراء في العاصمة المصرية مساء أمس"}
{"id":"plain","text":"اجتمع الوزراء في العاصمة النرويجية مساء أمس"}
E2
run mufahris-index --format=jsonl texts.jsonl
is 'the texts are indexed' "$status" 0

run mufahris-search --explain -n 1 'سكان بلجيكيا'
is 'the usual spelling of a name is first' "$(printf '%s\n' "$out" | grep -c '^   usual ')" 1
is 'and counts as the word' "$(printf '%s\n' "$out" | grep -c 'بلجيكيا -> بلجيكا')" 1

# A name that stands twice in the query is one word.
run mufahris-search -n 1 --format=trec 'بلجيكيا أو سكان بلجيكيا'
is 'a name may stand twice' "$status $(printf '%s\n' "$out" | cut -d ' ' -f 3)" '0 usual'

run mufahris-search --explain -n 1 'عاصمة مصر'
is 'an adjective raises' "$(printf '%s\n' "$out" | grep -c '^   nisba ')" 1
is 'as its entity' "$(printf '%s\n' "$out" | grep -c ' eg (entity)')" 1

done_testing
