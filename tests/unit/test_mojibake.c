/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_mojibake.c - text that a wrong table has decoded, and files in two encodings.  The bytes were made by
 * the codecs of another program, so that ICU is not its own witness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "indexer/source/mojibake.h"
#include "tests/unit/source_fixture.h"

static const char right[] = "سافر الوفد إلى الساحل\nوصل «المدير» صباحا\nفي طه\n";
#define WARNED                                                                                               \
	"warn a.txt: decoded by a wrong table before it came here (mojibake; lines: %d), indexed as it was meant\n"

/* clang-format off */
static const struct {
	const char *what, *text;
	int lines; /* that have an accident of the first round; في طه is short, and the others prove it */
} accidents[] = {
	{ "UTF-8 read as windows-1256",
	  "ط³ط§ظپط± ط§ظ„ظˆظپط¯ ط¥ظ„ظ‰ ط§ظ„ط³ط§ط\xc2\xadظ„\nظˆطµظ„ آ«ط§ظ„ظ…ط¯ظٹط±آ» طµط¨ط§ط\xc2\xadط§\nظپظٹ ط·ظ‡\n", 3 },
	{ "UTF-8 read as windows-1252",
	  "Ø³Ø§Ù\xc2\x81Ø± Ø§Ù„ÙˆÙ\xc2\x81Ø¯ Ø¥Ù„Ù‰ Ø§Ù„Ø³Ø§Ø\xc2\xadÙ„\nÙˆØµÙ„ Â«Ø§Ù„Ù…Ø¯ÙŠØ±Â» ØµØ¨Ø§Ø\xc2\xadØ§\nÙ\xc2\x81ÙŠ Ø·Ù‡\n", 3 },
	{ "the same, twice",
	  "Ã˜Â³Ã˜Â§Ã™Â\xc2\x81Ã˜Â± Ã˜Â§Ã™â€žÃ™Ë†Ã™Â\xc2\x81Ã˜Â¯ Ã˜Â¥Ã™â€žÃ™â€° Ã˜Â§Ã™â€žÃ˜Â³Ã˜Â§Ã˜Â\xc2\xadÃ™â€ž\nÃ™Ë†Ã˜ÂµÃ™â€ž Ã‚Â«Ã˜Â§Ã™â€žÃ™â€¦Ã˜Â¯Ã™Å\xc2\xa0Ã˜Â±Ã‚Â» Ã˜ÂµÃ˜Â¨Ã˜Â§Ã˜Â\xc2\xadÃ˜Â§\nÃ™Â\xc2\x81Ã™Å\xc2\xa0 Ã˜Â·Ã™â€¡\n", 3 },
	{ "as windows-1256, twice",
	  "ط·آ³ط·آ§ط¸ظ¾ط·آ± ط·آ§ط¸â€\xe2\x80\x8dط¸ث†ط¸ظ¾ط·آ¯ ط·آ¥ط¸â€\xe2\x80\x8dط¸â€° ط·آ§ط¸â€\xe2\x80\x8dط·آ³ط·آ§ط·آ\xc2\xadط¸â€\xe2\x80\x8d\nط¸ث†ط·آµط¸â€\xe2\x80\x8d ط¢آ«ط·آ§ط¸â€\xe2\x80\x8dط¸â€¦ط·آ¯ط¸ظ¹ط·آ±ط¢آ» ط·آµط·آ¨ط·آ§ط·آ\xc2\xadط·آ§\nط¸ظ¾ط¸ظ¹ ط·آ·ط¸â€،\n", 3 },
	{ "one after the other",
	  "Ø·Â³Ø·Â§Ø¸Ù¾Ø·Â± Ø·Â§Ø¸â€žØ¸Ë†Ø¸Ù¾Ø·Â¯ Ø·Â¥Ø¸â€žØ¸â€° Ø·Â§Ø¸â€žØ·Â³Ø·Â§Ø·Â\xc2\xadØ¸â€ž\nØ¸Ë†Ø·ÂµØ¸â€ž Ø¢Â«Ø·Â§Ø¸â€žØ¸â€¦Ø·Â¯Ø¸Ù¹Ø·Â±Ø¢Â» Ø·ÂµØ·Â¨Ø·Â§Ø·Â\xc2\xadØ·Â§\nØ¸Ù¾Ø¸Ù¹ Ø·Â·Ø¸â€¡\n", 3 },
};
static const char latin[] =
	"ÓÇÝÑ ÇáæÝÏ Åáì ÇáÓÇÍá áÒíÇÑÉ ÇáãíäÇÁ\næÕá «ÇáãÏíÑ» ÕÈÇÍÇ\nÝí Øå\n"; /* windows-1256 read as Latin 1 */
