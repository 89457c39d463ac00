#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What people have complained of in searches of Arabic: each of these queries must find its sentence.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# name|sentence
cat >"$work/sentences" <<'END'
ahmad|وصل أحمد إلى المحطة قبل الغروب
ahmad-madda|نادى المعلم آحمد مرتين
tree|سقطت الشجرة على سور الحديقة
news|تابع الجيران الأخبار طوال الليل
many|حضر كثيرون ولم يتسع لهم المكان
things|حزمت الجدة ثيابها وأغراضها وغادرت
continent|عبرت السفينة من قاره إلى أخرى
farm|يملك عمي مزرعة عند سفح الجبل
tatweel|تؤجل مباراة الايـــــاب أسبوعا
tatweel-name|لقبه شـابـوص منذ الصبا
digits|بني السد عام ٢٠٠٩ بعد الفيضان
digits-persian|سجل العداد ۳۷۵۸ لترا
hilla|قضوا العيد في الحلّة بين أهلهم
marrakesh|نزلوا مَرَّاكُش في الشتاء
league|حسم الفريق لقب الدوري مبكرا
wrote|كَتَبَ وصيته ثم نام
people|رحب الشّعب بالقرار
merge-with|طالب المدرسون بدمج الصفين
merge|يرفض التلاميذ دمج الفصول
potatoes|ارتفع ثمن بطاطس هذا الموسم
potatoes-fried|قلى الطاهي بطاطس بالزيت
potatoes-sack|حمل كيس بطاطس على ظهره
nickname|ناداه أصحابه طاطس فغضب
albania|عاد البحارة من ألبانيا
in-albania|أقاموا سنة بألبانيا
city|تنام مدينة الصيادين باكرا
cities-and|هجر الناس القرى والمدن
cities-for|رصدت أموال للمدن الساحلية
power|أظهر الحصان قوة عجيبة
powers|اجتمعت قوى صغيرة
child|بكى طفل أضاع حذاءه
children|لعب أطفال تحت المطر
children-their|جاؤوا فأطفالهم ينتظرون
president|ألقى رئيس النادي كلمة
presidents|صافح رؤساء البلديات الضيوف
book|أهدته كتاب الطيور
ali|ابتسم علي لأخيه
britain|سافرت الخالة إلى بريطانيا
dominant|ظل التيار المهيمن صامتا
uhud|يسكن في أم لَج منذ عام
dhuwayb|روى ذُوَيب الحكاية
ate|أكل الولد تفاحة
forms|ﻓﺘﺢ ﺍﻟﺤﺎﺭﺱ ﺍﻟﺒﻮﺍﺑﺔ
safi|رست القوارب في آسفي
nbsp|نور الفجر أيقظ العصافير
number-words|بيعت مئة وأربعة وستون نسخة
number-digits|وزعت 164 بطاقة
number-arabic|طبعت ١٦٤ صفحة
thousands|حضر 4 آلاف مشجع
thousands-digits|باع 4,000 تذكرة
events|تسارعت الأحداث فجأة
quoted|قال «تاس» إن الطقس بارد
plane|هبطت طائرة Il-76 بسلام
letters-and|اشترى 3 أقلام و62 دفترا
bare-tree|زرعوا شجرة على سور البيت
near-trees|بين الشجرة وتلك الحديقة
END
awk -F'|' '{ printf "{\"id\":\"%s\",\"text\":\"%s\"}\n", $1, $2 }' "$work/sentences" >"$work/sentences.jsonl"
# decomposed: alef and madda apart, as some keyboards and file systems write
printf '{"id":"decomposed","text":"نسجت عمتي ا\331\223نية من القش"}\n' >>"$work/sentences.jsonl"
mufahris-index "$work/sentences.jsonl" >"$work/.index" 2>&1 || { cat "$work/.index"; exit 99; }

found()
{
	mufahris-search --format=trec -n 100 -- "$1" | cut -d' ' -f3 | sed 's/#.*//;s/:[0-9]*$//' | sort -u
}

