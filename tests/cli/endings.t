#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Two words that differ by an ending and share a stem are told apart by what the archive has of them: a noun in ة
# by its possessive pronouns, a name by the gazetteer.  One word in two genders stays one.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
awk 'BEGIN {
	n = split("منعت المدرسة النقاب في الصف|تحدثوا عن النقاب طويلا|خلعت نقابها عند الباب|النقاب لباس قديم|اجتمعت النقابة صباحا|قالت النقابة إنها ترفض|انتخبت النقابة مجلسها|رفض الأطباء قرار نقابتهم|عادت إلى نقابتها|استقال من نقابته|في المدينة مسرح|ونقابة الصيادين أيضا|وجدوا درعا من حديد|لبس الفارس الدرع|الدرع القديم في المتحف|باع الدرع وسيفه|وصلت القافلة إلى درعا|بيت كبير في الشارع|غرفة كبيرة في البيت|الساحة الكبيرة خالية|الباب الكبير مفتوح|السفينة الكبيرة رست|الكبير والصغير", text, "|")
	for (i = 1; i <= n; i++)
		printf "{\"id\":\"%02d\",\"title\":\"-\",\"text\":\"%s.\"}\n", i, text[i]
}' >in.jsonl
run mufahris-index in.jsonl
is 'the texts are indexed' "$status" 0
found()
{
	mufahris-search --format=trec -n 100 -- "$1" | cut -d' ' -f3 | LC_ALL=C sort | tr '\n' ' '
}
is 'a noun without the ة' "$(found نقاب)" '01 02 03 04 '
is 'the noun in ة, also after a clitic' "$(found نقابة)" '05 06 07 08 09 10 12 '
is 'with the article' "$(found النقابة)" '05 06 07 08 09 10 12 '
is 'an adjective and its feminine are one' "$(found كبير)" '18 19 20 21 22 23 '
is 'either way' "$(found كبيرة)" '18 19 20 21 22 23 '
is 'a name is not the accusative of another word' "$(found درع | grep -c 17)" 0
is 'which finds its other forms' "$(found درع)" '14 15 16 '
is 'the name finds itself' "$(found درعا | grep -c 17)" 1
like 'what is told apart still raises a passage' "$(mufahris-search --explain 'النقاب الأطباء')" 'نقابتهم \(root\)'
done_testing
