#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# أل and إل with their hamza are no article, typed or read; a hamza left out costs nothing.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

cat >in.jsonl <<'EOF'
{"id":"1","text":"أمر هام جدا"}
{"id":"2","text":"غنت إلهام رامز في الحفل"}
{"id":"3","text":"عادت الهام رامز إلى بيتها"}
{"id":"4","text":"هذا هو السؤال الهام"}
{"id":"5","text":"نال الكاتب إلهامه من البحر"}
{"id":"6","text":"بدأ وبإلهام من القصة"}
{"id":"7","text":"ليس للإلهام موعد"}
{"id":"8","text":"بر الوالدين واجب"}
{"id":"9","text":"بين الدولة والدين"}
{"id":"10","text":"توفي والده"}
{"id":"11","text":"رفع التماس إلى المحكمة"}
{"id":"12","text":"حدث تماس كهربائي"}
{"id":"13","text":"ألعابه كثيرة"}
{"id":"14","text":"العابه كثيرة"}
EOF
mufahris-index -d db in.jsonl

found()
{
	mufahris-search -d db --group-by=document --duplicates=show --format=trec -n 100 -- "$1" | awk '{ print $3 }' |
		sort -n | tr '\n' ' '
}
finds()
{
	is "$1" "$(found "$1")" "$2 "
}

finds 'هام' '1 3 4'
finds 'إلهام' '2 3 4 5 6 7'
finds 'أَلهام' '2 3 4 5 6 7'
finds 'الهام' '1 2 3 4 5 6 7'
finds '=إلهام' '2'
finds '=الهام' '3 4'
finds '"إلهام رامز"' '2 3'
finds '"الهام رامز"' '2 3'
finds 'إلها*' '2 3 4 5 7'
finds 'الها*' '2 3 4 5 7'
finds '+إلهام -رامز' '4 5 6 7'
finds 'والدين' '8 9 10'
finds 'الوالدين' '8 10'
finds 'دين' '9'
finds 'التماس' '11'
finds 'إلتماس' '11'
finds 'تماس' '12'
finds 'ألعاب' '13 14'
finds 'ألمحكمة' '11'
finds 'ألكاتب' '5'

total=$(mufahris-search -d db --format=json -n 0 إلهام | sed 's/.*"total":\([0-9]*\).*"exact":\([a-z]*\).*/\1 \2/')
is 'what is counted is what is found' "$total" '6 true'

done_testing
