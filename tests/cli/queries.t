#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Queries mean what they say: to the letter, taken away in every spelling, quoted, and ids in any case.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

cat >docs.jsonl <<'EOF'
{"id":"ali","text":"وصل علي إلى المحطة."}
{"id":"on","text":"على الطاولة كتاب."}
{"id":"ahmad","text":"قرأ أحمد في المدرسة رسالة."}
{"id":"ahmad-bare","text":"قرأ احمد في المدرسه رسالة."}
{"id":"wrote","text":"كَتَبَ وصيته ثم نام."}
{"id":"written","text":"كُتِبَ عليكم الصيام."}
{"id":"bare","text":"كتب الولد اسمه."}
{"id":"title","title":"مدرسة كبيرة","text":"لا شيء هنا."}
{"id":"title-bare","title":"مدرسه كبيره","text":"لا شيء هنا."}
{"id":"novel","text":"من صاحب رواية كبرياء وتحامل التي ترجمت حديثا"}
{"id":"owner","text":"صاحب البيت قديم"}
{"id":"almaty","text":"زار الوفد ألماتي وعاد إلى كازاخستان"}
{"id":"alma-ata","text":"زار الوفد ألما آتا وعاد إلى كازاخستان"}
{"id":"mountains","text":"في كازاخستان جبال زارها الوفد"}
{"id":"csto","text":"منظمة معاهدة الأمن الجماعي والوفد"}
{"id":"us","text":"كلمة الوفد عن الولايات المتحدة"}
{"id":"american","text":"تحدث الوفد الأمريكي"}
{"id":"number","text":"وزعت ١٦٤ صفحة"}
{"id":"at","text":"شكرا @sara_news على الصورة"}
EOF
mufahris-index docs.jsonl || exit 99

found()
{
	mufahris-search --format=trec -n 100 -- "$@" | cut -d' ' -f3 | LC_ALL=C sort | tr '\n' ' '
}

### To the letter
is 'ya is not alef maqsura' "$(found =علي)" 'ali '
is 'nor the other way round' "$(found =على)" 'at on '
is 'hamza counts' "$(found =أحمد)" 'ahmad '
is 'and its absence' "$(found =احمد)" 'ahmad-bare '
is 'ta marbuta is not ha' "$(found =المدرسة)" 'ahmad '
is 'nor ha ta marbuta' "$(found =المدرسه)" 'ahmad-bare '
is 'in a title' "$(found =مدرسة)" 'title '
is 'in a title that is asked for' "$(found title:=مدرسة)" 'title '
is 'marks that are typed must be there' "$(found =كَتَبَ)" 'wrote '
is 'others' "$(found =كُتِبَ)" 'written '
is 'none typed: any may be' "$(found =كتب)" 'bare written wrote '
is 'digits of any script are the same number' "$(found =164)" 'number '
is 'without = all spellings are found, and other forms' "$(found كَتَبَ)" 'bare on written wrote '
is '--exact is = before each word' "$(mufahris-search --exact --format=trec أحمد | cut -d' ' -f3)" ahmad
is '= before a quotation' "$(found '="أحمد في المدرسة"')" 'ahmad '
is 'without it the quotation is folded' "$(found '"أحمد في المدرسة"')" 'ahmad ahmad-bare '
is 'near, to the letter' "$(found '="المدرسة أحمد"~1')" 'ahmad '
is 'what is spelt otherwise counts nowhere' \
	"$(mufahris-search =أحمد --format=json --facets=source | sed -E 's/.*"total":([0-9]+),"documents":([0-9]+).*"count":([0-9]+).*/\1 \2 \3/')" '1 1 1'
is 'nor is it marked' "$(mufahris-search --show=wrote '=كُتِبَ' | grep -c '\*')" 0
is 'nor in a study' "$(mufahris-search --concordance =علي --format=csv | grep -c '"علي"')" 1

### Taken away in every spelling
is 'a city by its Latin name' "$(found 'كازاخستان -Almaty')" 'mountains '
is 'by another Arabic name' "$(found 'كازاخستان -"ألما آتا"' )" 'almaty mountains '
is 'which without quotes is the name' "$(found 'كازاخستان -(ألما آتا)')" 'mountains '
is 'with NOT' "$(found 'كازاخستان NOT ألماتي')" 'mountains '
is 'an organisation by its letters' "$(found 'الوفد -CSTO')" 'alma-ata almaty american mountains us '
is 'a country, with its adjective' "$(found 'الوفد -USA')" 'alma-ata almaty csto mountains '
is 'without it' "$(mufahris-search --no-adjectives --format=trec -- 'الوفد -USA' | cut -d' ' -f3 | sort | tr '\n' ' ')" \
	'alma-ata almaty american csto mountains '
