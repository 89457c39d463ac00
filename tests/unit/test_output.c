/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The output formats as strings, and the option table of the search. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/options.h"
#include "search/output/render.h"
#include "tests/unit/output_sample.h"
#include "wrappers/icu/bidi.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/messages/messages.h"

static void expect(const struct mf_writer_format *format, const struct mf_style *style,
		   const struct mf_results *results, const char *want)
{
	struct mf_buf out = MF_BUF_INIT;

	mf_writer_write(format, &out, style, results);
	assert_string_equal(out.data, want);
	mf_buf_release(&out);
}

/* ---- formats ---- */

static void text_in_a_pipe(void **state)
{
	struct sample s;
	struct mf_style style = { 0 };

	(void)state;
	sample_init(&s);
	expect(&mf_writer_text, &style, &s.results,
	       "12 results in 5 documents for توكايف قوات\n"
	       "\n"
	       "1. عنوان, \"أول\"\n"
	       "   003.txt · passage 2 · 2022-01-08 · score 9.81 · +2 near-duplicates\n"
	       "   قال الرئيس *توكاييف* إن *القوات* وصلت … نهاية\n"
	       "\n"
	       "person (its own filter left out):\n"
	       " >      5 ████████████████████████  قاسم جومارت توكاييف · Kassym-Jomart Tokayev (1 by the "
	       "adjective alone)\n"
	       "        + 3                         more; --facet-limit=0 shows all\n"
	       "\n"
	       "date:\n"
	       "        3 ████████████████████████  2022-01-08\n"
	       "        1 ████████                  (no date)\n");
	s.results.facets = 0;
	s.results.hits = 0;
	s.results.total = s.results.documents = 0;
	s.results.meant = "توكاييف";
	s.results.interpreted = "قوات";
	expect(&mf_writer_text, &style, &s.results,
	       "nothing found for توكايف قوات\nread as: قوات\ndid you mean: توكاييف\n");
}

static void text_on_a_terminal(void **state)
{
	struct sample s;
	struct mf_style style = { .terminal = true, .color = true, .bidi = MF_BIDI_ISOLATE, .width = 30 };

	(void)state;
	sample_init(&s);
	s.results.facets = 0;
	s.hit.duplicates = 0;
	expect(&mf_writer_text, &style, &s.results,
	       "\u200e12 results in 5 documents for \u2067توكايف قوات\u2069\n"
	       "\n"
	       "\u200e1. \u2067عنوان, \"أول\"\u2069\n"
	       "\u200e   \033[35m003.txt · passage 2 · 2022-01-08 · score 9.81\033[0m\n"
	       "\u200e   \u2067قال الرئيس \033[1;31mتوكاييف\033[0m إن\u2069\n"
	       "\u200e   \u2067\033[1;31mالقوات\033[0m وصلت … نهاية\u2069\n");
	style.explain = true;
	style.color = false;
	style.bidi = MF_BIDI_NONE;
	style.width = 0;
	s.results.explain_tree = "(word \"a\")\n(x)";
	expect(&mf_writer_text, &style, &s.results,
	       "12 results in 5 documents for توكايف قوات\n"
	       "tree:\n    (word \"a\")\n    (x)\n"
	       "\n"
	       "1. عنوان, \"أول\"\n"
	       "   003.txt · passage 2 · 2022-01-08 · score 9.81\n"
	       "   قال الرئيس *توكاييف* إن *القوات* وصلت … نهاية\n"
	       "   2.500  توكايف -> توكاييف (spelling variant)\n");
}

