/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The gazetteer: reading Turtle, what it says of bad rows, CLDR, the compiled block, looking names up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "indexer/analysis/names/gazetteer.h"
#include "wrappers/icu/translit.h"
#include "wrappers/libc/mem.h"

#define PREFIXES                                                                                             \
	"@prefix : <https://mufahris.example/entity/> .\n"                                                   \
	"@prefix g: <https://mufahris.example/gazetteer#> .\n"                                               \
	"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"                                           \
	"@prefix schema: <https://schema.org/> .\n"
#define FIRST_LINE 5 /* of what follows the prefixes */

static void on_problem(void *ctx, const struct mf_error *problem)
{
	mf_buf_printf(ctx, "%s\n", problem->text);
}

struct built {
	struct mf_gazetteer *g;
	struct mf_buf block, said;
};

static struct built build(bool cldr, const char *const *files, size_t n)
{
	struct built out = { NULL, MF_BUF_INIT, MF_BUF_INIT };
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(on_problem, &out.said);
	struct mf_error err = MF_ERROR_INIT;

	if (cldr)
		assert_int_equal(mf_gazetteer_add_cldr(b, &err), 0);
	for (size_t i = 0; i < n; i++) {
		char name[] = { (char)('a' + i), '.', 't', 't', 'l', '\0' };
		struct mf_buf text = MF_BUF_INIT;

		mf_buf_printf(&text, "%s%s", PREFIXES, files[i]);
		assert_int_equal(mf_gazetteer_add_turtle(b, name, text.data, text.len, &err), 0);
		mf_buf_release(&text);
	}
	assert_int_equal(mf_gazetteer_compile(b, &out.block, &err), 0);
	assert_int_equal(mf_gazetteer_open(&out.g, out.block.data, out.block.len, &err), 0);
	mf_gazetteer_builder_free(b);
	return out;
}

static void drop(struct built *built)
{
	mf_gazetteer_close(built->g);
	mf_buf_release(&built->block);
	mf_buf_release(&built->said);
}

/* The ids that a name looks up to, with blanks between. */
static const char *ids(const struct mf_gazetteer *g, const char *name)
{
	static char out[400];
	uint32_t found[8];
	size_t n = mf_gazetteer_lookup(g, name, strlen(name), found, 8);

	*out = '\0';
	for (size_t i = 0; i < n; i++) {
		struct mf_entity e;

		mf_gazetteer_entity(g, found[i], &e);
		if (i > 0)
			strcat(out, " ");
		strcat(out, e.id);
	}
	return out;
}

static struct mf_entity entity(const struct mf_gazetteer *g, const char *id)
{
	uint32_t number = mf_gazetteer_by_id(g, id, strlen(id));
	struct mf_entity e;

	if (number == MF_NO_ENTITY)
		fail_msg("no entity '%s'", id);
	mf_gazetteer_entity(g, number, &e);
	return e;
}

static const char *const sample[] = {
	":almaty a skos:Concept, schema:City ; skos:prefLabel \"ألماتي\"@ar, \"Almaty\"@en, \"Алматы\"@ru ;\n"
	" skos:altLabel \"ألما آتا\"@ar ; skos:broader :kz ; skos:exactMatch "
	"<http://www.wikidata.org/entity/Q35493> .\n"
	":almaty-region a schema:AdministrativeArea ; skos:prefLabel \"منطقة ألماتي\"@ar .\n"
	":tokayev a schema:Person ; skos:prefLabel \"قاسم جومارت توكاييف\"@ar, \"Kassym-Jomart Tokayev\"@en "
	".\n"
	":ru skos:altLabel \"روسيا الاتحادية\"@ar .\n"
	":algiers a schema:City ; skos:prefLabel \"الجزائر العاصمة\"@ar ; skos:altLabel \"الجزائر\"@ar ; "
	"skos:broader :dz .\n",
};

