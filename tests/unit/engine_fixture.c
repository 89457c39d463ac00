/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/engine_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

static char folder[64];

const char *fixture_folder(void)
{
	if (!*folder) {
		strcpy(folder, "/tmp/mufahris-engine.XXXXXX");
		assert_non_null(mkdtemp(folder));
	}
	return folder;
}

void fixture_remove(void)
{
	if (*folder)
		mf_remove_tree(folder, NULL);
	*folder = '\0';
}

void shell(const char *format, ...)
{
	va_list args;
	char command[2000];
	int len;

	va_start(args, format);
	len = vsnprintf(command, sizeof command, format, args);
	va_end(args);
	assert_in_range(len, 1, sizeof command - 1);
	if (system(command) != 0)
		fail_msg("%s", command);
}

void make_index(const char *name, const char *arguments)
{
	const char *build = getenv("top_builddir");

	shell("%s/mufahris-index -d %s/%s %s >%s/.said 2>&1 || { cat %s/.said >&2; exit 1; }",
	      build ? build : ".", fixture_folder(), name, arguments, folder, folder);
}

struct mf_engine *open_index(const char *name)
{
	char *path = mf_path_join(fixture_folder(), name);
	struct mf_engine *e;
	struct mf_error err = MF_ERROR_INIT;

	if (mf_engine_open(&e, path, &err) < 0)
		fail_msg("%s: %s", path, err.text);
	free(path);
	return e;
}

/* xorshift32 (Marsaglia, 2003) */
uint32_t any(uint32_t below)
{
	static uint32_t x = 2463534242u;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return below ? x % below : 0;
}

void passage_text(struct mf_engine *e, size_t segment, uint32_t passage, struct mf_buf *out)
{
	struct mf_segment *s = &e->index->segment[segment];
	const struct mf_columns *c = &s->columns;
	struct mf_error err = MF_ERROR_INIT;

	mf_buf_reset(out);
	if (mf_segment_text(s, mf_columns_document(c, passage), mf_columns_begin(c, passage),
			    mf_columns_end(c, passage), out, &err) < 0)
		fail_msg("%s", err.text);
}

void passage_name(struct mf_engine *e, size_t segment, uint32_t passage, struct mf_buf *out)
{
	struct mf_segment *s = &e->index->segment[segment];
	uint32_t document = mf_columns_document(&s->columns, passage);
	size_t len;
	const char *id = mf_documents_id(&s->documents, document, &len);

	mf_buf_reset(out);
	mf_buf_printf(out, "%.*s %u", (int)len, id,
		      passage - mf_documents_row(&s->documents, document)->first);
}

bool random_words(struct mf_engine *e, size_t n, struct mf_buf *out)
{
	size_t segment = any((uint32_t)e->index->segments);
	uint32_t passage = any(e->index->segment[segment].columns.n);
	struct mf_buf text = MF_BUF_INIT;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	bool found;

	if (mf_segment_dead(&e->index->segment[segment],
			    mf_columns_document(&e->index->segment[segment].columns, passage)))
		return random_words(e, n, out);
	passage_text(e, segment, passage, &text);
	mf_segment(&tokens, text.data, text.len);
	found = tokens.n >= n;
	if (found) {
		size_t first = any((uint32_t)(tokens.n - n + 1));
		for (size_t i = first; i < first + n; i++)
			mf_buf_printf(out, "%s%.*s", i > first ? " " : "",
				      (int)(tokens.v[i].end - tokens.v[i].begin),
				      text.data + tokens.v[i].begin);
	}
	mf_tokens_release(&tokens);
	mf_buf_release(&text);
	return found;
}