static void text_in_arabic(void **state)
{
	struct sample s;
	struct mf_style style = { .arabic = true, .explain = true };

	(void)state;
	mf_messages_use(mf_messages_catalogue("ar"));
	sample_init(&s);
	s.results.exact = false;
	s.results.meant = "توكاييف";
	expect(&mf_writer_text, &style, &s.results,
	       "النتائج: نحو 12 · الوثائق: 5 · البحث عن: توكايف قوات\n"
	       "هل تقصد: توكاييف\n"
	       "\n"
	       "1. عنوان, \"أول\"\n"
	       "   003.txt · الفقرة 2 · 2022-01-08 · الدرجة 9.81 · شبه المكرر 2\n"
	       "   قال الرئيس *توكاييف* إن *القوات* وصلت … نهاية\n"
	       "   2.500  توكايف -> توكاييف (إملاء آخر)\n"
	       "\n"
	       "الأشخاص (من دون مرشِّحها):\n"
	       " >      5 ████████████████████████  قاسم جومارت توكاييف · Kassym-Jomart Tokayev (1 بالنسبة وحدها)\n"
	       "        + 3                         غيرها؛ يعرضها كلها --facet-limit=0\n"
	       "\n"
	       "الأيام:\n"
	       "        3 ████████████████████████  2022-01-08\n"
	       "        1 ████████                  (بلا تاريخ)\n");
	mf_messages_use(NULL);
}

static void whole_document(void **state)
{
	struct sample s;
	struct mf_style style = { .explain = true };

	(void)state;
	sample_init(&s);
	s.results.whole = true;
	s.results.total = 2;
	s.results.facets = 0;
	s.hit.fragments = 1;
	s.hit.reasons = s.hit.duplicates = 0;
	expect(&mf_writer_text, &style, &s.results,
	       "2 places marked for توكايف قوات\n"
	       "\n"
	       "عنوان, \"أول\"\n"
	       "003.txt · 2022-01-08\n"
	       "\n"
	       "قال الرئيس *توكاييف* [same form] إن\n"
	       "*القوات* [same form] وصلت\n");
	s.hit.title = "قال الرئيس توكاييف إن"; /* the text begins with it: it is not shown twice */
	s.results.query = "";
	style.explain = false;
	expect(&mf_writer_text, &style, &s.results,
	       "003.txt · 2022-01-08\n"
	       "\n"
	       "قال الرئيس *توكاييف* إن\n"
	       "*القوات* وصلت\n");
}

static void json(void **state)
{
	static const char want[] =
		"{\"format\":1,\"query\":\"توكايف "
		"قوات\",\"interpreted\":\"\",\"total\":12,\"documents\":5,\"exact\":true,\"partial\":false,"
		"\"took_ms\":1.25,\"suggestion\":null,\"warning\":null,\"results\":["
		"{\"rank\":1,\"score\":9.8125,\"document\":\"003.txt\",\"passage\":2,\"title\":\"عنوان, "
		"\\\"أول\\\"\","
		"\"date\":\"2022-01-08\",\"date_source\":null,\"date_stated\":null,\"date_doubt\":null,\"added\":null,\"source\":null,\"url\":null,\"author\":null,"
		"\"path\":\"corpus/003.txt\",\"start\":812,\"end\":1490,\"place\":null,\"chapter\":null,\"part\":null,\"snippet\":[{\"text\":\"قال الرئيس "
		"\"},"
		"{\"text\":\"توكاييف\",\"match\":true},{\"text\":\" "
		"إن\\n\"},{\"text\":\"القوات\",\"match\":true},"
		"{\"text\":\" وصلت\"},{\"text\":\" … \"},{\"text\":\"نهاية\"}],"
		"\"entities\":[{\"id\":\"tokayev\",\"type\":\"person\",\"label\":\"قاسم جومارت توكاييف\","
		"\"label_en\":\"Kassym-Jomart Tokayev\"}],\"mentions\":[\"2022-01-06\"],\"duplicates\":2}],"
		"\"facets_info\":{\"person\":{\"total_values\":4,\"exact\":true,\"own_filter_left_out\":true},"
		"\"date\":{\"total_values\":2,\"exact\":true,\"own_filter_left_out\":false}},"
		"\"facets\":{\"person\":[{\"id\":\"tokayev\",\"label\":\"قاسم جومارت توكاييف\","
		"\"label_en\":\"Kassym-Jomart Tokayev\",\"count\":5,\"by_nisba\":1,\"selected\":true}],"
		"\"date\":[{\"value\":\"2022-01-08\",\"count\":3},{\"value\":null,\"label\":\"(no "
		"date)\",\"count\":1}]}}\n";
	struct mf_style style = { 0 };
	struct sample s;

	(void)state;
	sample_init(&s);
	expect(&mf_writer_json, &style, &s.results, want);
	s.results.hits = 0;
	s.results.facets = 0;
	expect(&mf_writer_json, &style, &s.results,
	       "{\"format\":1,\"query\":\"توكايف "
	       "قوات\",\"interpreted\":\"\",\"total\":12,\"documents\":5,\"exact\":true,\"partial\":false,"
	       "\"took_ms\":1.25,\"suggestion\":null,\"warning\":null,\"results\":[],\"facets_info\":{},\"facets\":{}}\n");
}