/* clang-format on */

static void mended(void **state)
{
	struct seen *s = *state;
	char log[1024];

	for (size_t i = 0; i < sizeof accidents / sizeof *accidents; i++) {
		snprintf(log, sizeof log, "doc a.txt|سافر الوفد إلى الساحل|%s|%zu||1\n" WARNED "done a.txt\n",
			 right, strlen("سافر الوفد إلى الساحل"), accidents[i].lines);
		check_text(s, "a.txt", accidents[i].text, log);
	}
	snprintf(log, sizeof log,
		 "doc a.txt|سافر الوفد إلى الساحل لزيارة الميناء|%s|%zu||1\n" WARNED "done a.txt\n",
		 "سافر الوفد إلى الساحل لزيارة الميناء\nوصل «المدير» صباحا\nفي طه\n",
		 strlen("سافر الوفد إلى الساحل لزيارة الميناء"), 3);
	check_text(s, "a.txt", latin, log);
}

/* Who names the encoding has said what the bytes are. */
static void told(void **state)
{
	const struct mf_source_options utf8 = { .encoding = "UTF-8" };
	struct seen *s = *state;

	put_text(s, "a.txt", latin);
	assert_int_equal(read_with(s, "a.txt", &utf8), 0);
	assert_non_null(strstr(s->log.data, latin));
	assert_null(strstr(s->log.data, "warn"));
}

static void in_records(void **state)
{
	struct seen *s = *state;

	check_text(
		s, "a.jsonl",
		"{\"id\": \"1\", \"title\": \"\\u00d8\\u00b9\\u00d9\\u2020\\u00d9\\u02c6\\u00d8\\u00a7\\u00d9\\u2020 \\u00d8\\u00a7\\u00d9\\u201e\\u00d8\\u00ae\\u00d8\\u00a8\\u00d8\\u00b1\", \"text\": \"\\u00d8\\u00b9\\u00d9\\u201a\\u00d8\\u00af \\u00d8\\u00a7\\u00d9\\u201e\\u00d9\\u2026\\u00d8\\u00ac\\u00d9\\u201e\\u00d8\\u00b3 \\u00d8\\u00a7\\u00d8\\u00ac\\u00d8\\u00aa\\u00d9\\u2026\\u00d8\\u00a7\\u00d8\\u00b9\\u00d8\\u00a7\"}"
		"\n",
		"doc 1|عنوان الخبر|عقد المجلس اجتماعا|0||1\n"
		"warn a.jsonl: decoded by a wrong table before it came here (mojibake; lines: 2), indexed as it was meant\n"
		"done a.jsonl\n");
}

/* What was lost on the way stays, and is named. */
static void lost(void **state)
{
	static const char text[] = "Ø³Ø?Ù?Ø± Ø?Ù„ÙˆÙ?Ø¯ Ø¥Ù„Ù‰ Ø?Ù„Ø³Ø?Ø\xc2\xadÙ„\n";
	struct seen *s = *state;

	put_text(s, "a.txt", text);
	assert_int_equal(read_with(s, "a.txt", &automatic), 0);
	assert_non_null(strstr(s->log.data, text));
	assert_non_null(strstr(s->log.data,
			       "warn a.txt: looks like mojibake that cannot be undone (lines: 1), "
			       "indexed as it stands\n"));
}