static void cldr_and_turtle_meet(void **state)
{
	struct built b = build(true, sample, 1);
	struct mf_entity e = entity(b.g, "almaty");

	(void)state;
	assert_string_equal(b.said.data, "");
	assert_string_equal(e.label, "ألماتي");
	assert_string_equal(e.label_en, "Almaty");
	assert_string_equal(e.match, "http://www.wikidata.org/entity/Q35493");
	assert_int_equal(e.type, MF_PLACE);
	assert_int_equal(e.broader, mf_gazetteer_by_id(b.g, "kz", 2));
	assert_string_equal(entity(b.g, "ru").label, "روسيا");
	assert_string_equal(ids(b.g, "روسيا الاتحادية"), "ru");
	assert_string_equal(ids(b.g, "Россия"), "ru");
	assert_string_equal(ids(b.g, "الجزائر"), "dz"); /* its capital has a name of its own */
	assert_string_equal(ids(b.g, "الجزائر العاصمة"), "algiers");
	assert_string_equal(ids(b.g, "وزارة الدفاع في الجزائر"), "dz-defence");
	assert_string_equal(ids(b.g, "وزارة دفاع الجزائر"), "dz-defence");
	assert_int_equal(mf_gazetteer_by_id(b.g, "eu", 2),
			 MF_NO_ENTITY);                          /* no country: the project names it itself */
	assert_string_equal(entity(b.g, "mm").label, "ميانمار"); /* without its brackets */
	drop(&b);
}

static void false_friends_are_gone(void **state)
{
	static const char *const words[] = { "ترك",   "سول",  "سمراء",  "نوم", "المالية",
					     "كلاوس", "ديلي", "العيون", "سنتر" };
	struct built b = build(true, NULL, 0);

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_string_equal(ids(b.g, words[i]), "");
	assert_string_equal(ids(b.g, "سيول"), "seoul");
	drop(&b);
}

static void every_name_finds_its_entity(void **state)
{
	static const struct {
		const char *name, *ids;
	} rows[] = {
		{ "ألماتي", "almaty" },
		{ "الماتى", "almaty" },
		{ "ALMATY", "almaty" },
		{ "алматы", "almaty" },
		{ "الما آتا", "almaty" },
		{ "المااتا", "almaty" },
		{ "مدينة ألما آتا", "almaty" },
		{ "منطقة ألماتي", "almaty-region" },
		{ "إقليم ألماتي", "almaty-region" },
		{ "توكاييف", "tokayev" },
		{ "Tokayev", "tokayev" },
		{ "tokayev", "tokayev" },
		{ "وزارة الصحة الكازاخية", "kz-health" },
		{ "وزارة الصحة في كازاخستان", "kz-health" },
		{ "وزارة خارجية فرنسا", "fr-mfa" },
		{ "الخارجية الأمريكية", "us-state" },
		{ "الكازاخستاني", "kz" },
		{ "الكورية الجنوبية", "kr" },
		{ "kz", "kz" },
		{ "وزارة الصحة", "" },
		{ "قاسم", "" },
		{ "", "" },
		{ "لا أحد", "" },
		{ "ألماتي كازاخستان", "" },
	};
	struct built b = build(true, sample, 1);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(ids(b.g, rows[i].name), rows[i].ids) != 0)
			fail_msg("%s: %s, not %s", rows[i].name, ids(b.g, rows[i].name), rows[i].ids);
	drop(&b);
}

static void later_files_override(void **state)
{
	static const char *const files[] = {
		":x a schema:Person ; skos:prefLabel \"زيد الأول\"@ar, \"Zayd\"@en ; skos:altLabel \"أبو "
		"عمرو\"@ar .\n",
		":x skos:prefLabel \"زيد الثاني\"@ar ; skos:exactMatch <urn:x> .\n",
	};
	struct built b = build(false, files, 2);

	(void)state;
	assert_string_equal(b.said.data, "");
	assert_int_equal(mf_gazetteer_count(b.g), 1);
	assert_string_equal(entity(b.g, "x").label, "زيد الثاني");
	assert_string_equal(entity(b.g, "x").label_en, "Zayd");
	assert_string_equal(entity(b.g, "x").match, "urn:x");
	assert_string_equal(ids(b.g, "زيد الأول"), "x");
	assert_string_equal(ids(b.g, "أبو عمرو"), "x");
	drop(&b);
}