# finds QUERY NAME...: all of these are found; misses: none of them.
finds()
{
	query=$1
	shift
	found "$query" >"$work/.found"
	for name; do
		ok "$query finds $name" grep -qx -e "$name" "$work/.found"
	done
}

misses()
{
	query=$1
	shift
	found "$query" >"$work/.found"
	for name; do
		ok "$query does not find $name" sh -c '! grep -qx -e "$1" "$2"' - "$name" "$work/.found"
	done
}

### Hamza, ta marbuta, alef maqsura, marks, tatweel
finds احمد ahmad ahmad-madda
finds إحمد ahmad ahmad-madda
finds قارة continent
finds مزرعه farm
finds 'الاياب' tatweel
finds اياب tatweel
finds شابوص tatweel-name
finds الحلة hilla
finds مراكش marrakesh
finds مَرّاكِش marrakesh
finds الدورى league
finds كتب wrote book
finds كُتِبَ wrote
finds الشعب people
finds 'ام لج' uhud
finds ذويب dhuwayb
finds اكل ate
finds اسفي safi
finds آنية decomposed
finds انيه decomposed
finds البوابة forms
finds نور nbsp
finds على ali
finds علي ali
finds الى ahmad continent britain
finds إلي ahmad continent britain

### Article, clitics, endings
finds شجرة tree
finds أخبار news
finds الأخبار news
finds كثير many
finds أغراض things
finds دمج merge merge-with
finds بدمج merge merge-with
finds المدن cities-and cities-for
finds مدن cities-and cities-for
finds أطفال children children-their
finds دفتر letters-and
finds تاس quoted

### Singular and broken plural, both ways
finds مدن city
finds مدينة cities-and cities-for
finds قوى power powers
finds قوة power powers
finds أطفال child
finds طفل children
finds رؤساء president presidents
finds رئيس president presidents
finds كتاب book

### Letters that only look like an article or a clitic
finds بطاطس potatoes potatoes-fried
misses بطاطس nickname
finds البطاطس potatoes
misses البطاطس nickname
finds طاطس nickname
misses طاطس potatoes
finds البانيا albania in-albania
finds ألبانيا albania in-albania
misses بانيا albania in-albania
finds بريطانيا britain
misses ريطانيا britain
finds المهيمن dominant
misses مهيم dominant

### Digits and number words
finds 2009 digits
finds ٢٠٠٩ digits
finds 3758 digits-persian
finds 164 number-words number-digits number-arabic
finds ١٦٤ number-words number-digits number-arabic
finds 'مئة وأربعة وستون' number-words number-digits number-arabic
finds 'مائة وأربعة وستين' number-words number-digits number-arabic
finds '4 آلاف' thousands thousands-digits
finds 4000 thousands thousands-digits
finds '4,000' thousands thousands-digits
finds 62 letters-and
finds 'il 76' plane
finds Il-76 plane

### What is quoted is exact, up to folding
finds '"الشجرة على سور"' tree
finds '"الشجره علي سور"' tree
misses '"شجرة على سور"' tree
misses '=شجرة' tree
finds '=الشجرة' tree
misses '"شجرة"' tree
finds '=مَراكش' marrakesh
misses '=164' number-words
finds '=164' number-digits number-arabic
misses '=دمج' merge-with
misses '=مدن' city cities-and
finds '"الشجرة الحديقة"~2' tree
misses '"الشجرة الحديقة"~1' tree
finds '"الشجرة الحديقة"~1' near-trees
finds '"شجرة على سور"' bare-tree
finds '"شجرة"' bare-tree
finds '"أقلام و62 دفترا"' letters-and
finds '"شجرة حديقة"~5' tree
misses 'شجرة NOT حديقة' tree

### A prefix is folded, not stemmed
finds 'الاحد*' events
finds 'الأحد*' events
finds 'بطا*' potatoes

done_testing