static void json_lines(void **state)
{
	struct mf_style style = { .qid = "q1", .explain = true };
	const char *const extra[] = { "section", "أخبار" };
	struct mf_hit two[2];
	struct sample s;

	(void)state;
	sample_init(&s);
	s.hit.fragments = s.hit.entities = s.hit.mentions = 0;
	s.hit.extra = extra;
	s.hit.extras = 1;
	two[0] = two[1] = s.hit;
	two[1].rank = 2;
	s.results.hit = two;
	s.results.hits = 2;
#define LINE(rank)                                                                                                                                            \
	"{\"qid\":\"q1\",\"rank\":" rank ",\"score\":9.8125,\"document\":\"003.txt\",\"passage\":2,"                                                          \
	"\"title\":\"عنوان, "                                                                                                                            \
	"\\\"أول\\\"\",\"date\":\"2022-01-08\",\"date_source\":null,\"date_stated\":null,\"date_doubt\":null,\"added\":null,\"source\":null,\"url\":null," \
	"\"author\":null,\"path\":\"corpus/"                                                                                                                  \
	"003.txt\",\"start\":812,\"end\":1490,\"place\":null,\"chapter\":null,\"part\":null,\"snippet\":[],\"entities\":[],"                                  \
	"\"mentions\":[],\"duplicates\":2,\"extra\":{\"section\":\"أخبار\"},\"explain\":[{\"word\":"                                                     \
	"\"توكايف\","                                                                                                                                   \
	"\"found\":\"توكاييف\",\"how\":\"spelling variant\",\"weight\":2.5}]}\n"
	expect(&mf_writer_jsonl, &style, &s.results,
	       LINE("1") LINE(
		       "2") "{\"qid\":\"q1\",\"facet\":\"person\",\"id\":\"tokayev\",\"label\":\"قاسم جومارت توكاييف\","
			    "\"label_en\":\"Kassym-Jomart Tokayev\",\"count\":5,\"by_nisba\":1,\"selected\":true,"
			    "\"own_filter_left_out\":true}\n"
			    "{\"qid\":\"q1\",\"facet\":\"date\",\"value\":\"2022-01-08\",\"count\":3}\n"
			    "{\"qid\":\"q1\",\"facet\":\"date\",\"value\":null,\"label\":\"(no date)\",\"count\":1}\n");
#undef LINE
}

