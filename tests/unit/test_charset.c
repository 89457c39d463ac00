/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Encodings: what is detected, what is converted, what is counted as bad.  The bytes of each encoding are
 * made from UTF-8 by a table of the letters that the sample uses, so that ICU is not its own witness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "wrappers/icu/charset.h"
#include "wrappers/icu/wide.h"
#include "wrappers/libc/utf8.h"

static const char sample[] = "قال الرئيس إن المدينة هادئة وإن الناس عادوا إلى بيوتهم. 2022";

/* windows-1256 and ISO-8859-6 of U+0621 to U+064A, from the charts of both. */
static const unsigned char windows_1256[] = {
	0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce,
	0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd8, 0xd9, 0xda, 0xdb, 0,    0,
	0,    0,    0,    0xdc, 0xdd, 0xde, 0xdf, 0xe1, 0xe3, 0xe4, 0xe5, 0xe6, 0xec, 0xed,
};

static void encode(struct mf_buf *out, const char *text, const char *encoding)
{
	size_t at = 0, len = strlen(text);

	mf_buf_reset(out);
	while (at < len) {
		uint32_t c = mf_utf8_next(text, len, &at);

		if (strcmp(encoding, "UTF-16LE") == 0) {
			mf_buf_addch(out, (char)c);
			mf_buf_addch(out, (char)(c >> 8));
		} else if (strcmp(encoding, "UTF-16BE") == 0) {
			mf_buf_addch(out, (char)(c >> 8));
			mf_buf_addch(out, (char)c);
		} else if (c < 0x80) {
			mf_buf_addch(out, (char)c);
		} else if (strcmp(encoding, "windows-1256") == 0) {
			mf_buf_addch(out, (char)windows_1256[c - 0x621]);
		} else { /* ISO-8859-6 keeps Unicode's order */
			mf_buf_addch(out, (char)(c - 0x621 + 0xc1));
		}
	}
}

static void check(const struct mf_buf *in, const char *declared, const char *wanted, const char *encoding,
		  const char *text, size_t bad)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;
	struct mf_charset found = { 0 };

	assert_int_equal(mf_to_utf8(in->data, in->len, declared, wanted, &out, &found, &err), 0);
	assert_string_equal(found.used, encoding);
	assert_string_equal(out.data, text);
	assert_int_equal(found.bad, bad);
	mf_buf_release(&out);
}

static void detected(void **state)
{
	static const char *const encodings[] = { "UTF-16LE", "UTF-16BE", "windows-1256", "ISO-8859-6" };
	struct mf_buf in = MF_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
		encode(&in, sample, encodings[i]);
		check(&in, NULL, "auto", encodings[i], sample, 0);
		check(&in, NULL, encodings[i], encodings[i], sample, 0);
		check(&in, "ISO-8859-1", NULL, encodings[i], sample, 0); /* declared by habit */
	}
	mf_buf_reset(&in);
	mf_buf_addstr(&in, sample);
	check(&in, "windows-1256", "auto", "UTF-8", sample, 0); /* well-formed UTF-8 is stronger */
	mf_buf_release(&in);
}

static void marks_are_dropped(void **state)
{
	struct mf_buf in = MF_BUF_INIT, body = MF_BUF_INIT;

	(void)state;
	mf_buf_addstr(&in, "\xef\xbb\xbfنص");
	check(&in, NULL, "auto", "UTF-8", "نص", 0);
	mf_buf_reset(&in);
	encode(&body, "نص", "UTF-16BE");
	mf_buf_addstr(&in, "\xfe\xff");
	mf_buf_add(&in, body.data, body.len);
	check(&in, NULL, "auto", "UTF-16BE", "نص", 0);
	mf_buf_release(&in);
	mf_buf_release(&body);
}

static void bad_bytes_are_counted(void **state)
{
	struct mf_buf in = MF_BUF_INIT;

	(void)state;
	mf_buf_addstr(&in, "قال الرئيس\xff إن\xd8");
	check(&in, NULL, "auto", "UTF-8", "قال الرئيس\xef\xbf\xbd إن\xef\xbf\xbd", 2);
	mf_buf_reset(&in);
	mf_buf_add(&in, "\x06\x46\xd8", 3); /* half a unit at the end */
	check(&in, NULL, "UTF-16BE", "UTF-16BE", "ن\xef\xbf\xbd", 1);
	mf_buf_reset(&in);
	check(&in, NULL, "auto", "UTF-8", "", 0);
	mf_buf_release(&in);
}

/* What another program appended in UTF-16, with its mark or without, before more UTF-8 or at the end. */
static void wide_inside(void **state)
{
	static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };
	static const char *const marks[] = { "\xff\xfe", "\xfe\xff" };
	static const char more[] = "ثم عاد «الحارس» 12\nوأغلق الباب\n";
	struct mf_buf in = MF_BUF_INIT, wide = MF_BUF_INIT, want = MF_BUF_INIT;
	struct mf_wide_run run;

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		mf_buf_reset(&in);
		mf_buf_reset(&want);
		encode(&wide, more, encodings[i & 1]);
		mf_buf_printf(&in, "%s\n%s", sample, i & 2 ? marks[i & 1] : "");
		mf_buf_add(&in, wide.data, wide.len);
		mf_buf_addstr(&in, i & 4 ? sample : "");
		mf_buf_printf(&want, "%s\n%s%s", sample, more, i & 4 ? sample : "");
		check(&in, NULL, "auto", "UTF-8", want.data, 0);
	}
	mf_buf_reset(&in);
	for (size_t i = 0; i < 1000000; i++) /* no letters: soon done with */
		mf_buf_add(&in, "a", 2);
	assert_false(mf_wide_find(in.data, in.len, 0, &run));
	mf_buf_release(&in);
	mf_buf_release(&wide);
	mf_buf_release(&want);
}

static void unknown_names_are_refused(void **state)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	assert_int_equal(mf_to_utf8("a", 1, NULL, "no-such-encoding", &out, NULL, &err), MF_E_USAGE);
	assert_non_null(strstr(err.text, "no-such-encoding"));
	assert_int_equal(mf_to_utf8("a", 1, "no-such-encoding", "auto", &out, NULL, &err), 0);
	assert_string_equal(out.data, "a");
	out.ceiling = 3;
	assert_int_equal(mf_to_utf8("abcd", 4, NULL, NULL, &out, NULL, &err), MF_E_LIMIT);
	mf_buf_release(&out);
}

/* Longer than the pieces that are converted at a time, with characters on the borders. */
static void long_texts(void **state)
{
	struct mf_buf text = MF_BUF_INIT, in = MF_BUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++)
		mf_buf_addstr(&text, i % 7 ? "مدينة " : "a");
	encode(&in, text.data, "UTF-16LE");
	check(&in, NULL, "auto", "UTF-16LE", text.data, 0);
	encode(&in, text.data, "windows-1256");
	check(&in, NULL, "windows-1256", "windows-1256", text.data, 0);
	mf_buf_release(&text);
	mf_buf_release(&in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(detected),
		cmocka_unit_test(marks_are_dropped),
		cmocka_unit_test(bad_bytes_are_counted),
		cmocka_unit_test(wide_inside),
		cmocka_unit_test(unknown_names_are_refused),
		cmocka_unit_test(long_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
