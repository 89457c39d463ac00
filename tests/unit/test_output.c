/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The output formats as strings, hostile text in all of them, and the option table of the search. */
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
#include "wrappers/icu/bidi.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/utf8.h"

/* ---- a small result set ---- */

static const char snippet_text[] = "قال الرئيس توكاييف إن\nالقوات وصلت";

struct sample {
	struct mf_mark mark[2];
	struct mf_fragment fragment[2];
	struct mf_hit_entity entity;
	const char *mention;
	struct mf_reason reason;
	struct mf_hit hit;
	struct mf_facet_value persons[1], dates[2];
	struct mf_facet facet[2];
	struct mf_results results;
};

static struct mf_mark mark_of(const char *text, const char *word)
{
	uint32_t begin = (uint32_t)(strstr(text, word) - text);

	return (struct mf_mark){ begin, begin + (uint32_t)strlen(word), MF_MATCH_EXACT, 0 };
}

static void sample_init(struct sample *s)
{
	memset(s, 0, sizeof *s);
	s->mark[0] = mark_of(snippet_text, "توكاييف");
	s->mark[1] = mark_of(snippet_text, "القوات");
	s->fragment[0] =
		(struct mf_fragment){ snippet_text, strlen(snippet_text), 812, s->mark, 2, false, true };
	s->fragment[1] = (struct mf_fragment){ "نهاية", strlen("نهاية"), 1400, NULL, 0, true, false };
	s->entity = (struct mf_hit_entity){ "tokayev", "قاسم جومارت توكاييف", "Kassym-Jomart Tokayev", 0 };
	s->mention = "2022-01-06";
	s->reason = (struct mf_reason){ "توكايف", "توكاييف", MF_MATCH_VARIANT, 2.5 };
	s->hit = (struct mf_hit){
		.rank = 1,
		.score = 9.8125,
		.document = "003.txt",
		.title = "عنوان, \"أول\"",
		.date = "2022-01-08",
		.date_source = "",
		.source = "",
		.url = "",
		.author = "",
		.path = "corpus/003.txt",
		.passage = 2,
		.begin = 812,
		.end = 1490,
		.fragment = s->fragment,
		.fragments = 2,
		.entity = &s->entity,
		.entities = 1,
		.mention = &s->mention,
		.mentions = 1,
		.duplicates = 2,
		.reason = &s->reason,
		.reasons = 1,
	};
	s->persons[0] = (struct mf_facet_value){
		"tokayev", "قاسم جومارت توكاييف", "Kassym-Jomart Tokayev", 5, 1, true
	};
	s->dates[0] = (struct mf_facet_value){ "2022-01-08", "2022-01-08", "", 3, 0, false };
	s->dates[1] = (struct mf_facet_value){ "", "(no date)", "", 1, 0, false };
	s->facet[0] = (struct mf_facet){ "person", s->persons, 1 };
	s->facet[1] = (struct mf_facet){ "date", s->dates, 2 };
	s->results = (struct mf_results){
		.query = "توكايف قوات",
		.interpreted = "",
		.suggestion = "",
		.total = 12,
		.documents = 5,
		.exact = true,
		.took_ms = 1.25,
		.warning = "",
		.hit = &s->hit,
		.hits = 1,
		.facet = s->facet,
		.facets = 2,
		.explain_lexemes = "",
		.explain_tree = "",
		.explain_query = "",
	};
}

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
	       "person:\n"
	       " >      5 ████████████████████████  قاسم جومارت توكاييف · Kassym-Jomart Tokayev (1 by the "
	       "adjective alone)\n"
	       "\n"
	       "date:\n"
	       "        3 ████████████████████████  2022-01-08\n"
	       "        1 ████████                  (no date)\n");
	s.results.facets = 0;
	s.results.hits = 0;
	s.results.total = s.results.documents = 0;
	s.results.suggestion = "توكاييف";
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
	       "\u200e   \033[36m003.txt · passage 2 · 2022-01-08 · score 9.81\033[0m\n"
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