static void rows(void **state)
{
	struct mf_style style = { 0 };
	struct sample s;

	(void)state;
	sample_init(&s);
	s.hit.source = "=HYPERLINK(1)";
	s.hit.author = " ＠x";
	expect(&mf_writer_csv, &style, &s.results,
	       "rank,score,passage,start,end,duplicates,document,title,date,source,url,author,path,entities,"
	       "mentions,"
	       "snippet,place,part,added,copies\r\n"
	       "1,9.8125,2,812,1490,2,\"003.txt\",\"عنوان, "
	       "\"\"أول\"\"\",\"2022-01-08\",\"'=HYPERLINK(1)\",\"\","
	       "\"'＠x\",\"corpus/003.txt\",\"tokayev\",\"2022-01-06\",\"قال الرئيس توكاييف إن القوات وصلت … "
	       "نهاية\",\"\",\"\",\"\",\"\"\r\n"
	       "\r\n"
	       "facet,id,label,label_en,count,by_nisba,selected,own_filter_left_out,guessed\r\n"
	       "person,\"tokayev\",\"قاسم جومارت توكاييف\",\"Kassym-Jomart Tokayev\",5,1,yes,yes,\r\n"
	       "date,\"2022-01-08\",\"2022-01-08\",\"\",3,0,,,\r\n"
	       "date,\"\",\"(no date)\",\"\",1,0,,,\r\n");
	s.results.hits = 0; /* the facets alone; of a batch, after another query */
	s.results.facets = 1;
	style.qid = "q 7";
	style.goes_on = true;
	expect(&mf_writer_csv, &style, &s.results,
	       "\"q 7\",person,\"tokayev\",\"قاسم جومارت توكاييف\",\"Kassym-Jomart Tokayev\",5,1,yes,yes,\r\n");
	s.results.hits = 1;
	s.hit.document = "a b\tc.txt";
	s.hit.score = -0.5;
	style.qid = "q 7";
	style.tag = "run1";
	expect(&mf_writer_trec, &style, &s.results, "q_7 Q0 a_b_c.txt 1 -0.500000 run1\n");
	style.qid = style.tag = NULL;
	expect(&mf_writer_trec, &style, &s.results, "1 Q0 a_b_c.txt 1 -0.500000 mufahris\n");
}

static void bibtex(void **state)
{
	struct sample s;
	struct mf_style style = { .terminal = false };
	struct mf_hit twice[2];

	(void)state;
	sample_init(&s);
	twice[0] = twice[1] = s.hit;
	s.results.hit = twice;
	s.results.hits = 2;
	twice[0].author = "ليلى & {سامي}";
	twice[0].source = "صحيفة_الرصيف 100%";
	twice[0].url = "https://example.org/a b#{1}";
	twice[0].document = twice[1].document = "مجلد/a,b 1.txt";
	s.spot.value[MF_PLACE_VOLUME] = "2";
	s.spot.value[MF_PLACE_PAGE] = "68";
	s.spot.value[MF_PLACE_CHAPTER] = "";
	twice[0].spot = &s.spot;
	expect(&mf_writer_bibtex, &style, &s.results,
	       "@misc{مجلد/a-b-1.txt,\n"
	       "  author = {ليلى \\& \\{سامي\\}},\n"
	       "  title = {عنوان, \"أول\"},\n"
	       "  date = {2022-01-08},\n"
	       "  howpublished = {صحيفة\\_الرصيف 100\\%},\n"
	       "  volume = {2},\n"
	       "  pages = {68},\n"
	       "  url = {https://example.org/a%20b#%7B1%7D}\n"
	       "}\n");
}

static void concordance(void **state)
{
	struct mf_style style = { 0 };
	struct sample s;

	(void)state;
	sample_init(&s);
	expect(&mf_writer_kwic, &style, &s.results,
	       "document\tpassage\tdate\tstart\tend\tbefore\tkeyword\tafter\tplace\n"
	       "003.txt\t2\t2022-01-08\t832\t846\tقال الرئيس\tتوكاييف\tإن القوات وصلت\t\n"
	       "003.txt\t2\t2022-01-08\t852\t864\tقال الرئيس توكاييف إن\tالقوات\tوصلت\t\n");
	style = (struct mf_style){ .terminal = true, .width = 80 };
	expect(&mf_writer_kwic, &style, &s.results,
	       "003.txt                     قال الرئيس     توكاييف      إن القوات وصلت\n"
	       "003.txt          قال الرئيس توكاييف إن      القوات      وصلت\n");
	style.bidi = MF_BIDI_ISOLATE;
	style.color = true;
	s.results.hits = 1;
	s.hit.fragment = &s.fragment[0];
	s.fragment[0].marks = 1;
	expect(&mf_writer_kwic, &style, &s.results,
	       "\u200e003.txt                 \u2067 إن القوات وصلت\u2069    "
	       "\u2067\033[1;31mتوكاييف\033[0m\u2069     "
	       "\u2067قال الرئيس \u2069\n");
}

