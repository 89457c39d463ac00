/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mufahris-serve as its clients see it, over the sample articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/engine_fixture.h"
#include "tests/unit/serve_fixture.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

/* ---- tests ---- */

#define KAZAKHSTAN "%D9%83%D8%A7%D8%B2%D8%A7%D8%AE%D8%B3%D8%AA%D8%A7%D9%86"

/* What the command line prints, but for the time that it took. */
static void json_is_that_of_the_command_line(void **state)
{
	const char *build = getenv("top_builddir");
	struct mf_buf said = MF_BUF_INIT;
	char *answer, *path = mf_printf("%s/said.json", fixture_folder());

	(void)state;
	assert_int_equal(get("/api/1/search?q=" KAZAKHSTAN "&facets=person,year&limit=3&snippet=80"), 200);
	has("Content-Type: application/json");
	shell("%s/mufahris-search -d %s/served --format=json --facets=person,year --limit=3 --snippet=80 'كازاخستان' >%s",
	      build ? build : ".", fixture_folder(), path);
	assert_int_equal(mf_file_read(path, 1 << 20, &said, NULL), 0);
	answer = mf_strdup(body());
	for (char *text[] = { answer, said.data, NULL }, **t = text; *t; t++) {
		char *took = strstr(*t, "\"took_ms\":");
		assert_non_null(took);
		memset(took, '#', strcspn(took, ","));
		memmove(took, took + strcspn(took, ","), strlen(took + strcspn(took, ",")) + 1);
	}
	assert_string_equal(answer, said.data);
	free(answer);
	free(path);
	mf_buf_release(&said);
}

static void the_api_answers(void **state)
{
	(void)state;
	assert_int_equal(get("/api/1/facets?facets=place"), 200);
	has("\"results\":[]");
	assert_int_equal(get("/api/1/suggest?q=Toka"), 200);
	has("\"name\":true");
	assert_int_equal(get("/api/1/document?id=kazakhstan/first-troops.txt"), 200);
	has("\"document\":\"kazakhstan/first-troops.txt\"");
	assert_int_equal(get("/api/1/document?id=nowhere"), 404);
	has("\"code\":\"not-found\"");
	for (const char *const *name = (const char *const[]){ "freq", "ngrams", "collocates", "timeline",
							      "concordance", "dispersion", "together", NULL };
	     *name; name++) {
		char *path = mf_printf("/api/1/study/%s?q=%s", *name, KAZAKHSTAN);
		assert_int_equal(get(path), 200);
		has("\"rows\":[{");
		free(path);
	}
	assert_int_equal(get("/api/1/search?q=" KAZAKHSTAN "&format=csv"), 200);
	has("text/csv");
	assert_int_equal(get("/healthz"), 200);
	assert_int_equal(get("/metrics"), 200);
	has("# TYPE mufahris_requests_total counter");
	assert_int_equal(get("/openapi.json"), 200);
}

static void what_is_wrong_is_told(void **state)
{
	char *path;

	(void)state;
	assert_int_equal(get("/api/1/search?q=a&sort=sideways"), 400);
	has("--sort does not accept 'sideways'");
	assert_int_equal(get("/api/1/search?q=a&db=/etc"), 400);
	has("unknown parameter");
	assert_int_equal(get("/api/1/search?q=a&batch=/etc/passwd"), 400);
	assert_int_equal(get("/api/1/search"), 400);
	has("a query is missing");
	assert_int_equal(get("/api/1/search?q=%ff"), 400);
	assert_int_equal(get("/api/1/search?q=a%00b"), 400);
	assert_int_equal(get("/api/1/search?q=a&limit=1000000"), 400);
	assert_int_equal(get("/api/1/nothing"), 404);
	assert_int_equal(get("/nothing"), 404);
	has("text/html");
	assert_int_equal(get("/?q=a&person=nobody-at-all&lang=ar"), 400);
	has("dir=\"rtl\"");
	assert_int_equal(ask("PUT", "/", "Content-Length: 0\r\n", ""), 405);
	assert_int_equal(ask("POST", "/", "Content-Length: 0\r\n", ""), 405);
	path = mf_printf("/?q=%05000d", 1);
	assert_int_equal(get(path), 400);
	free(path);
}

static void strangers_are_refused(void **state)
{
	static const char *const hosts[] = { "evil.example", "127.0.0.1.evil.example", "localhost@evil", "" };

	(void)state;
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		char *request =
			mf_printf("GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", hosts[i]);
		assert_int_equal(raw(request, strlen(request)), 403);
		free(request);
	}
	assert_int_equal(raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 37), 400);
}