static void json(void **state)
{
	static const char want[] =
		"{\"format\":1,\"query\":\"توكايف "
		"قوات\",\"interpreted\":\"\",\"total\":12,\"documents\":5,\"exact\":true,"
		"\"took_ms\":1.25,\"suggestion\":null,\"warning\":null,\"results\":["
		"{\"rank\":1,\"score\":9.8125,\"document\":\"003.txt\",\"passage\":2,\"title\":\"عنوان, "
		"\\\"أول\\\"\","
		"\"date\":\"2022-01-08\",\"date_source\":null,\"source\":null,\"url\":null,\"author\":null,"
		"\"path\":\"corpus/003.txt\",\"start\":812,\"end\":1490,\"snippet\":[{\"text\":\"قال الرئيس "
		"\"},"
		"{\"text\":\"توكاييف\",\"match\":true},{\"text\":\" "
		"إن\\n\"},{\"text\":\"القوات\",\"match\":true},"
		"{\"text\":\" وصلت\"},{\"text\":\" … \"},{\"text\":\"نهاية\"}],"
		"\"entities\":[{\"id\":\"tokayev\",\"type\":\"person\",\"label\":\"قاسم جومارت توكاييف\","
		"\"label_en\":\"Kassym-Jomart Tokayev\"}],\"mentions\":[\"2022-01-06\"],\"duplicates\":2}],"
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
	       "قوات\",\"interpreted\":\"\",\"total\":12,\"documents\":5,\"exact\":true,"
	       "\"took_ms\":1.25,\"suggestion\":null,\"warning\":null,\"results\":[],\"facets\":{}}\n");
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
#define LINE(rank)                                                                                           \
	"{\"qid\":\"q1\",\"rank\":" rank ",\"score\":9.8125,\"document\":\"003.txt\",\"passage\":2,"         \
	"\"title\":\"عنوان, "                                                                           \
	"\\\"أول\\\"\",\"date\":\"2022-01-08\",\"date_source\":null,\"source\":null,\"url\":null,"        \
	"\"author\":null,\"path\":\"corpus/"                                                                 \
	"003.txt\",\"start\":812,\"end\":1490,\"snippet\":[],\"entities\":[],"                               \
	"\"mentions\":[],\"duplicates\":2,\"extra\":{\"section\":\"أخبار\"},\"explain\":[{\"word\":"    \
	"\"توكايف\","                                                                                  \
	"\"found\":\"توكاييف\",\"how\":\"spelling variant\",\"weight\":2.5}]}\n"
	expect(&mf_writer_jsonl, &style, &s.results, LINE("1") LINE("2"));
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
	       "snippet\r\n"
	       "1,9.8125,2,812,1490,2,\"003.txt\",\"عنوان, "
	       "\"\"أول\"\"\",\"2022-01-08\",\"'=HYPERLINK(1)\",\"\","
	       "\"'＠x\",\"corpus/003.txt\",\"tokayev\",\"2022-01-06\",\"قال الرئيس توكاييف إن القوات وصلت … "
	       "نهاية\"\r\n");
	s.hit.document = "a b\tc.txt";
	s.hit.score = -0.5;
	style.qid = "q 7";
	style.tag = "run1";
	expect(&mf_writer_trec, &style, &s.results, "q_7 Q0 a_b_c.txt 1 -0.500000 run1\n");
	style.qid = style.tag = NULL;
	expect(&mf_writer_trec, &style, &s.results, "1 Q0 a_b_c.txt 1 -0.500000 mufahris\n");
}

static void concordance(void **state)
{
	struct mf_style style = { 0 };
	struct sample s;

	(void)state;
	sample_init(&s);
	expect(&mf_writer_kwic, &style, &s.results,
	       "document\tpassage\tdate\tstart\tbefore\tkeyword\tafter\n"
	       "003.txt\t2\t2022-01-08\t832\tقال الرئيس\tتوكاييف\tإن القوات وصلت\n"
	       "003.txt\t2\t2022-01-08\t852\tقال الرئيس توكاييف إن\tالقوات\tوصلت\n");
	style = (struct mf_style){ .terminal = true, .width = 80 };
	expect(&mf_writer_kwic, &style, &s.results,
	       "003.txt                     قال الرئيس     توكاييف      إن القوات وصلت\n"
	       "003.txt          قال الرئيس توكاييف إن      القوات      وصلت\n");
	style.bidi = MF_BIDI_ISOLATE;
	style.color = true;
	s.results.hits = 1;
	s.hit.fragment = &s.fragment[0];
	s.fragment[0].marks_n = 1;
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
	assert_int_equal(mf_text_columns("قُوّات", strlen("قُوّات")), 4);
	assert_int_equal(mf_text_columns("漢a", strlen("漢a")), 3);
}

