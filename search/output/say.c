/* SPDX-License-Identifier: GPL-2.0-or-later */
/* say.c - the Arabic of labels and of the messages that people meet most.
 *
 * Counts stand behind a colon, so that no noun has to agree with a number.
 */
#include "search/output/say.h"

#include <string.h>

#define PARTS 4

struct saying {
	const char *english, *arabic;
};

static const struct saying labels[] = {
	{ "nothing found", "لا نتائج" },
	{ "results", "النتائج" },
	{ "about", "نحو" },
	{ "documents", "الوثائق" },
	{ "for", "البحث عن" },
	{ "query", "الاستعلام" },
	{ "read as", "فُهم" },
	{ "did you mean", "هل تقصد" },
	{ "note", "ملاحظة" },
	{ "lexemes", "المفردات" },
	{ "tree", "الشجرة" },
	{ "filters", "المرشِّحات" },
	{ "Xapian query", "استعلام Xapian" },
	{ "passage", "الفقرة" },
	{ "score", "الدرجة" },
	{ "near-duplicates", "شبه المكرر" },
	{ "words marked", "الكلمات المعلَّمة" },
	{ "more; --facet-limit=0 shows all", "غيرها؛ يعرضها كلها --facet-limit=0" },
	{ "its own filter left out", "من دون مرشِّحها" },
	{ "none", "لا شيء" },
	{ "to", "إلى" },
	{ "text", "النص" },
	{ "stated", "المذكور" },
	{ "by the adjective alone", "بالنسبة وحدها" },
	{ "person", "الأشخاص" },
	{ "place", "الأماكن" },
	{ "org", "المنظمات" },
	{ "date", "الأيام" },
	{ "month", "الأشهر" },
	{ "year", "السنوات" },
	{ "mentioned", "الأيام المذكورة" },
	{ "source", "المصادر" },
	{ "(no date)", "(بلا تاريخ)" },
	{ "(no source)", "(بلا مصدر)" },
	{ "same form", "الصيغة نفسها" },
	{ "stem", "الجذع" },
	{ "broken plural", "جمع التكسير" },
	{ "clitic", "لاصقة" },
	{ "root", "الجذر" },
	{ "number", "عدد" },
	{ "entity", "كيان" },
	{ "spelling variant", "إملاء آخر" },
	{ "prefix", "بداية الكلمة" },
};

/* Each * stands for a part that is taken over, in the same order in both. */
static const struct saying errors[] = {
	{ "a query is missing", "لم يُكتب ما يُبحث عنه" },
	{ "give words to search for, a filter, or --facets; --help shows examples",
	  "اكتب كلمات للبحث أو مرشِّحا أو --facets؛ والأمثلة في --help" },
	{ "unknown option *; the nearest is *", "خيار غير معروف: *؛ أقرب الخيارات إليه: *" },
	{ "unknown option *", "خيار غير معروف: *" },
	{ "* --help lists the options", "* --help يسرد الخيارات" },
	{ "* does not accept '*'; accepted: *", "القيمة لا تصلح في *: «*»؛ المقبول: *" },
	{ "* needs a value: *", "القيمة ناقصة في *: *" },
	{ "* takes no value, but '*' was given", "لا قيمة للخيار *، وقد كُتبت «*»" },
	{ "* and * cannot be given together", "لا يجتمع * و*" },
	{ "no entity is called *", "لا كيان بهذا الاسم: *" },
	{ "no person is called *", "لا شخص بهذا الاسم: *" },
	{ "no place is called *", "لا مكان بهذا الاسم: *" },
	{ "no org is called *", "لا منظمة بهذا الاسم: *" },
	{ "nearest: *", "أقرب الأسماء: *" },
	{ "* stands for several entities", "هذا الاسم لأكثر من كيان: *" },
	{ "name one by its id: *", "سمِّ واحدا منها بمعرِّفه: *" },
	{ "date range: no date: '*'", "ليس تاريخا: «*»" },
	{ "query: a parenthesis is not closed", "الاستعلام: قوس لم يُغلق" },
	{ "query: a quotation mark is not closed", "الاستعلام: علامة اقتباس لم تُغلق" },
	{ "query: *", "الاستعلام: *" },
	{ "without --strict it is read as plain words", "من دون --strict يُقرأ كلمات عادية" },
	{ "the query is too long: * bytes, at most * are read", "الاستعلام أطول مما يُقرأ: * بايت، والحد *" },
	{ "the query is nested too deeply, at most * levels are read",
	  "أقواس الاستعلام أكثر مما يُقرأ، والحد *" },
	{ "*: too many words begin so (more than *)", "*: كلمات كثيرة تبدأ هكذا، أكثر من *" },
	{ "type more letters before the star", "اكتب حروفا أكثر قبل النجمة" },
	{ "*: there is no index here", "*: لا فهرس هنا" },
	{ "*: no document has the id *", "*: لا وثيقة بهذا المعرِّف: *" },
};

const char *mf_say(bool arabic, const char *english)
{
	for (size_t i = 0; arabic && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].english, english) == 0)
			return labels[i].arabic;
	return english;
}

struct part {
	const char *text;
	size_t len;
};

/* Does the text have this pattern?  A part goes as far as the next words of the pattern. */
static bool take_apart(const char *pattern, const char *text, struct part part[static PARTS])
{
	size_t n = 0;

	while (*pattern) {
		size_t len;
		const char *next;
		if (*pattern != '*') {
			if (*pattern++ != *text++)
				return false;
			continue;
		}
		len = strcspn(++pattern, "*");
		next = text;
		if (!len)
			next = text + strlen(text);
		else
			while (*next && strncmp(next, pattern, len) != 0)
				next++;
		if ((len && !*next) || n == PARTS)
			return false;
		part[n++] = (struct part){ text, (size_t)(next - text) };
		text = next;
	}
	return !*text;
}

void mf_say_error(struct mf_buf *out, bool arabic, const char *english)
{
	for (size_t i = 0; arabic && i < sizeof errors / sizeof *errors; i++) {
		struct part part[PARTS], *next = part;
		if (!take_apart(errors[i].english, english, part))
			continue;
		for (const char *at = errors[i].arabic; *at; at++) {
			if (*at != '*') {
				mf_buf_addch(out, *at);
				continue;
			}
			mf_buf_add(out, next->text, next->len);
			next++;
		}
		return;
	}
	mf_buf_addstr(out, english);
}
