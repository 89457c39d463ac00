#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Compound names are found joined and apart, in words and in phrases; words that lack their blank are found by both
# parts; what only looks like such a name is left alone, and what was done is said.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
cat >texts.jsonl <<'END'
{"id":"joined","text":"زار عبدالكريم السوق صباحا"}
{"id":"apart","text":"زار عبد الكريم السوق مساء"}
{"id":"and-joined","text":"سافر سعيد وعبدالكريم معا"}
{"id":"slave","text":"كان العبد يخدم الرجل الكريم"}
{"id":"abu-joined","text":"كتب أبوسلمى قصيدة"}
{"id":"abu-apart","text":"قرأ أبو سلمى القصيدة"}
{"id":"tail-joined","text":"بنى بهاءالدين جدارا"}
{"id":"tail-apart","text":"بنى بهاء الدين سورا"}
{"id":"doors","text":"الأبواب مفتوحة وأبوابها خشب"}
{"id":"town","text":"أبها مدينة في الجبال"}
{"id":"where","text":"أين ذهب أبو أبها"}
{"id":"trader","text":"تجار الحبوب في المدينة"}
{"id":"trader-2","text":"تجار القماش وبائعو الحبوب"}
{"id":"slip","text":"تجارالحبوب غاضبون"}
{"id":"possible","text":"كان ذلك في الإمكان"}
{"id":"possible-2","text":"ليس بإمكان أحد"}
END
mufahris-index texts.jsonl

found_with=--no-variants

found '"عبد الكريم"' joined apart and-joined
found '"عبدالكريم"' joined apart
found 'عبدالكريم' joined apart and-joined
found '+عبد +الكريم' joined apart and-joined slave
found '="عبد الكريم"' apart
found '=عبدالكريم' joined
found '"زار عبد الكريم"' joined apart
found '"زار عبدالكريم السوق"' joined apart
found 'أبوسلمى' abu-joined abu-apart
found '"أبو سلمى"' abu-joined abu-apart
found 'بهاءالدين' tail-joined tail-apart
found '"بهاء الدين"' tail-joined tail-apart
found '"تجار الحبوب"' trader slip
found 'تجارالقماش' trader-2
found 'جدارا -عبدالكريم' tail-joined
found 'السوق -عبدالكريم' ''
found 'أبوابها' doors
found '"كان ذلك"' possible
run mufahris-search '"عبد الكريم"'
like 'it is said' "$out" '^read as: .*عبد الكريم also as عبدالكريم'
like 'the joined name is marked' "$out" '\*عبدالكريم\*'
run mufahris-search 'عبدالكريم'
like 'the name apart is marked' "$out" '\*عبد\* \*الكريم\*'
run mufahris-search 'أبوابها'
unlike 'doors are no name' "$out" '^read as:'

done_testing