static void visual_order(void **state)
{
	struct mf_style style = { .bidi = MF_BIDI_VISUAL };
	struct mf_line line = MF_LINE_INIT;
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	mf_line_add(&line, "سَلام ", strlen("سَلام "), false);
	mf_line_add(&line, "قد", strlen("قد"), true);
	mf_line_add(&line, " (12) Il-76", strlen(" (12) Il-76"), false);
	mf_line_put(&out, &style, &line, 0, line.text.len);
	/* right to left, letters joined, lam-alef one character, the brackets turned */
	assert_string_equal(out.data, "Il-76 (12) *ﺪﻗ* ﻡﻼﺳ");
	mf_line_release(&line);
	mf_buf_release(&out);
}

static void html(void **state)
{
	struct mf_style style = { 0 };
	struct mf_buf out = MF_BUF_INIT;
	struct sample s;

	(void)state;
	sample_init(&s);
	s.hit.url = "https://example.org/?a=1&b=\"";
	s.hit.author = "</bdi><script>alert(1)</script>";
	mf_writer_write(&mf_writer_html, &out, &style, &s.results);
	assert_non_null(strstr(out.data, "default-src 'none'; style-src 'unsafe-inline'"));
	assert_non_null(strstr(out.data,
			       "<p lang=\"ar\" dir=\"rtl\">قال الرئيس <mark>توكاييف</mark> إن <mark>القوات"));
	assert_non_null(strstr(out.data, "href=\"https://example.org/?a=1&amp;b=&quot;\""));
	assert_non_null(strstr(out.data, "&lt;/bdi&gt;&lt;script&gt;"));
	assert_null(strstr(out.data, "<script"));
	mf_buf_reset(&out);
	s.hit.url = "javascript:alert(1)";
	mf_writer_write(&mf_writer_html, &out, &style, &s.results);
	assert_null(strstr(out.data, "href="));
	mf_buf_release(&out);
}

static void directions(void **state)
{
	const char *news = "«Il-76» وصلت إلى";

	(void)state;
	assert_int_equal(mf_icu_direction(news, strlen(news)), 1);
	assert_int_equal(mf_icu_direction("abc د", strlen("abc د")), -1);
	assert_int_equal(mf_icu_direction("12:30", 5), 0);
	assert_int_equal(mf_icu_text_columns("قُوّات", strlen("قُوّات")), 4);
	assert_int_equal(mf_icu_text_columns("漢a", strlen("漢a")), 3);
}

/* ---- options ---- */

/* Splits a command line at single spaces and parses it. */
static int parse_options(struct mf_arena *arena, const char *line, struct mf_search_options *options,
			 struct mf_error *err)
{
	char *argv[32], *save = NULL;
	int argc = 0;

	for (char *word = strtok_r(mf_arena_strdup(arena, line), " ", &save); word;
	     word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	return mf_search_options_parse(argc, argv, arena, options, err);
}

static void search_options(void **state)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_error err = MF_ERROR_INIT;
	struct mf_search_options options;
	struct mf_buf help = MF_BUF_INIT;