/* ---- hostile text ---- */

static const char *const hostile[] = {
	"\033[2J",
	"\033[31m",
	"\033[?1049h",
	"\033[6n",
	"\033[c",
	"\033[>c",
	"\033[21t",
	"\033[999;999H",
	"\033[8m",
	"\033]0;title\007",
	"\033]2;x\033\\",
	"\033]8;;http://x\033\\a\033]8;;\033\\",
	"\033]52;c;YQ==\007",
	"\033]4;1;?\007",
	"\033]10;?\033\\",
	"\033]11;?\007",
	"\033]50;x\007",
	"\033]1337;File=x\007",
	"\033]777;notify\007",
	"\033P$qm\033\\",
	"\033P+q544e\033\\",
	"\033Pq#0\033\\",
	"\033_Gx\033\\",
	"\033^pm\033\\",
	"\033Xsos\033\\",
	"\033c",
	"\0337",
	"\0338",
	"\033D",
	"\033E",
	"\033M",
	"\033Z",
	"\033(0",
	"\033#8",
	"\033=",
	"\033>",
	"\033k\033\\",
	"a\bb",
	"a\rb",
	"\177",
	"\007",
	"\005",
	"\016",
	"\017",
	"\030",
	"\032",
	"\f",
	"\v",
	"\t",
	"\001",
	"\037",
	"\302\233"
	"31m",
	"\302\235"
	"0;x\302\234",
	"\302\220x\302\234",
	"\302\236",
	"\302\237",
	"\302\230",
	"\302\205",
	"\302\204",
	"\302\215",
	"\302\200",
	"\23331m",
	"\2350;x\234",
	"\220q\234",
	"\205",
	"\204",
	"\237x\234",
	"\u202eabc",
	"\u202dabc",
	"\u202aabc",
	"\u202babc\u202c",
	"\u2066a",
	"\u2067a",
	"\u2068a",
	"\u2069\u2069\u2069",
	"\u200e",
	"\u200f",
	"\u061c",
	"\u2028",
	"\u2029",
	"\ufeff",
	"\xff\xfe",
	"\xc0\x9b",
	"\xe0\x82\x9b",
	"\xf0\x80\x82\x9b",
	"\xed\xa0\x80",
	"\xc2",
	"\xe2\x80",
	"\xf4\x90\x80\x80",
	"\033",
	"\033\033[",
	"%1$n",
	"[31m",
};

/* No byte or character that steers a terminal, line ends and our own marks left aside. */
static void assert_harmless(const char *text, size_t len)
{
	size_t bad;

	assert_true(mf_utf8_valid(text, len, &bad));
	for (size_t at = 0; at < len;) {
		uint32_t c = mf_utf8_next(text, len, &at);

		if ((c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e ||
		    c == 0x200f || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069))
			fail_msg("U+%04X in: %s", (unsigned)c, text);
	}
}

static void sanitized(void **state)
{
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		mf_buf_reset(&out);
		mf_sanitize(&out, hostile[i], strlen(hostile[i]), i % 2);
		assert_harmless(out.data, out.len);
	}
	mf_buf_reset(&out);
	mf_sanitize(&out, "a\0b\nc\033[m\u202eد", sizeof "a\0b\nc\033[m\u202eد" - 1, true);
	assert_string_equal(out.data, "a\ufffdb\nc\ufffd[mد");
	mf_buf_reset(&out);
	mf_sanitize(&out, "a\nb\rc\u2028d\xffم\u200cن", strlen("a\nb\rc\u2028d\xffم\u200cن"), false);
	assert_string_equal(out.data, "a b c d\ufffdم\u200cن");
	mf_buf_release(&out);
}

/* The same text in every field of every format. */
static void hostile_fields(struct sample *s, const char *text)
{
	sample_init(s);
	s->hit.document = s->hit.title = s->hit.date = s->hit.source = s->hit.url = s->hit.author =
		s->hit.path = text;
	s->fragment[1] = (struct mf_fragment){ text, strlen(text), 0, NULL, 0, true, true };
	s->hit.fragment = &s->fragment[1];
	s->hit.fragments = 1;
	s->entity.id = s->entity.label = s->entity.label_en = s->mention = text;
	s->reason.word = s->reason.found = text;
	s->persons[0].id = s->persons[0].label = s->persons[0].label_en = text;
	s->results.query = s->results.interpreted = s->results.suggestion = s->results.warning = text;
	s->results.explain_lexemes = s->results.explain_tree = s->results.explain_query = text;
}

