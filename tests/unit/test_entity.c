/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names in documents: the rows of tests/golden/entities.txt over the gazetteer entities.ttl beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "indexer/analysis/document.h"
#include "indexer/analysis/names/entity.h"
#include "wrappers/libc/file.h"

struct fixture {
	struct mf_gazetteer *gazetteer;
	struct mf_buf block;
	struct mf_tokens tokens;
	struct mf_mentions mentions;
};

static char *golden(const char *name)
{
	const char *folder = getenv("top_srcdir");
	char *tests = mf_path_join(folder ? folder : ".", "tests/golden"), *path = mf_path_join(tests, name);

	free(tests);
	return path;
}

static void on_problem(void *ctx, const struct mf_error *problem)
{
	(void)ctx;
	if (strstr(problem->text, "entities.ttl") && !strstr(problem->text, "stands for"))
		fail_msg("%s", problem->text);
}

static int set_up(void **state)
{
	static struct fixture f = { .block = MF_BUF_INIT, .tokens = MF_TOKENS_INIT };
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(on_problem, NULL);
	struct mf_buf ttl = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;
	char *path = golden("entities.ttl");
	int bad = mf_gazetteer_add_cldr(b, &err) || mf_file_read(path, 1 << 20, &ttl, &err) ||
		  mf_gazetteer_add_turtle(b, "entities.ttl", ttl.data, ttl.len, &err) ||
		  mf_gazetteer_compile(b, &f.block, &err) ||
		  mf_gazetteer_open(&f.gazetteer, f.block.data, f.block.len, &err);

	if (bad)
		fail_msg("%s", err.text);
	mf_gazetteer_builder_free(b);
	mf_buf_release(&ttl);
	free(path);
	*state = &f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	mf_gazetteer_close(f->gazetteer);
	mf_buf_release(&f->block);
	mf_tokens_release(&f->tokens);
	free(f->mentions.v);
	return 0;
}

static void print_mentions(const struct fixture *f, const char *text, struct mf_buf *out)
{
	static const char *const origins[] = { "", " ref", " rule", " candidate", " blocked" };

	mf_buf_reset(out);
	for (size_t i = 0; i < f->mentions.n; i++) {
		const struct mf_mention *m = &f->mentions.v[i];
		struct mf_entity e = { .id = "-" };

		if (m->entity != MF_NO_ENTITY)
			mf_gazetteer_entity(f->gazetteer, m->entity, &e);
		mf_buf_printf(out, "\t%s %s [%.*s]%s\n", mf_entity_type_names[m->type], e.id,
			      (int)(m->end - m->begin), text + m->begin, origins[m->origin]);
	}
}

static void find(struct fixture *f, const char *text, size_t len)
{
	mf_segment(&f->tokens, text, len);
	mf_entities_find(f->gazetteer, NULL, &f->tokens, text, len, &f->mentions);
}

static void golden_rows(void **state)
{
	struct fixture *f = *state;
	struct mf_buf file = MF_BUF_INIT, text = MF_BUF_INIT, want = MF_BUF_INIT, got = MF_BUF_INIT;
	struct mf_error err = MF_ERROR_INIT;
	char *path = golden("entities.txt");
	unsigned line = 0, rows = 0, failed = 0;

	if (mf_file_read(path, 1 << 20, &file, &err))
		fail_msg("%s", err.text);
	mf_buf_addstr(&file, "#\n");
	for (char *at = file.data, *end; *at; at = end + 1) {
		end = strchr(at, '\n');
		line++;
		if (*at == '\t') {
			mf_buf_add(&want, at, (size_t)(end - at) + 1);
			continue;
		}
		if (text.len > 0) {
			find(f, text.data, text.len);
			print_mentions(f, text.data, &got);
			if (strcmp(got.data, want.data) != 0) {
				print_message("entities.txt, before line %u: %s\nexpected:\n%sgot:\n%s", line,
					      text.data, want.data, got.data);
				failed++;
			}
			rows++;
		}
		mf_buf_reset(&text);
		mf_buf_reset(&want);
		if (*at != '#' && at != end)
			mf_buf_add(&text, at, (size_t)(end - at));
	}
	assert_int_equal(failed, 0);
	assert_true(rows > 50);
	free(path);
	mf_buf_release(&file);
	mf_buf_release(&text);
	mf_buf_release(&want);
	mf_buf_release(&got);
}

/* Spans are inside the text, in order, and overlap only where an adjective stands in a name. */
static void spans_are_sound(void **state)
{
	struct fixture *f = *state;
	static const char *const texts[] = {
		"",
		" ",
		"و",
		"وزارة",
		"وزارة الصحة",
		"لل",
		"مدينة",
		"الرئيس",
		"\xff\xfe",
		"قناة \"",
		"في",
		"وزارة الصحة الروسية وزارة الصحة الروسية منظمة \"معاهدة الأمن الجماعي",
		"باسم",
		"الخارجية",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		uint32_t end = 0;

		find(f, texts[i], strlen(texts[i]));
		for (size_t k = 0; k < f->mentions.n; k++) {
			const struct mf_mention *m = &f->mentions.v[k];

			assert_true(m->begin < m->end && m->end <= strlen(texts[i]));
			assert_true(m->first < m->last && m->last <= f->tokens.n);
			assert_true(m->begin >= end || m->type == MF_NISBA);
			end = m->end > end ? m->end : end;
		}
	}
}

/* The same document gives the same mentions, whatever was found before. */
static void nothing_is_remembered(void **state)
{
	struct fixture *f = *state;
	const char *bare = "تحدث توكاييف طويلا.", *full = "تحدث قاسم توكاييف ثم صمت توكاييف.";

	find(f, full, strlen(full));
	assert_int_equal(f->mentions.n, 2);
	find(f, bare, strlen(bare));
	assert_int_equal(f->mentions.n, 0);
}

/* A title outside the text: each knows the people and the context of the other. */
static void title_and_text_are_one(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "قال قاسم جومارت توكاييف إن مجلس الأمن مجتمع.";
	struct mf_annotation_input in = { .title = "",
					  .text = text,
					  .text_len = sizeof text - 1,
					  .date = "",
					  .file_name = "",
					  .day = MF_NO_DAY };
	struct mf_annotation a;
	struct mf_entity e;

	mf_annotation_init(&a, NULL);
	for (int with_person = 0; with_person < 2; with_person++) {
		in.title = with_person ? "توكايف: لا تراجع في كازاخستان" : "سنعود إلى كازاخستان";
		mf_annotate(&a, f->gazetteer, &in);
		assert_int_equal(a.title_names.n, 1 + with_person);
		mf_gazetteer_entity(f->gazetteer, a.title_names.v[0].entity, &e);
		assert_string_equal(e.id, with_person ? "tokayev" : "kz");
		assert_memory_equal(in.title + a.title_names.v[with_person].begin, "كازاخستان",
				    strlen("كازاخستان"));
		assert_int_equal(a.title_names.v[with_person].last, a.title.n);
		assert_int_equal(a.names.n, 2); /* the council is that of the title's country */
		mf_gazetteer_entity(f->gazetteer, a.names.v[1].entity, &e);
		assert_string_equal(e.id, "kz-security-council");
		assert_int_equal(a.text.v[a.text.n - 1].end, sizeof text - 2);
	}
	mf_annotation_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_rows),
		cmocka_unit_test(spans_are_sound),
		cmocka_unit_test(nothing_is_remembered),
		cmocka_unit_test(title_and_text_are_one),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
