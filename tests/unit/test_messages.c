/* SPDX-License-Identifier: GPL-2.0-or-later */
/* test_messages.c - one process that speaks two languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>

#include "wrappers/libc/error.h"
#include "wrappers/messages/messages.h"

static void languages(void **state)
{
	const struct mf_catalogue *arabic = mf_messages_catalogue("ar");

	(void)state;
	assert_non_null(arabic);
	assert_ptr_equal(mf_messages_catalogue("ar_EG.UTF-8"), arabic);
	assert_ptr_equal(mf_messages_catalogue("ar-TN"), arabic);
	assert_null(mf_messages_catalogue("arn_CL"));
	assert_null(mf_messages_catalogue("en_GB"));
	assert_null(mf_messages_catalogue(""));
}

static void the_environment_chooses(void **state)
{
	(void)state;
	setenv("LANG", "ar_SA.UTF-8", 1);
	unsetenv("LC_MESSAGES");
	unsetenv("LC_ALL");
	assert_string_equal(mf_messages_language(), "ar_SA.UTF-8");
	setenv("LC_MESSAGES", "C", 1);
	assert_string_equal(mf_messages_language(), "C");
	setenv("LC_ALL", "", 1); /* as if it were not there */
	assert_string_equal(mf_messages_language(), "C");
}

static void messages(void **state)
{
	(void)state;
	mf_messages_use(NULL);
	assert_string_equal(_("Usage:"), "Usage:");
	mf_messages_use(mf_messages_catalogue("ar"));
	assert_string_equal(_("Usage:"), "طريقة الاستعمال:");
	assert_string_equal(_("no such message"), "no such message");
	assert_string_equal(_(""), "");
}

static void counts(void **state)
{
	static const struct {
		uint64_t n;
		const char *arabic;
	} rows[] = { { 0, " ولا وثيقة" },        { 1, " في وثيقة واحدة" },  { 2, " في وثيقتين" },
		     { 3, " في %llu وثائق" },    { 10, " في %llu وثائق" },  { 11, " في %llu وثيقة" },
		     { 100, " في %llu وثيقة" },  { 103, " في %llu وثائق" }, { 111, " في %llu وثيقة" },
		     { 1002, " في %llu وثيقة" }, { 1004, " في %llu وثائق" } };

	(void)state;
	mf_messages_use(mf_messages_catalogue("ar"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(mf_message_count(" in %llu document", " in %llu documents", rows[i].n),
				    rows[i].arabic);
	mf_messages_use(NULL);
	assert_string_equal(mf_message_count(" in %llu document", " in %llu documents", 1),
			    " in %llu document");
	assert_string_equal(mf_message_count(" in %llu document", " in %llu documents", 0),
			    " in %llu documents");
}

static void errors(void **state)
{
	struct mf_error err;

	(void)state;
	mf_messages_use(mf_messages_catalogue("ar"));
	mf_error_set(&err, MF_E_USAGE, "unknown option --%.*s", 3, "xyz");
	assert_string_equal(err.text, "خيار غير معروف: --xyz");
	mf_error_hint(&err, "%s --help lists the options", "x");
	assert_string_equal(err.hint, "x --help يسرد الخيارات");
	mf_messages_use(NULL);
	mf_error_set(&err, MF_E_USAGE, "unknown option --%.*s", 3, "xyz");
	assert_string_equal(err.text, "unknown option --xyz");
}

static void *say(void *catalogue)
{
	if (catalogue)
		mf_messages_use(catalogue);
	return (void *)_("Usage:");
}

static void threads(void **state)
{
	const struct mf_catalogue *arabic = mf_messages_catalogue("ar");
	pthread_t thread;
	void *said;

	(void)state;
	mf_messages_use(NULL);
	assert_int_equal(pthread_create(&thread, NULL, say, (void *)arabic), 0);
	pthread_join(thread, &said);
	assert_string_equal(said, "طريقة الاستعمال:");
	assert_string_equal(_("Usage:"), "Usage:");

	mf_messages_default(arabic); /* for threads that choose none */
	assert_int_equal(pthread_create(&thread, NULL, say, NULL), 0);
	pthread_join(thread, &said);
	assert_string_equal(said, "طريقة الاستعمال:");
	assert_string_equal(_("Usage:"), "Usage:");
	mf_messages_default(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages), cmocka_unit_test(the_environment_chooses),
		cmocka_unit_test(messages),  cmocka_unit_test(counts),
		cmocka_unit_test(errors),    cmocka_unit_test(threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