static void add_leaf(struct mf_engine *e, struct mf_buf *out)
{
	static const char *const filters[] = {
		"entity:kz",      "place:kz",
		"person:tokayev", "org:csto",
		"date:2022",      "date:2022-01-05..2022-01-11",
		"date:2022-02..", "date:..2021",
		"date:none",      "source:\"وكالة أنباء القافلة\"",
	};

	static const char *const runs[] = {
		"مئة وأربعة وستون",
		"قاسم جومارت توكاييف",
		"توكايف",
		"كازاخستان",
		"4 آلاف",
		"وزارة الداخلية",
		"للمدن",
		"بدمج",
		"Tokayev",
		"ألما آتا",
	};

	switch (any(13)) {
	case 0:
		mf_buf_addch(out, '"');
		random_words(e, 2 + any(3), out);
		mf_buf_addch(out, '"');
		break;
	case 1:
		mf_buf_addch(out, '"');
		random_words(e, 2 + any(4), out);
		mf_buf_printf(out, "\"~%u", any(6));
		break;
	case 2:
		mf_buf_addch(out, '=');
		random_words(e, 1, out);
		break;
	case 3:
		random_words(e, 1, out);
		mf_buf_addch(out, '*');
		break;
	case 4:
		mf_buf_addstr(out, "title:");
		random_words(e, 1, out);
		break;
	case 5:
		mf_buf_addstr(out, filters[any(sizeof filters / sizeof *filters)]);
		break;
	case 6:
		mf_buf_printf(out, "%u", any(200));
		break;
	case 7:
		mf_buf_addstr(out, runs[any(sizeof runs / sizeof *runs)]);
		break;
	default:
		random_words(e, 1, out);
	}
}

static void add_group(struct mf_engine *e, struct mf_buf *out, unsigned depth)
{
	static const char *const joins[] = {
		" ", " ", " ", " AND ", " OR ", " +", " -", " NOT ", " AND NOT "
	};
	uint32_t n = 1 + any(4);

	for (uint32_t i = 0; i < n; i++) {
		if (i)
			mf_buf_addstr(out, joins[any(sizeof joins / sizeof *joins)]);
		else if (any(8) == 0)
			mf_buf_addstr(out, any(2) ? "-" : "+");
		if (depth < 2 && any(6) == 0) {
			mf_buf_addch(out, '(');
			add_group(e, out, depth + 1);
			mf_buf_addch(out, ')');
		} else {
			add_leaf(e, out);
		}
	}
}

void random_query(struct mf_engine *e, struct mf_buf *out)
{
	mf_buf_reset(out);
	add_group(e, out, 0);
}

/* ---- sets of passages, by name ---- */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void set_add(struct set *s, const char *name)
{
	s->v = mf_grow(s->v, &s->cap, s->n + 1, sizeof(char *));
	s->v[s->n++] = mf_strdup(name);
}

void set_sort(struct set *s)
{
	if (s->n)
		qsort(s->v, s->n, sizeof(char *), compare_names);
}

void set_release(struct set *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->v[i]);
	free(s->v);
	memset(s, 0, sizeof *s);
}

void same_sets(const char *what, const char *query, const struct set *got, const struct set *wanted)
{
	size_t i = 0, k = 0;

	while (i < got->n || k < wanted->n) {
		int order = i == got->n ? 1 : k == wanted->n ? -1 : strcmp(got->v[i], wanted->v[k]);
		if (order < 0)
			fail_msg("%s: %s: %s is too much", what, query, got->v[i]);
		if (order > 0)
			fail_msg("%s: %s: %s is missing", what, query, wanted->v[k]);
		i++;
		k++;
	}
}

void open_both(struct mf_engine **one, struct mf_engine **several)
{
	const char *source = getenv("top_srcdir"), *work = fixture_folder();
	char *arguments = mf_printf("%s/docs", work);

	source = source ? source : ".";
	shell("mkdir %s/docs && cd %s/docs && cp -r %s/corpus/articles/* . && mkdir ../late ../last &&"
	      " mv climate egypt ../late/ && mv libya ../last/",
	      work, work, source);
	shell("cd %s/docs && cp kazakhstan/miners.txt ../kept && cp sudan/october.txt kazakhstan/miners.txt",
	      work);
	make_index("several", arguments);
	shell("cd %s && mv late/* docs/ && cp kept docs/kazakhstan/miners.txt", work);
	make_index("several", arguments);
	shell("cd %s && mv last/* docs/ && rm docs/lebanon/port-night.txt", work);
	free(arguments);
	arguments = mf_printf("--prune %s/docs", work);
	make_index("several", arguments);
	make_index("one", arguments);
	free(arguments);
	*several = open_index("several");
	*one = open_index("one");
}
