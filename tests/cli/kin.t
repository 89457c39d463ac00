#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A word finds its tenses and persons, duals, constructs, pronouns and hamza spellings, by pattern and by what the
# archive has; and it does not find strangers that only look so.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
n=0
# text ID TEXT
text()
{
	printf '{"id":"%s","text":"%s"}\n' "$1" "$2" >>texts.jsonl
}
text depart-future 'سيرحل الفريق صباح الأحد'
text depart 'يرحل المسافرون باكرا'
text depart-they 'لم يرحلوا بعد'
text said-he 'روى الشيخ ثم صام'
text fast-she 'صامت الجارة شهرا'
text fast-they 'صاموا معا'
text fasts 'يصوم الرجل في الصيف'
text fasts-future 'سيصوم أخوه'
text answer-she 'أجابت المعلمة عن السؤال'
text answer 'أجاب الطالب بسرعة'
text answers 'يجيب الخبير عن الأسئلة'
text answers-they 'يجيبون دائما'
text call-she 'نادت الأم أولادها'
text call 'نادى الحارس'
text calls 'ينادي البائع على بضاعته'
text calls-future 'سينادي غدا'
text stand-she 'ورثت الأخت الدار'
text stand-they 'ورثوا الأرض'
text stand 'ورث الابن الدكان'
text knots-noun 'انقطع العزف فجأة'
text knots-she 'عزفت الفرقة لحنا'
text knots-they 'عزفوا طويلا'
text two 'أغلق خبازان دكانهما'
text one 'الخباز ماهر في السوق'
text joiners 'اجتمع خبازو المدينة'
text joiners-all 'جاء الخبازون'
text yours 'ضع دفترك هنا'
text notebook 'ضاع دفتر الحساب'
text mine 'نسيت دفتري'
text her-notebook 'وجدت دفترها'
text rooms 'غرفتا النوم والجلوس'
text room 'غرفة واسعة'
text tents 'رفعوا بيوتهم من طين'
text tents-ours 'هذه بيوتنا'
text tent 'بيت صغير'
text houses 'بيوت قديمة'
text well 'حفروا بئر ماء'
text soft 'الدواير الزرقاء على الماء'
text hard 'الدوائر الحمراء والدوائر الصفراء'
text slow 'سير بطئ جدا'
text slow-right 'رجل بطيء'
text settled 'أقر المجلس الخطة'
text settled-she 'أقرت اللجنة القانون'
text settles 'يقر الجميع بذلك'
# a name that is a verb too
text issued 'صدر الكتاب أمس'
text issued-she 'صدرت المجلة'
text issued-she-2 'صدرت الجريدة'
text issued-she-3 'صدرت الطبعة'
text issues 'يصدر العدد غدا'
# strangers
text books 'الكتب على الرف والكتب في المخزن كتب كثيرة'
text wrote-she 'كتبت رسالة'
text writes 'يكتب كل يوم'
text writes-they 'يكتبون معا'
text enemy 'عدو قديم'
text aggression 'عدوان على المدينة'
text aggression-2 'صد العدوان عدوان آخر'
text speaks 'تحدث الرجل طويلا'
text speaks-he 'يتحدث كثيرا'
text speaks-she 'تحدثت المرأة'
text happens 'يحدث هذا أحيانا'
text happens-future 'سيحدث غدا'
text car 'سيارة حمراء والسيارة سريعة'
text lends 'يارة لا معنى لها'
mufahris-index texts.jsonl

found_with=--no-variants

found يرحل depart depart-future depart-they
found سيرحل depart depart-future depart-they
found يصوم fasts fasts-future said-he fast-she fast-they
found صام fasts fasts-future said-he fast-she fast-they
found أجاب answer answer-she answers answers-they
found يجيب answer answer-she answers answers-they
found نادى call call-she calls calls-future
found ينادي call call-she calls calls-future
found عزف knots-noun knots-she knots-they
found خباز one two joiners joiners-all
found دفتر notebook yours mine her-notebook
found غرفة room rooms
found بيت tent tents tents-ours houses
found بيوت tent tents tents-ours houses
found الدوائر hard soft
found بطيء slow slow-right

found أقر settled settled-she settles
found صدر issued issued-she issued-she-2 issued-she-3 issues

# What only looks alike
found عدو enemy
found تحدث speaks speaks-he speaks-she
found سيارة car

done_testing
