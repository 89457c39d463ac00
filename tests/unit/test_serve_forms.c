/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forms of mufahris-serve: searches that are kept, and who may post. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "tests/unit/serve_fixture.h"
#include "wrappers/libc/mem.h"

#define KAZAKHSTAN "%D9%83%D8%A7%D8%B2%D8%A7%D8%AE%D8%B3%D8%AA%D8%A7%D9%86"

/* What a form of the last page would send back. */
static char *secret(void)
{
	const char *at = strstr(body(), "name=\"secret\" value=\"");

	assert_non_null(at);
	at += strlen("name=\"secret\" value=\"");
	return mf_strndup(at, strcspn(at, "\""));
}

static unsigned post(const char *head, const char *form)
{
	char *all = mf_printf("%sContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n",
			      head, strlen(form));
	unsigned status = ask("POST", "/saved", all, form);

	free(all);
	return status;
}

/* `more`: the rest of a form that has the secret. */
static unsigned post_known(const char *head, const char *more)
{
	char *known, *form;
	unsigned status;

	assert_int_equal(get("/?q=" KAZAKHSTAN), 200);
	known = secret();
	form = mf_printf("secret=%s&%s", known, more);
	status = post(head, form);
	free(form);
	free(known);
	return status;
}

static void a_search_is_kept(void **state)
{
	(void)state;
	assert_int_equal(get("/saved"), 200);
	lacks("name=\"forget\"");
	assert_int_equal(post_known("", "q=" KAZAKHSTAN "&person=tokayev&exact=yes&name=mine&lang=ar"), 303);
	has("Location: /saved?lang=ar\r\n");
	assert_int_equal(get("/saved?lang=en"), 200);
	has("Cache-Control: no-store");
	has("<a href=\"/?exact=yes&amp;person=tokayev&amp;q=" KAZAKHSTAN
	    "&amp;lang=en\"><bdi>mine</bdi></a>");
	assert_int_equal(get("/?exact=yes&person=tokayev&q=" KAZAKHSTAN "&lang=en"), 200);
	shell("XDG_DATA_HOME=%s ${top_builddir:-.}/mufahris-search --saved=mine | tr '\\n' ' ' | grep -q -e '^--exact --person=tokayev '",
	      fixture_folder());
	assert_int_equal(post_known("", "forget=mine"), 303);
	assert_int_equal(get("/saved"), 200);
	lacks("mine");
	assert_int_equal(post_known("", "forget=mine"), 400);
}

static void one_of_the_command_line_is_asked(void **state)
{
	(void)state;
	shell("XDG_DATA_HOME=%s ${top_builddir:-.}/mufahris-search -d %s/served --save=rows --ngrams=3 --date=2022 --strict >.rows; rm .rows",
	      fixture_folder(), fixture_folder());
	assert_int_equal(get("/saved?lang=en"), 200);
	has("<a href=\"/study/ngrams?strict=yes&amp;date=2022&amp;ngrams=3&amp;lang=en\">");
	assert_int_equal(get("/study/ngrams?strict=yes&date=2022&ngrams=3&lang=en"), 200);
}

static void strangers_post_nothing(void **state)
{
	(void)state;
	assert_int_equal(post("", "q=a&name=stranger"), 403);
	assert_int_equal(post("", "secret=0123456789abcdef0123456789abcdef&q=a&name=stranger"), 403);
	assert_int_equal(post_known("Origin: http://evil.example\r\n", "q=a&name=stranger"), 403);
	assert_int_equal(post_known("Origin: null\r\n", "q=a&name=stranger"), 403);
	assert_int_equal(ask("GET", "/saved?q=a&name=stranger", "", ""), 200);
	lacks("stranger</bdi></a>");
	assert_int_equal(post_known("", "q=a&name=../stranger"), 400);
	assert_int_equal(post_known("", "q=a&name=%3Cscript%3E"), 400);
	lacks("<script>");
	assert_int_equal(post_known("", "q=a%0A--db=/etc&name=stranger"), 400);
	assert_int_equal(post_known("", "q=a"), 400);
	assert_int_equal(post_known("", "name=empty"), 400);
	assert_int_equal(post_known("", "q=%3Cscript%3E&name=markup"), 303);
	assert_int_equal(get("/saved"), 200);
	lacks("<script>");
	lacks("stranger");
	assert_int_equal(ask("PUT", "/saved", "Content-Length: 0\r\n", ""), 405);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_search_is_kept),
		cmocka_unit_test(one_of_the_command_line_is_asked),
		cmocka_unit_test(strangers_post_nothing),
	};

	return cmocka_run_group_tests(tests, serve_set_up, serve_tear_down);
}