/* Right text that has some of the same characters is left as it is, byte for byte. */
static void left_alone(void **state)
{
	static const char *const texts[] = {
		"قائمة: ح، ط، ي، ظ، ط، ف\nوسط” الميناء",
		"Noël: le président français a visité l'île où les élèves étaient réunis.\nسافر الوفد",
		"ÆØÅ æøå Ødegård Ùna ÇA ÉTÉ À ÊTRE",
		"§ ط § ظ «ط» “ظ”",
		"ÑÃÕ ÀÉÈ ÇÇÇ ÊËÌ ÍÎÏ ÐÑÒ ÓÔÕ", /* capitals in a row, which would be no Arabic */
		"آب پخش گچ ژاله کی",
	};
	struct seen *s = *state;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		put_text(s, "a.txt", texts[i]);
		assert_int_equal(read_with(s, "a.txt", &automatic), 0);
		assert_non_null(strstr(s->log.data, texts[i]));
		assert_null(strstr(s->log.data, "warn"));
	}
}

/* Two files joined: every line is what it is. */
static void two_encodings(void **state)
{
	struct seen *s = *state;

	check_text(
		s, "a.txt",
		"سافر الوفد إلى الساحل\nوصل «المدير» صباحا\nفي طه\n\xda\xde\xcf \xc7\xe1\xe3\xcc\xe1\xd3 \xc7\xcc\xca\xe3\xc7\xda\xc7 \xe1\xc8\xcd\xcb \xe3\xed\xc7\xe5 \xc7\xe1\xd1\xed\n",
		"doc a.txt|سافر الوفد إلى الساحل|سافر الوفد إلى الساحل\nوصل «المدير» صباحا\nفي طه\nعقد المجلس اجتماعا لبحث مياه الري\n|39||1\n"
		"warn a.txt: lines in windows-1256 among others (lines: 1), the first at byte 85\ndone a.txt\n");
	check_text(
		s, "a.txt",
		"\xd3\xc7\xdd\xd1 \xc7\xe1\xe6\xdd\xcf \xc5\xe1\xec \xc7\xe1\xd3\xc7\xcd\xe1\n\xe6\xd5\xe1 \xab\xc7\xe1\xe3\xcf\xed\xd1\xbb \xd5\xc8\xc7\xcd\xc7\n\xdd\xed \xd8\xe5\nعقد المجلس اجتماعا لبحث مياه الري\n\xd3\xc7\xdd\xd1 \xc7\xe1\xe6\xdd\xcf \xc5\xe1\xec \xc7\xe1\xd3\xc7\xcd\xe1\n\xe6\xd5\xe1 \xab\xc7\xe1\xe3\xcf\xed\xd1\xbb \xd5\xc8\xc7\xcd\xc7\n\xdd\xed \xd8\xe5\n",
		"doc a.txt|سافر الوفد إلى الساحل|سافر الوفد إلى الساحل\nوصل «المدير» صباحا\nفي طه\nعقد المجلس اجتماعا لبحث مياه الري\nسافر الوفد إلى الساحل\nوصل «المدير» صباحا\nفي طه\n|39||1\n"
		"warn a.txt: lines in UTF-8 among others (lines: 1), the first at byte 47\ndone a.txt\n");
}

/* Places keep to what they mark, also where a text went wrong twice. */
static void places_move(void **state)
{
	struct mf_mojibake m = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof accidents / sizeof *accidents; i++) {
		struct mf_mojibake_moves moves = { MF_BUF_INIT };
		char text[512];
		size_t len = strlen(accidents[i].text), at[4] = { 0 };

		memcpy(text, accidents[i].text, len + 1);
		at[1] = (size_t)(strchr(text, '\n') - text) + 1;
		at[2] = (size_t)(strchr(text + at[1], '\n') - text) + 1;
		at[3] = len;
		len = mf_mojibake_mend(&m, text, len, &moves);
		mf_mojibake_move(&moves, at, 4);
		assert_int_equal(len, strlen(right));
		assert_int_equal(at[0], 0);
		assert_memory_equal(text + at[1], "وصل", strlen("وصل"));
		assert_memory_equal(text + at[2], "في طه", strlen("في طه"));
		assert_int_equal(at[3], len);
		mf_buf_release(&moves.pairs);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(mended, set_up, tear_down),
		cmocka_unit_test_setup_teardown(told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_records, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lost, set_up, tear_down),
		cmocka_unit_test_setup_teardown(left_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(two_encodings, set_up, tear_down),
		cmocka_unit_test(places_move),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
