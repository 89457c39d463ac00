#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# One word, one phrase, however the text writes it: clitics before a phrase, a و that stands alone, a prefix after
# the article, Latin letters with accents or without.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
cat >texts.jsonl <<'END'
{"id":"plain","text":"اجتمع مجلس النواب صباحا"}
{"id":"with","text":"رحب الوزير بمجلس النواب"}
{"id":"and","text":"ومجلس النواب قرر التأجيل"}
{"id":"and-for","text":"ولمجلس النواب رأي آخر"}
{"id":"the","text":"قدم المجلس البلدي اعتذارا"}
{"id":"for-the","text":"قدم اعتذارا للمجلس البلدي"}
{"id":"within","text":"زار مقر كمجلس ثم النواب"}
{"id":"apart","text":"جلس الرجال و النساء في القاعة"}
{"id":"joined","text":"جلس الرجال والنساء في القاعة"}
{"id":"list","text":"الحروف أ و ب في السطر"}
{"id":"digits","text":"بين 5 و 62 كتابا"}
{"id":"libraries","text":"المكتبات مفتوحة"}
{"id":"to-libraries","text":"زيارة للمكتبات"}
{"id":"accents","text":"Le Café de l'Évêché à Genève, by Müller and Øystein"}
{"id":"decomposed","text":"Cafés"}
{"id":"codex","text":"وَقَالَ ٱلرِّجَـٰلُ يَـٰٓأَيُّهَا ٱلْجِيرَانُ ءَامِنُوا۟ بِٱلسَّلَـٰمِ وَٱلْحَيَوٰةِ"}
{"id":"today","text":"وقال الرجال يا أيها الجيران آمنوا بالسلام والحياة"}
{"id":"glyph","text":"بسم اﷲ والحمد هلل واالله باهلل"}
{"id":"swapped","text":"دفع االشتراك السنوي باالتفاق"}
{"id":"drawn","text":"ﺔﺒﻛﺮﻤﻟﺍ ﺔﺣﻮﻟ ﺭﺍﺪﺻﺍ"}
{"id":"shaped","text":"ﺇﺻﺪﺍﺭ ﻟﻮﺣﺔ ﺍﻟﻤﺮﻛﺒﺔ"}
{"id":"rings","text":"ʿAbd al-Raʾūf al-Sabsī"}
{"id":"dawn","text":"L'aube se lève, jusqu'à l'École nationale"}
{"id":"dawns","text":"aube nouvelle des écoles et des travaux régionaux"}
{"id":"regional","text":"une directrice régionale et un directeur européen"}
{"id":"sky","text":"le ciel du musée"}
{"id":"that","text":"celle de la plage"}
END
mufahris-index texts.jsonl


### Clitics before the first word of a phrase, and nowhere else
found '"مجلس النواب"' plain with and and-for
found '"المجلس البلدي"' the for-the
found '="مجلس النواب"' plain
found '"النواب قرر"' and
found '"اجتمع مجلس"' plain
run mufahris-search '"مجلس النواب"'
like 'and it is said' "$out" '^read as: "مجلس النواب" also after و, ف, ب, ل, ك$'
like 'the whole phrase is marked' "$out" '\*بمجلس\* \*النواب\*'
run mufahris-search '"اجتمع مجلس"'
unlike 'not where there is none' "$out" '^read as:'

### A lone و
found '"الرجال والنساء"' apart joined
found '"الرجال و النساء"' apart joined
found النساء apart joined
found 'و62' digits
run mufahris-search --snippet=0 '"الرجال والنساء"'
like 'is marked with its word' "$out" '\*الرجال\* \*و النساء\*'

### Prefixes
found 'مكتب*' libraries to-libraries
found 'المكتب*' libraries

### French: what is elided before a word, its feminine and its plural
found aube dawn dawns
found "l'aube" dawn dawns
found "d'aube" dawn dawns
found école dawn dawns
found régional dawns regional
found régionales dawns regional
found travail dawns
found directeurs regional
found européenne regional
found ciel sky
found celle that
found "=aube" dawns

### Accents
found cafe accents decomposed
found Café accents decomposed
found 'eveche geneve' accents
found muller accents
found oystein accents
found 'abd raouf' rings
found =Café accents
found sabsi rings

### The spelling of the Quran and today's, either way
found الرجال apart joined codex today
found '"يا أيها الجيران"' codex today
found '"آمنوا بالسلام والحياة"' codex today
found '"ءَامِنُوا۟ بِٱلسَّلَـٰمِ"' codex today

### Text out of PDF files
found '"بسم الله"' glyph
found 'الاشتراك' swapped
found 'اتفاق' swapped
found إصدار drawn shaped
found لوحة drawn shaped
found مركبة drawn shaped

echo '{"id":"phrase","text":"عبر الفالحون القنطرة األولى وال تزال الطواحين تدور، والعالء عادوا"}' >pdf.jsonl
mufahris-index -d pdf pdf.jsonl
for phrase in '"الفلاحون القنطرة"' '"عبر الفلاحون القنطرة الأولى"' '"القنطرة الأولى ولا تزال"' '"العلاء عادوا"'; do
	unlike "$phrase" "$(mufahris-search -d pdf "$phrase")" 'stands nowhere|^0 results'
done
like 'it says how it was read' "$(mufahris-search -d pdf '"الفلاحون القنطرة"')" '^read as: .*الفالحون القنطرة'
like 'to the letter it is not there' "$(mufahris-search -d pdf -n 0 --format=json '="الفلاحون القنطرة"')" '"documents":0'

# The two letters of لا within a word: where the archive knows one of them far better.
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	printf '{"id":"light-%s","text":"طلب غلافا رقم %s للكتاب، غلاف جميل"}\n' $i $i
done >many.jsonl
echo '{"id":"light-swapped","text":"وضع غالف الكتاب"}' >>many.jsonl
mufahris-index -d many many.jsonl
is 'غلاف finds غالف' "$(mufahris-search -d many --format=trec -n 100 غلاف | grep -c light-swapped)" 1

done_testing