/* Markup in the address comes out as text, wherever it goes. */
static void nothing_of_an_address_is_markup(void **state)
{
	static const char *const paths[] = {
		"/?q=%3Cscript%3Ealert(1)%3C/script%3E%22onload=%22x",
		"/?q=a&source=%3Cscript%3Ealert(1)%3C/script%3E",
		"/?q=a&date=%3Cscript%3E",
		"/%3Cscript%3E?q=%3Cscript%3E",
		"/document?id=%3Cscript%3E&q=%3Cscript%3E",
		"/help?q=%3Cscript%3E",
		"/facet?name=person&q=%22%3E%3Cscript%3E",
		"/?%3Cscript%3E=1",
		"/study/freq?source=%3Cscript%3E",
		"/study/ngrams?q=%3Cscript%3E&source=%3Cscript%3E",
		"/study/collocates?q=a&source=%3Cscript%3E",
		"/study/timeline?person=%3Cscript%3E&source=%3Cscript%3E",
		"/study/concordance?q=a%3Cscript%3E&source=%3Cscript%3E",
		"/study/dispersion?q=%3Cscript%3E&dispersion=%3Cscript%3E",
		"/study/together?q=%3Cscript%3E&lang=ar",
		"/api/1/study/freq?q=%3Cscript%3E&format=svg",
		"/saved?q=%3Cscript%3E",
	};

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		get(paths[i]);
		lacks("<script>");
		lacks("\"onload");
		has("Content-Security-Policy: default-src 'none'; script-src 'self'");
		has("X-Content-Type-Options: nosniff");
	}
}

static void a_generation_is_known_by_its_mark(void **state)
{
	char *tag, *head, *end;

	(void)state;
	assert_int_equal(get("/api/1/search?q=" KAZAKHSTAN), 200);
	tag = strstr(got.data, "ETag: ");
	assert_non_null(tag);
	end = strchr(tag, '\r');
	head = mf_printf("If-None-Match: %.*s\r\n", (int)(end - tag) - 6, tag + 6);
	assert_int_equal(ask("GET", "/api/1/search?q=" KAZAKHSTAN, head, ""), 304);
	assert_string_equal(body(), "");
	make_index("served", "--delete=kazakhstan/first-troops.txt");
	assert_int_equal(ask("GET", "/api/1/search?q=" KAZAKHSTAN, head, ""), 200);
	assert_int_equal(get("/api/1/document?id=kazakhstan/first-troops.txt"), 404);
	free(head);
}

static void pages_are_whole(void **state)
{
	(void)state;
	assert_int_equal(get("/"), 200);
	has("role=\"search\"");
	assert_int_equal(get("/?q=" KAZAKHSTAN "&lang=ar"), 200);
	has("<html lang=\"ar\" dir=\"rtl\">");
	has("<mark>");
	has("class=\"histogram\"");
	has("href=\"/document?");
	lacks("<style");
	lacks(" style=");
	lacks("http://");
	assert_int_equal(ask("GET", "/?q=" KAZAKHSTAN, "Accept-Language: de, ar;q=0.9, en;q=0.5\r\n", ""),
			 200);
	has("<html lang=\"ar\"");
	assert_int_equal(get("/document?id=kazakhstan/gas-prices.txt&q=Tokayev"), 200);
	has("<mark id=\"hit-1\"");
	assert_int_equal(get("/facet?name=place&q=" KAZAKHSTAN), 200);
	assert_int_equal(get("/help"), 200);
	assert_int_equal(get("/study/timeline?timeline=month&q=" KAZAKHSTAN), 200);
	has("<tr><td class=\"period\"><a href=\"/?q=" KAZAKHSTAN "&amp;date=2022-01\">");
	assert_int_equal(get("/study/concordance?kwic-sort=next&lang=ar&q=" KAZAKHSTAN), 200);
	has("<td class=\"keyword\"><bdi>");
	for (const char *const *study = (const char *const[]){ "freq", "ngrams", "collocates", NULL }; *study;
	     study++) {
		char *path = mf_printf("/study/%s?q=%s", *study, KAZAKHSTAN);
		assert_int_equal(get(path), 200);
		has("<td class=\"bar\"><svg ");
		free(path);
	}
	assert_int_equal(get("/study/nothing?q=a"), 404);
	assert_int_equal(ask("HEAD", "/", "", ""), 200);
	assert_string_equal(body(), "");
	assert_int_equal(get("/style.css"), 200);
	assert_int_equal(get("/script.js"), 200);
	assert_true(strlen(body()) < 60000);
}

/* An export is what the command line prints of all results, though it comes in pieces. */
static void an_export_is_whole(void **state)
{
	static const char *const formats[] = { "csv", "jsonl", "bibtex", "html", NULL };
	const char *build = getenv("top_builddir");

	(void)state;
	for (const char *const *f = formats; *f; f++) {
		char *path = mf_printf("/export?sort=oldest&lang=en&format=%s", *f);
		struct mf_buf said = MF_BUF_INIT;
		char *file = mf_printf("%s/said.%s", fixture_folder(), *f);
		assert_int_equal(get(path), 200);
		has("Content-Disposition: attachment; filename=\"mufahris.");
		shell("LC_ALL=C %s/mufahris-search -d %s/served --format=%s --limit=1000 --sort=oldest >%s",
		      build ? build : ".", fixture_folder(), *f, file);
		assert_int_equal(mf_file_read(file, 1 << 20, &said, NULL), 0);
		unchunk();
		assert_string_equal(body(), said.data);
		mf_buf_release(&said);
		free(file);
		free(path);
	}
	assert_int_equal(get("/export?limit=2&format=jsonl&q=" KAZAKHSTAN), 200);
	assert_int_equal(get("/export?format=trec&q=" KAZAKHSTAN), 400);
	assert_int_equal(get("/export"), 400);
	assert_int_equal(ask("HEAD", "/export?q=" KAZAKHSTAN, "", ""), 200);
}