/* What is said of a file, and how many entities come out of it. */
static void bad_rows_are_named(void **state)
{
	static const struct {
		const char *ttl;
		long line; /* of the report, from that of the first row */
		const char *says;
		uint32_t left;
	} rows[] = {
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar .\n", 0, NULL, 1 },
		{ ":x a schema:Person ;\n skos:prefLabel \"زيد\" .\n", 1, "no language", 0 },
		{ ":x a schema:Person ;\n\n skos:prefLabel \"زيد\"@ar, \"عمرو\"@ar .\n", 2,
		  "prefLabel@ar already", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar ;\n skos:altLabel \"زيد\"@ar .\n", 1,
		  "already (prefLabel)", 1 },
		{ ":x a schema:Wizard ; skos:prefLabel \"زيد\"@ar .\n", 0, "unknown type 'Wizard'", 0 },
		{ ":x skos:prefLabel \"زيد\"@ar .\n", 0, "no type", 0 },
		{ ":x a schema:Person ; skos:prefLabel \"Zayd\"@en .\n", 0, "no Arabic prefLabel", 0 },
		{ ":x a schema:Person ;\n a schema:City ; skos:prefLabel \"زيد\"@ar .\n", 1, "person already",
		  1 },
		{ ":X a schema:Person ; skos:prefLabel \"زيد\"@ar .\n", 0, "is no id", 0 },
		{ "<urn:x> a schema:Person ; skos:prefLabel \"زيد\"@ar .\n", 0, "not in the namespace", 0 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar ;\n skos:broder :y .\n", 1,
		  "unknown property", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar ; skos:broader :y .\n", 0,
		  "which is not there", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar ;\n g:exact \"maybe\" .\n", 1,
		  "neither true nor false", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar ; skos:altLabel \"زي\"@ar .\n", 0,
		  "too short", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"الحكومة\"@ar .\n", 0, "ordinary word", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar ; skos:altLabel :y .\n", 0,
		  "in quotes is wanted", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar .\n:y a schema:City ; skos:prefLabel "
		  "\"زيد\"@ar .\n",
		  1, "stands for 'x' and for 'y'", 2 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\n\"@ar .\n:y a schema:City ; skos:prefLabel "
		  "\"عمرو\"@ar .\n",
		  0, "line end in short string", 1 },
		{ ":x a schema:Person ; skos:prefLabel \"زيد\"@ar\n:y a schema:City ; skos:prefLabel "
		  "\"عمرو\"@ar .\n"
		  ":z a schema:City ; skos:prefLabel \"بكر\"@ar .\n",
		  1, "missing ';' or '.'", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct built b = build(false, &rows[i].ttl, 1);
		char place[32];

		snprintf(place, sizeof place, "a.ttl:%ld: ", FIRST_LINE + rows[i].line);
		if (!rows[i].says)
			assert_string_equal(b.said.data, "");
		else if (!strstr(b.said.data, rows[i].says) || !strstr(b.said.data, place))
			fail_msg("wanted '%s...%s', got '%s' for\n%s", place, rows[i].says, b.said.data,
				 rows[i].ttl);
		if (mf_gazetteer_count(b.g) != rows[i].left)
			fail_msg("%u entities of\n%s", mf_gazetteer_count(b.g), rows[i].ttl);
		drop(&b);
	}
}

static void same_sources_same_bytes(void **state)
{
	struct built a = build(true, sample, 1), b = build(true, sample, 1), c = build(true, NULL, 0);

	(void)state;
	assert_int_equal(a.block.len, b.block.len);
	assert_memory_equal(a.block.data, b.block.data, a.block.len);
	assert_true(mf_gazetteer_fingerprint(a.g) == mf_gazetteer_fingerprint(b.g));
	assert_true(mf_gazetteer_fingerprint(a.g) != mf_gazetteer_fingerprint(c.g));
	drop(&a);
	drop(&b);
	drop(&c);
}

static void damage_is_seen(void **state)
{
	struct built b = build(false, sample, 1);
	struct mf_error err = MF_ERROR_INIT;
	struct mf_gazetteer *g = NULL;
	char *copy = mf_malloc(b.block.len);

	(void)state;
	for (size_t cut = 0; cut < b.block.len; cut += 1 + b.block.len / 50)
		assert_int_equal(mf_gazetteer_open(&g, b.block.data, cut, &err), MF_E_CORRUPT);
	for (size_t at = 0; at < b.block.len; at += 1 + b.block.len / 200) {
		memcpy(copy, b.block.data, b.block.len);
		copy[at] = (char)(copy[at] ^ 4);
		if (mf_gazetteer_open(&g, copy, b.block.len, &err) == 0) {
			mf_gazetteer_close(g);
			fail_msg("byte %zu is wrong, and nobody says so", at);
		}
		assert_int_equal(err.code, MF_E_CORRUPT);
	}
	free(copy);
	drop(&b);
}

static void entities_are_in_order_of_id(void **state)
{
	struct built b = build(true, sample, 1);
	struct mf_entity e = { .id = "" };

	(void)state;
	for (uint32_t i = 0; i < mf_gazetteer_count(b.g); i++) {
		const char *before = e.id;

		mf_gazetteer_entity(b.g, i, &e);
		assert_true(strcmp(before, e.id) < 0);
		assert_true(*e.label != '\0');
		assert_int_equal(mf_gazetteer_by_id(b.g, e.id, strlen(e.id)), i);
	}
	assert_int_equal(mf_gazetteer_by_id(b.g, "k", 1), MF_NO_ENTITY);
	assert_int_equal(mf_gazetteer_by_id(b.g, "", 0), MF_NO_ENTITY);
	drop(&b);
}

static void nearest_crosses_scripts(void **state)
{
	static const struct {
		const char *typed, *id;
	} rows[] = {
		{ "Tokaiev", "tokayev" }, { "Токайев", "tokayev" }, { "توكييف", "tokayev" },
		{ "Almati", "almaty" },   { "كازخستان", "kz" },     { "Kazachstan", "kz" },
	};
	struct built b = build(true, sample, 1);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t found[5];
		size_t n = mf_gazetteer_nearest(b.g, rows[i].typed, strlen(rows[i].typed), found, 5);
		struct mf_entity e;

		assert_int_equal(n, 5);
		mf_gazetteer_entity(b.g, found[0], &e);
		assert_string_equal(e.id, rows[i].id);
	}
	assert_int_equal(mf_gazetteer_nearest(b.g, "", 0, (uint32_t[5]){ 0 }, 5), 0);
	drop(&b);
}