	(void)state;
	assert_int_equal(parse_options(&arena,
				       "x --person=Tokayev قوات -n 5 --format=html --facets حفظ --bidi=none "
				       "--within=document --sort=oldest",
				       &options, &err),
			 0);
	assert_string_equal(options.query, "قوات حفظ");
	assert_int_equal(options.limit, 5);
	assert_string_equal(options.person.item[0], "Tokayev");
	assert_ptr_equal(mf_writer_formats[options.format], &mf_writer_html);
	assert_int_equal(options.facets, 1 << MF_FACET_PERSON | 1 << MF_FACET_PLACE | 1 << MF_FACET_ORG |
						 1 << MF_FACET_DATE | 1 << MF_FACET_SOURCE);
	assert_int_equal(options.bidi, MF_BIDI_WHEN_NONE);
	assert_int_equal(options.within, MF_WITHIN_DOCUMENT);
	assert_int_equal(options.sort, MF_SORT_OLDEST);
	assert_int_equal(options.duplicates, MF_DUPLICATES_COLLAPSE);
	assert_int_equal(parse_options(&arena, "x --facets", &options, &err), 0);
	assert_string_equal(options.query, "");
	assert_int_equal(options.limit, 10);
	assert_int_equal(parse_options(&arena, "x --format=xml", &options, &err), MF_E_USAGE);
	assert_string_equal(
		err.text,
		"--format does not accept 'xml'; accepted: text, json, jsonl, csv, html, trec, kwic, bibtex, svg");
	mf_search_options_help(&help);
	assert_non_null(strstr(help.data, "--group-by=passage|document"));
	assert_non_null(strstr(help.data, "شخص"));
	for (const char *line = help.data; *line; line += strcspn(line, "\n") + 1)
		assert_true(mf_utf8_count(line, strcspn(line, "\n")) <= 100);
	mf_buf_release(&help);
	mf_arena_release(&arena);
}

static void options_together(void **state)
{
	static const struct {
		const char *line, *text; /* the error, or NULL */
	} rows[] = {
		{ "x", "a query is missing" },
		{ "x -n5", "a query is missing" },
		{ "x --help", NULL },
		{ "x --date=2022", NULL },
		{ "x --sort=newest", NULL },
		{ "x --batch=f", NULL },
		{ "x --batch=f a b", "--batch takes no QUERY, but 'a b' was given" },
		{ "x --suggest=f a", "--suggest takes no QUERY, but 'a' was given" },
		{ "x a --facets --format=trec", "--facets cannot be written as trec" },
		{ "x a --facets --format=bibtex", "--facets cannot be written as bibtex" },
		{ "x a --facets --format=kwic", "--concordance and --facets cannot be given together" },
		{ "x --show=d --facets", "--show and --facets cannot be given together" },
		{ "x --batch=f --facets --format=csv",
		  "--batch --format=csv is one table: of results or of facets" },
		{ "x --batch=f --facets --format=csv --limit=0", NULL },
	};
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_search_options options;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct mf_error err = MF_ERROR_INIT;
		int code = parse_options(&arena, rows[i].line, &options, &err);

		assert_int_equal(code, rows[i].text ? MF_E_USAGE : 0);
		assert_string_equal(err.text, rows[i].text ? rows[i].text : "");
	}
	assert_int_equal(parse_options(&arena, "x --format=trec --batch=f", &options, NULL), 0);
	assert_int_equal(options.group_by, MF_GROUP_DOCUMENT);
	assert_int_equal(options.duplicates, MF_DUPLICATES_SHOW);
	mf_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_in_a_pipe), cmocka_unit_test(text_on_a_terminal),
		cmocka_unit_test(text_in_arabic), cmocka_unit_test(whole_document),
		cmocka_unit_test(json),           cmocka_unit_test(json_lines),
		cmocka_unit_test(rows),           cmocka_unit_test(bibtex),
		cmocka_unit_test(concordance),    cmocka_unit_test(visual_order),
		cmocka_unit_test(html),           cmocka_unit_test(directions),
		cmocka_unit_test(search_options), cmocka_unit_test(options_together),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