/* Requests sent at once are answered in their order; heads without end and broken ones end the connection. */
static void rough_clients(void **state)
{
	struct mf_buf many = MF_BUF_INIT;
	const char *at = NULL;
	size_t answers = 0;

	(void)state;
	for (int i = 0; i < 20; i++)
		mf_buf_printf(&many, "GET /api/1/search?q=%s&limit=%d HTTP/1.1\r\nHost: localhost\r\n%s\r\n",
			      KAZAKHSTAN, i, i == 19 ? "Connection: close\r\n" : "");
	assert_int_equal(raw(many.data, many.len), 200);
	for (at = got.data; (at = strstr(at, "HTTP/1.1 200")) != NULL; at++)
		answers++;
	assert_int_equal(answers, 20);
	mf_buf_reset(&many);
	mf_buf_addstr(&many, "GET / HTTP/1.1\r\nHost: localhost\r\n");
	for (int i = 0; i < 5000; i++)
		mf_buf_printf(&many, "X-Flood-%d: %060d\r\n", i, i);
	mf_buf_addstr(&many, "\r\n");
	assert_true(raw(many.data, many.len) != 200);
	raw("\0\1\2 nothing of this is HTTP\r\n\r\n", 32);
	mf_buf_release(&many);
	assert_int_equal(get("/healthz"), 200);
}

/* What comes over the tables after they were opened is found while answers are given.  The server begins anew
 * with one worker, so that the index is open, and its tables are hardly read, when the damage comes. */
static void damage_is_told_before_long(void **state)
{
	unsigned answers = 0, status;

	(void)state;
	assert_int_equal(server_stop(), 0);
	server_start("--workers=1");
	assert_int_equal(get("/healthz"), 200);
	shell("cd %s && cp -r served sound && for table in served/seg-*/db/postlist.glass; do "
	      "printf 'xyz' | dd of=$table bs=1 seek=5000 conv=notrunc status=none; done",
	      fixture_folder());
	while ((status = get("/api/1/suggest?q=a")) == 200 && answers < 1000)
		answers++;
	assert_int_equal(status, 500);
	has("postlist.glass: its content has changed");
	has("--rebuild");
	assert_int_equal(get("/?q=a"), 500);
	shell("cd %s && rm -r served && mv sound served", fixture_folder());
}

static void a_token_is_asked_for(void **state)
{
	char *option = mf_printf("--token-file=%s/token", fixture_folder());

	(void)state;
	shell("printf '0123456789abcdef\\n' >%s/token", fixture_folder());
	assert_int_equal(server_stop(), 0);
	server_start(option);
	assert_int_equal(get("/"), 401);
	assert_int_equal(get("/api/1/search?q=a"), 401);
	has("\"code\":\"token-needed\"");
	assert_int_equal(get("/style.css"), 401);
	assert_int_equal(get("/healthz"), 200);
	assert_int_equal(get("/?q=a&token=0123456789abcdef"), 303);
	has("Location: /?q=a\r\n");
	has("Set-Cookie: mufahris=0123456789abcdef; HttpOnly; SameSite=Strict");
	assert_int_equal(get("//evil.example/?token=0123456789abcdef"), 303);
	has("Location: /%2F");
	assert_int_equal(ask("GET", "/help", "Cookie: a=b; mufahris=0123456789abcdef\r\n", ""), 200);
	assert_int_equal(ask("GET", "/help", "Authorization: Bearer 0123456789abcdef\r\n", ""), 200);
	assert_int_equal(ask("GET", "/help", "Authorization: Bearer 0123456789abcdeX\r\n", ""), 401);
	free(option);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_is_that_of_the_command_line),
		cmocka_unit_test(the_api_answers),
		cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(strangers_are_refused),
		cmocka_unit_test(nothing_of_an_address_is_markup),
		cmocka_unit_test(pages_are_whole),
		cmocka_unit_test(an_export_is_whole),
		cmocka_unit_test(rough_clients),
		cmocka_unit_test(a_generation_is_known_by_its_mark),
		cmocka_unit_test(damage_is_told_before_long),
		cmocka_unit_test(a_token_is_asked_for),
	};

	return cmocka_run_group_tests(tests, serve_set_up, serve_tear_down);
}
