/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents are hostile: what they say never steers a terminal and never runs in a page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/output/writer.h"
#include "tests/unit/output_sample.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/libc/utf8.h"

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
	s->fragment[1] = (struct mf_fragment){ text, strlen(text), 0, NULL, 0, NULL, true, true };
	for (int kind = 0; kind < MF_PLACE_KINDS; kind++)
		s->spot.value[kind] = text;
	s->spot.part = text;
	s->hit.spot = &s->spot;
	s->hit.fragment = &s->fragment[1];
	s->hit.fragments = 1;
	s->entity.id = s->entity.label = s->entity.label_en = s->mention = text;
	s->reason.word = s->reason.found = text;
	s->persons[0].id = s->persons[0].label = s->persons[0].label_en = text;
	s->results.query = s->results.interpreted = s->results.meant = s->results.warning = text;
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
		"<script>alert(1)</script>",
		"\"><img src=x onerror=alert(1)>",
		"' onmouseover='alert(1)",
		"</title><script>x</script>",
		"</style><b>",
		"<!--",
		"&lt;b&gt;",
		"<mark>",
		"\\\"</p>",
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sanitized),
		cmocka_unit_test(hostile_everywhere),
		cmocka_unit_test(markup_everywhere),
	};

	return cmocka_run_group_tests_name("output_safety", tests, NULL, NULL);
}
