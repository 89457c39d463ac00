/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_pages.c - of a page of news, the article and little else.
 *
 * tests/formats/pages/NN.html are layouts of many kinds.  @1@ to @6@ stand for the paragraphs of
 * article.txt; what stands in ⦃ ⦄ is no part of the article.  Of all pages together at least 98 % of the
 * words of the article are kept, and at most 3 % of what is kept is foreign; of each at least 95 %, and at
 * most 8 %.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/html/html.h"
#include "wrappers/html/tags.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define PAGES 40
#define PARAGRAPHS 6
#define WORDS_MAX 4000
static const char foreign_open[] = "⦃", foreign_close[] = "⦄";

static char *paragraph[PARAGRAPHS];

static char *file_text(const char *name)
{
	const char *top = getenv("top_srcdir");
	char *path = mf_printf("%s/tests/formats/%s", top ? top : ".", name);
	struct mf_buf text = MF_BUF_INIT;

	assert_int_equal(mf_file_read(path, (size_t)1 << 20, &text, NULL), 0);
	free(path);
	return mf_buf_detach(&text);
}

static int read_article(void **state)
{
	char *text = file_text("article.txt"), *at = text;

	(void)state;
	for (size_t i = 0; i < PARAGRAPHS; i++) {
		size_t len = strcspn(at, "\n");
		paragraph[i] = mf_strndup(at, len);
		at += len + 1;
	}
	free(text);
	return 0;
}

static int free_article(void **state)
{
	(void)state;
	for (size_t i = 0; i < PARAGRAPHS; i++)
		free(paragraph[i]);
	return 0;
}

/* The page with its paragraphs, and without the marks or, for `own`, without what stands in them. */
static char *expand(const char *layout, bool own)
{
	struct mf_buf out = MF_BUF_INIT;
	size_t mark = strlen(foreign_open);

	for (const char *p = layout; *p;) {
		if (p[0] == '@' && p[1] >= '1' && p[1] <= '0' + PARAGRAPHS && p[2] == '@') {
			mf_buf_addstr(&out, paragraph[p[1] - '1']);
			p += 3;
		} else if (!strncmp(p, foreign_open, mark)) {
			p = own ? strstr(p, foreign_close) : p + mark;
		} else if (!strncmp(p, foreign_close, mark)) {
			p += mark;
		} else {
			mf_buf_addch(&out, *p++);
		}
	}
	return mf_buf_detach(&out);
}

static char *text_of(const char *page, bool whole)
{
	struct mf_html *html;
	struct mf_buf text = MF_BUF_INIT;

	assert_int_equal(mf_html_open(&html, (size_t)1 << 20, whole, NULL), 0);
	assert_int_equal(mf_html_feed(html, page, strlen(page), NULL), 0);
	mf_buf_addstr(&text, mf_html_finish(html)->text.data);
	mf_html_close(html);
	return mf_buf_detach(&text);
}

struct words {
	char *text, *v[WORDS_MAX];
	size_t n;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct words words_of(char *text)
{
	struct words w = { .text = text };

	for (char *word = strtok(text, " \n\t"); word && w.n < WORDS_MAX; word = strtok(NULL, " \n\t"))
		w.v[w.n++] = word;
	qsort(w.v, w.n, sizeof *w.v, by_text);
	return w;
}

static size_t common(const struct words *a, const struct words *b)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		int order = strcmp(a->v[i], b->v[j]);
		n += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return n;
}

static void test_layouts(void **state)
{
	size_t own_all = 0, kept_all = 0, found_all = 0;

	(void)state;
	for (int i = 1; i <= PAGES; i++) {
		char *name = mf_printf("pages/%02d.html", i), *layout = file_text(name);
		char *page = expand(layout, false), *article = expand(layout, true);
		struct words own = words_of(text_of(article, true)), kept = words_of(text_of(page, false));
		size_t found = common(&own, &kept);

		assert_true(own.n > 100);
		if (found * 100 < own.n * 95 || (kept.n - found) * 100 > kept.n * 8)
			fail_msg("%s: %zu of %zu words of the article, %zu foreign ones", name, found, own.n,
				 kept.n - found);
		own_all += own.n;
		kept_all += kept.n;
		found_all += found;
		free(own.text);
		free(kept.text);
		free(article);
		free(page);
		free(layout);
		free(name);
	}
	assert_true(found_all * 100 >= own_all * 98);
	assert_true((kept_all - found_all) * 100 <= kept_all * 3);
}

/* --whole-page: menus and footers too. */
static void test_whole_page(void **state)
{
	char *layout = file_text("pages/01.html"), *page = expand(layout, false), *text = text_of(page, true);

	(void)state;
	assert_non_null(strstr(text, "الرئيسية"));
	assert_non_null(strstr(text, "جميع الحقوق محفوظة"));
	assert_null(strstr(text, foreign_open));
	free(text);
	free(page);
	free(layout);
}

/* A page of links alone, or whose class names all of it a menu, is not left empty. */
static void test_nothing_but(void **state)
{
	char *text = text_of(
		"<body class=menu><div class=comments><ul><li><a href=/1>واحد</a><li><a href=/2>اثنان</a>"
		"<li><a href=/3>ثلاثة</a></ul></div>",
		false);

	(void)state;
	assert_string_equal(text, "واحد\n\nاثنان\n\nثلاثة");
	free(text);
}

/* However many attributes a tag has, libxml2 gets few; quotes, scripts and comments are none of them. */
static void test_attributes(void **state)
{
	struct mf_tags tags = { .html = true };
	struct mf_buf page = MF_BUF_INIT;
	const char *script =
		"<script>if (a <b) { x = 'it'; y = \"<\" }</script><!-- <p a b c> --><p a='x > y' b>";

	(void)state;
	mf_buf_addstr(&page, "<p class=\"a b\"");
	for (int i = 0; i < 100000; i++)
		mf_buf_printf(&page, " a%d=\"%d\"", i, i);
	mf_buf_addstr(&page, ">كلمة</p>");
	for (size_t at = 0; at < page.len; at += 1000) {
		size_t len = page.len - at < 1000 ? page.len - at : 1000;
		mf_tags_filter(&tags, page.data + at, len);
		assert_true(at < 8000 || at + 1000 >= page.len || tags.out.len == 0);
	}
	assert_string_equal(tags.out.data, ">كلمة</p>");
	mf_tags_filter(&tags, script, strlen(script));
	assert_string_equal(tags.out.data, script);
	mf_tags_release(&tags);
	mf_buf_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_layouts, read_article, free_article),
		cmocka_unit_test_setup_teardown(test_whole_page, read_article, free_article),
		cmocka_unit_test(test_nothing_but),
		cmocka_unit_test(test_attributes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