is '--no-expand: as typed' "$(mufahris-search --no-expand --format=trec -- 'كازاخستان -Almaty' | wc -l)" 3
like 'the output says so' "$(mufahris-search 'كازاخستان -Almaty')" 'read as: .*without every name of ألماتي \(Almaty\) \(almaty\)'

### A quotation that stands nowhere
is 'is searched as words' "$(found '"قصة كبرياء وتحامل"')" 'novel '
like 'and the output says so' "$(mufahris-search '"قصة كبرياء وتحامل"')" '^read as: "قصة كبرياء وتحامل" stands nowhere, so its words are searched'
is 'the first result is that of the words without quotes' \
	"$(mufahris-search --format=trec 'من صاحب "قصة كبرياء وتحامل"' | head -n 1 | cut -d' ' -f3)" \
	"$(mufahris-search --format=trec 'من صاحب قصة كبرياء وتحامل' | head -n 1 | cut -d' ' -f3)"
is 'words near each other too' "$(found '"كبرياء قصة"~2')" 'novel '
is 'below what is quoted and stands' "$(mufahris-search --format=trec '"صاحب البيت" "قصة كبرياء وتحامل"' | cut -d' ' -f3 | tr '\n' ' ')" 'owner novel '
unlike 'one that stands is not' "$(mufahris-search '"كبرياء وتحامل"')" 'stands nowhere'
run mufahris-search '="قصة كبرياء"'
is 'to the letter means it' "$status" 1
is 'what is taken away takes nothing' "$(found 'رواية -"قصة كبرياء"')" 'novel '
run mufahris-search --source=none '"كبرياء وتحامل"'
is 'a filter does not make it stand nowhere' "$status" 1
is 'in a study' "$(mufahris-search --concordance '"قصة كبرياء"' --format=csv | grep -c كبرياء)" 1
like 'which says so' "$(mufahris-search --freq --format=json '"قصة كبرياء"')" 'stands nowhere'

### Ids in any case, and what only looks like a kept query
is 'an id in capitals' "$(mufahris-search --place=KZ --format=trec | wc -l)" 3
is 'in a query' "$(found 'place:KZ')" 'alma-ata almaty mountains '
is 'a person' "$(mufahris-search --person=TOKAYEV --format=trec 2>&1)" ''
run mufahris-search --place=QQQ
is 'an unknown one is an error' "$status" 2
is '@word is a word' "$(found @sara_news)" 'at '

### What the statistics tell of a spelling is what the texts tell, also of what has gone
MUFAHRIS_DB=$work/spelt
cat >spelt.jsonl <<'END'
{"id":"one-way","text":"وصل القطار الأخير."}
{"id":"one-way-too","text":"القطار في المحطة."}
{"id":"tatweel","text":"قرأ الصحيفـــة."}
{"id":"marks","text":"قرأ الصَّحِيفة."}
{"id":"heh","text":"في المكتبه كتب."}
{"id":"teh","text":"في المكتبة كتب."}
{"id":"ligature","text":"قال \ufefb أريد."}
{"id":"hamza","text":"شعر إلهام."}
{"id":"bare","text":"شعر الهام."}
END
mufahris-index --no-default-gazetteer spelt.jsonl >/dev/null
is 'spelt in one way' "$(found =القطار)" 'one-way one-way-too '
is 'with tatweel and with marks' "$(found =الصحيفة)" 'marks tatweel '
is 'in no text so' "$(found =الصحيفه)" ''
is 'in both ways' "$(found =المكتبه) $(found =المكتبة)" 'heh  teh '
is 'in a ligature' "$(found '=لا')" 'ligature '
is 'with a hamza that has a form of its own' "$(found =إلهام) $(found =الهام)" 'hamza  bare '
mufahris-index --no-default-gazetteer --delete=teh --delete=marks >/dev/null
is 'when the other has gone' "$(found =المكتبه) $(found =المكتبة) $(found =الصحيفة)" 'heh   tatweel '
mufahris-index --no-default-gazetteer --delete=heh >/dev/null
echo >>spelt.jsonl
mufahris-index --no-default-gazetteer spelt.jsonl >/dev/null
is "and come back" "$(found =المكتبة) $(found =المكتبه)" "teh  heh "
done_testing
