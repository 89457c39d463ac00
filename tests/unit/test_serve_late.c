/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers of a server whose time is over before it begins: nothing in them depends on how fast a machine is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search/serve/server.h"
#include "tests/unit/engine_fixture.h"
#include "wrappers/libc/mem.h"

static struct mf_server *server;
static struct mf_buf said = MF_BUF_INIT; /* the last answer */
static bool marked;                      /* with an ETag */

/* `pairs`: name, value, ... NULL. */
static unsigned ask(const char *path, const char *const *pairs)
{
	static const struct mf_http_field host = { "Host", "localhost" };
	struct mf_http_field parameter[8];
	struct mf_http_request r = { .method = "GET",
				     .path = path,
				     .parameter = parameter,
				     .header = &host,
				     .headers = 1,
				     .client = "127.0.0.1" };
	struct mf_http_reply reply = { .body = MF_BUF_INIT };
	unsigned status;

	for (; *pairs; pairs += 2)
		parameter[r.parameters++] = (struct mf_http_field){ pairs[0], pairs[1] };
	if (mf_server_look(server, &r, &reply) != MF_HTTP_ANSWERED)
		mf_server_answer(server, 0, &r, &reply);
	mf_buf_reset(&said);
	mf_buf_add(&said, reply.body.data, reply.body.len);
	marked = false;
	for (size_t i = 0; i < reply.headers; i++)
		marked = marked || strcmp(reply.header[i].name, "ETag") == 0;
	status = reply.status;
	mf_buf_release(&reply.body);
	mf_arena_release(&reply.arena);
	return status;
}

static void has(const char *text)
{
	if (!strstr(said.data, text))
		fail_msg("%s is not in\n%.3000s", text, said.data);
}

#define ASK(path, ...) ask(path, (const char *const[]){ __VA_ARGS__, NULL })

static void partial_answers_say_so(void **state)
{
	static const char *const studies[] = { "freq",       "timeline", "concordance",
					       "dispersion", "together", NULL };
	uint64_t before = server->count.partial;

	(void)state;
	assert_int_equal(ASK("/api/1/search", "q", "كازاخستان", "facets", "person"), 200);
	has("\"exact\":false,\"partial\":true,");
	has("\"warning\":\"the time for an answer was over");
	assert_false(marked);
	assert_int_equal(ASK("/api/1/search", "q", "\"قوات حفظ السلام\""), 200);
	has("\"partial\":true,");
	assert_int_equal(ASK("/api/1/facets", "q", "كازاخستان"), 200);
	has("\"partial\":true,");
	assert_int_equal(ASK("/", "q", "كازاخستان", "lang", "ar"), 200);
	has("انتهى وقت الإجابة");
	assert_int_equal(ASK("/facet", "name", "place", "q", "كازاخستان", "lang", "ar"), 200);
	has("انتهى وقت الإجابة");
	for (const char *const *s = studies; *s; s++) {
		char *path = mf_printf("/api/1/study/%s", *s);
		assert_int_equal(ASK(path, "q", "كازاخستان"), 200);
		has("\"partial\":true,");
		assert_false(marked);
		free(path);
	}
	assert_int_equal(server->count.partial - before, 10);
}

/* Numbers that mean nothing unless all was counted. */
static void some_are_an_error(void **state)
{
	(void)state;
	assert_int_equal(ASK("/api/1/study/collocates", "q", "كازاخستان"), 400);
	has("the time for an answer was over before all was counted");
	assert_int_equal(ASK("/api/1/study/ngrams", "q", "كازاخستان"), 400);
}

static void without_a_bound_all_is_there(void **state)
{
	(void)state;
	server->o.seconds = 0;
	assert_int_equal(ASK("/api/1/search", "q", "كازاخستان", "facets", "person"), 200);
	has("\"total\":9,\"documents\":9,\"exact\":true,\"partial\":false,");
	assert_true(marked);
	assert_int_equal(ASK("/api/1/study/collocates", "q", "كازاخستان"), 200);
	has("\"partial\":false,");
}

static int set_up(void **state)
{
	static const char *const hosts[] = { "localhost", NULL };
	const struct mf_serve_options options = {
		.host = hosts, .workers = 1, .seconds = 1e-9, .dir = mf_printf("%s/served", fixture_folder())
	};
	const char *source = getenv("top_srcdir");
	char *folder = mf_printf("%s/corpus/articles", source ? source : ".");

	(void)state;
	make_index("served", folder);
	free(folder);
	return mf_server_new(&server, &options, NULL);
}

static int tear_down(void **state)
{
	(void)state;
	free((char *)(uintptr_t)server->o.dir);
	mf_server_free(server);
	mf_buf_release(&said);
	fixture_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(partial_answers_say_so),
		cmocka_unit_test(some_are_an_error),
		cmocka_unit_test(without_a_bound_all_is_there),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