static void hostile_everywhere(void **state)
{
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		for (size_t f = 0; mf_writer_formats[f]; f++) {
			struct mf_style style = { .terminal = true,
						  .width = 80,
						  .explain = true,
						  .qid = hostile[i],
						  .tag = hostile[i] };
			struct sample s;

			hostile_fields(&s, hostile[i]);
			mf_buf_reset(&out);
			mf_writer_write(mf_writer_formats[f], &out, &style, &s.results);
			if (mf_writer_formats[f] == &mf_writer_csv) /* its line ends are CR LF */
				for (char *cr; (cr = strstr(out.data, "\r\n")) != NULL;)
					*cr = ' ';
			assert_harmless(out.data, out.len);
		}
	}
	mf_buf_release(&out);
}

static void markup_everywhere(void **state)
{
	static const char *const payloads[] = {
		"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
		"</title><script>x</script>", "</style><b>", "<!--", "&lt;b&gt;", "<mark>", "\\\"</p>",
	};
	struct mf_buf out = MF_BUF_INIT;
	struct mf_style style = { .explain = true };

	(void)state;
	for (size_t i = 0; i < sizeof payloads / sizeof *payloads; i++) {
		struct mf_json_value *tree;
		struct sample s;
		size_t len;

		hostile_fields(&s, payloads[i]);
		mf_buf_reset(&out);
		mf_writer_write(&mf_writer_html, &out, &style, &s.results);
		assert_null(strstr(out.data, payloads[i]));
		mf_buf_reset(&out);
		mf_writer_write(&mf_writer_json, &out, &style, &s.results);
		assert_int_equal(mf_json_parse(&tree, out.data, out.len, NULL), 0);
		assert_string_equal(mf_json_text(mf_json_get(tree, "query"), &len), payloads[i]);
		mf_json_free(tree);
	}
	mf_buf_release(&out);
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
				       "x --person=Tokayev قوات -n 5 --format=kwic --facets حفظ --bidi=none "
				       "--within=document --sort=oldest",
				       &options, &err),
			 0);
	assert_string_equal(options.query, "قوات حفظ");
	assert_int_equal(options.limit, 5);
	assert_string_equal(options.person.item[0], "Tokayev");
	assert_ptr_equal(mf_writer_formats[options.format], &mf_writer_kwic);
	assert_int_equal(options.facets, 1 << MF_FACET_PERSON | 1 << MF_FACET_PLACE | 1 << MF_FACET_ORG |
						 1 << MF_FACET_DATE | 1 << MF_FACET_SOURCE);
	assert_int_equal(options.bidi, MF_BIDI_WHEN_NONE);
	assert_int_equal(options.within, MF_WITHIN_DOCUMENT);
	assert_int_equal(options.sort, MF_SORT_OLDEST);
	assert_int_equal(options.duplicates, MF_DUPLICATES_COLLAPSE);
	assert_int_equal(parse_options(&arena, "x", &options, &err), 0);
	assert_string_equal(options.query, "");
	assert_int_equal(options.limit, 10);
	assert_int_equal(parse_options(&arena, "x --format=xml", &options, &err), MF_E_USAGE);
	assert_string_equal(
		err.text,
		"--format does not accept 'xml'; accepted: text, json, jsonl, csv, html, trec, kwic");
	mf_search_options_help(&help);
	assert_non_null(strstr(help.data, "--group-by=passage|document"));
	assert_non_null(strstr(help.data, "شخص"));
	for (const char *line = help.data; *line; line += strcspn(line, "\n") + 1)
		assert_true(mf_utf8_count(line, strcspn(line, "\n")) <= 100);
	mf_buf_release(&help);
	mf_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_in_a_pipe),
		cmocka_unit_test(text_on_a_terminal),
		cmocka_unit_test(json),
		cmocka_unit_test(json_lines),
		cmocka_unit_test(rows),
		cmocka_unit_test(concordance),
		cmocka_unit_test(visual_order),
		cmocka_unit_test(html),
		cmocka_unit_test(directions),
		cmocka_unit_test(sanitized),
		cmocka_unit_test(hostile_everywhere),
		cmocka_unit_test(markup_everywhere),
		cmocka_unit_test(search_options),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
