#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --duplicates=list: a passage that several papers carry is shown once, and the others are named.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
text='انتظر الصيادون على الرصيف الخشبي حتى هدأ الموج ثم عادوا إلى قواربهم القديمة في صباح بارد من الشتاء وباعوا ما صادوه في السوق.'
cat >in.jsonl <<END
{"id":"b","date":"2024-05-02","source":"النهار البحري","title":"صيادون","text":"$text"}
{"id":"a","date":"2024-05-03","source":"بريد الميناء","url":"https://example.org/a","title":"صيادون","text":"$text"}
{"id":"c","title":"صيادون","text":"$text"}
{"id":"d","date":"2024-05-01","source":"وكالة الشاطئ","title":"صيادون","text":"$text"}
{"id":"e","date":"2024-05-01","text":"خرج الصيادون إلى البحر قبل الفجر، ولم يعد منهم أحد حتى المساء، فأرسلت البلدية قاربين للبحث عنهم."}
END
run mufahris-index --no-default-gazetteer in.jsonl
s()
{
	mufahris-search --duplicates=list "$@" الصيادون الرصيف
}
first=$(s --format=jsonl | head -n 1 | sed -E 's/.*"document":"([a-d])","passage":0,"title":.*"copies".*/\1/')
is 'one stands for the others, by document and date' \
	"$(s --format=jsonl | head -n 1 | grep -oE '"copies":\[.*' | grep -oE '"document":"."' | tr -d '\n') $first" \
	"$(for id in d b a c; do test $id = "$first" || printf '"document":"%s"' $id; done) $first"
is 'as many as it counts' "$(s --format=jsonl | head -n 1 | grep -oE '"duplicates":[0-9]')" '"duplicates":3'
like 'one without copies has an empty list' "$(s --format=jsonl | tail -n 1)" '"document":"e".*"copies":\[\]'
is 'text has a line for each' "$(s | grep -c '^   = ')" 3
like 'with date and source' "$(s -n 1)" "^   = [bd] · 2024-05-0[12] · (النهار البحري|وكالة الشاطئ)\$"
like 'csv has a column' "$(s --format=csv)" ',"[abcd]; [abcd]; [abcd]"'
is 'html has a list' "$(s --format=html -n 1 | grep -cE '<li><bdi>[abcd]</bdi>')" 3
unlike 'without list none is named' "$(mufahris-search --format=jsonl الصيادون الرصيف)" copies
is 'by document too' "$(s --group-by=document --format=jsonl | head -n 1 | grep -oE '"copies":\[.*' | grep -oE '"document"' | grep -c .)" 3
is 'by date too' "$(s --sort=oldest --format=jsonl | head -n 1 | grep -oE '"copies":\[.*' | grep -oE '"document":"."' | tr -d '\n')" \
	'"document":"b""document":"a""document":"c"'
done_testing