static void match_takes_the_longest_run(void **state)
{
	struct built b = build(true, sample, 1);
	struct mf_tokens t = MF_TOKENS_INIT;
	const char *query = "أخبار روسيا الاتحادية ألماتي وزارة الصحة الكازاخية";
	uint32_t out[4];
	size_t used;

	(void)state;
	mf_segment(&t, query, strlen(query));
	assert_int_equal(mf_gazetteer_match(b.g, &t, 0, t.n, out, 4, &used), 0);
	assert_int_equal(mf_gazetteer_match(b.g, &t, 1, t.n, out, 4, &used), 1);
	assert_int_equal(used, 2);
	assert_int_equal(out[0], mf_gazetteer_by_id(b.g, "ru", 2));
	assert_int_equal(mf_gazetteer_match(b.g, &t, 1, 2, out, 4, &used), 1);
	assert_int_equal(used, 1);
	assert_int_equal(mf_gazetteer_match(b.g, &t, 4, t.n, out, 4, &used), 1);
	assert_int_equal(used, 3);
	assert_int_equal(out[0], mf_gazetteer_by_id(b.g, "kz-health", 9));
	mf_tokens_release(&t);
	drop(&b);
}

static int count_name(void *ctx, const char *name, size_t len)
{
	size_t *n = ctx;

	assert_int_equal(strlen(name), len);
	return ++*n == 3;
}

/* What people type into a filter: ids in capitals, last names, acronyms, names that several bear. */
static void what_is_asked_by_is_found(void **state)
{
	static const char *const files[] = {
		":aone a schema:Person ; skos:prefLabel \"راغد شيبوب\"@ar, \"Raghed Shayboub\"@en ; g:noPartial true .\n"
		":atwo a schema:Person ; skos:prefLabel \"زاهر شيبوب\"@ar, \"Zaher Shayboub\"@en .\n"
		":dune a schema:Person ; skos:prefLabel \"أيمن الرملي\"@ar, \"Ayman al-Ramli\"@en ; g:noPartial true .\n"
		":zarnuq a schema:City ; skos:prefLabel \"زرنوق\"@ar, \"Zarnuq\"@en .\n"
		":zarnuq-east a schema:City ; skos:prefLabel \"زرنوق الشرقية\"@ar, \"Zarnuq, East\"@en .\n"
		":salt a schema:Organization ; skos:prefLabel \"هيئة الملح\"@ar, \"Salt Board\"@en ; skos:altLabel \"SB\"@en .\n"
		":flit a schema:Corporation ; skos:prefLabel \"شركة فليتر\"@ar, \"Flitter, Inc.\"@en .\n"
	};
	static const char *const rows[][2] = {
		{ "ZARNUQ-EAST", "zarnuq-east" },
		{ "KZ", "kz" },
		{ "Shayboub", "atwo aone" },
		{ "Ramli", "dune" },
		{ "al-Ramli", "dune" },
		{ "Zarnuq", "zarnuq zarnuq-east" },
		{ "SB", "salt" },
		{ "Flitter", "flit" },
		{ "فليتر", "flit" },
		{ "Algérie", "dz" },
		{ "Liban", "lb" },
		{ "Maroc", "ma" },
		{ "nobody", "" },
	};
	struct built b = build(true, files, 1);
	struct mf_tokens t = MF_TOKENS_INIT;
	uint32_t found[4];
	size_t used;

	(void)state;
	assert_string_equal(b.said.data, "");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(ids(b.g, rows[i][0]), rows[i][1]);
	mf_segment(&t, "Shayboub speaks", strlen("Shayboub speaks"));
	assert_int_equal(mf_gazetteer_match(b.g, &t, 0, t.n, found, 4, &used), 2);
	assert_int_equal(used, 1);
	mf_tokens_release(&t);
	drop(&b);
}

static void names_can_be_listed(void **state)
{
	struct built b = build(true, sample, 1);
	size_t n = 0;

	(void)state;
	mf_gazetteer_names(b.g, mf_gazetteer_by_id(b.g, "almaty", 6), count_name, &n);
	assert_int_equal(n, 3); /* stopped by itself before the fourth */
	n = 10;
	mf_gazetteer_names(b.g, mf_gazetteer_by_id(b.g, "tokayev", 7), count_name, &n);
	assert_int_equal(n, 12);
	drop(&b);
}

static void foreign_names_in_arabic(void **state)
{
	struct mf_buf out = MF_BUF_INIT;

	(void)state;
	assert_int_equal(mf_translit_arabic("Putin", 5, &out), 0);
	assert_string_equal(out.data, "بوتين");
	mf_buf_reset(&out);
	assert_int_equal(mf_translit_arabic("Токаев", strlen("Токаев"), &out), 0);
	assert_string_equal(out.data, "توكاييف");
	mf_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cldr_and_turtle_meet),
		cmocka_unit_test(false_friends_are_gone),
		cmocka_unit_test(every_name_finds_its_entity),
		cmocka_unit_test(later_files_override),
		cmocka_unit_test(bad_rows_are_named),
		cmocka_unit_test(same_sources_same_bytes),
		cmocka_unit_test(damage_is_seen),
		cmocka_unit_test(entities_are_in_order_of_id),
		cmocka_unit_test(nearest_crosses_scripts),
		cmocka_unit_test(match_takes_the_longest_run),
		cmocka_unit_test(what_is_asked_by_is_found),
		cmocka_unit_test(names_can_be_listed),
		cmocka_unit_test(foreign_names_in_arabic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
