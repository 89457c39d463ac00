/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "search/output/writer.h"
#include "search/saved.h"
#include "wrappers/ini/ini.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

struct reading {
	struct mf_arena *arena;
	struct mf_strings *out;
	size_t cap;
};

static void add(struct mf_strings *list, size_t *cap, struct mf_arena *arena, const char *text)
{
	if (list->n == *cap) {
		size_t more = *cap ? *cap * 2 : 16;
		const char **grown = mf_arena_alloc(arena, more * sizeof *grown);
		if (list->n)
			memcpy(grown, list->item, list->n * sizeof *grown);
		list->item = grown;
		*cap = more;
	}
	list->item[list->n++] = text;
}

static const struct mf_option *option_of(const char *name)
{
	for (const struct mf_option *o = mf_search_program.options; o->kind; o++)
		if (o->name && strcmp(o->name, name) == 0)
			return o;
	return NULL;
}

/* yes is 1, no is 0, anything else -1 */
static int yes_or_no(const char *value)
{
	static const char *const words[] = { "no", "yes", "off", "on", "false", "true", "0", "1" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(value, words[i]) == 0)
			return i % 2;
	return -1;
}

/* Options that are an errand, not a wish. */
static bool is_errand(const struct mf_option *o)
{
	static const char *const errands[] = { "show", "suggest", "batch", "save", "saved", "forget", NULL };

	for (size_t i = 0; errands[i]; i++)
		if (strcmp(o->name, errands[i]) == 0)
			return true;
	return o->last;
}

/* The argument must be good by itself, so that the message can name its line. */
static int try_argument(struct reading *r, const char *argument, struct mf_error *err)
{
	struct mf_search_options scratch;
	struct mf_strings operands;
	char *argv[] = { NULL, mf_arena_strdup(r->arena, argument), NULL };
	int rc;

	memset(&scratch, 0, sizeof scratch);
	rc = mf_options_parse(&mf_search_program, 2, argv, r->arena, &scratch, &operands, err);
	if (rc == 0)
		add(r->out, &r->cap, r->arena, argument);
	return rc;
}

static int take_pair(void *ctx, const char *section, const char *name, const char *value,
		     struct mf_error *err)
{
	struct reading *r = ctx;
	const struct mf_option *o;
	int on;

	if (strcmp(section, "ranking") == 0)
		return try_argument(r, mf_arena_printf(r->arena, "--ranking=%s=%s", name, value), err);
	if (strcmp(section, "search") != 0) {
		mf_error_set(err, MF_E_INPUT, "there is no section [%s]", section);
		mf_error_hint(err, "[search] takes long options, [ranking] takes weights");
		return MF_E_INPUT;
	}
	o = option_of(name);
	if (o && is_errand(o)) {
		mf_error_set(err, MF_E_INPUT, "--%s cannot stand in a configuration", name);
		mf_error_hint(err, "remove the line");
		return MF_E_INPUT;
	}
	if (!o || o->kind != MF_OPTION_FLAG)
		return try_argument(r, mf_arena_printf(r->arena, "--%s=%s", name, value), err);
	on = yes_or_no(value);
	if (on < 0)
		return mf_error_set(err, MF_E_INPUT, "--%s does not accept '%.60s'; accepted: yes, no", name,
				    value);
	return on ? try_argument(r, mf_arena_printf(r->arena, "--%s", name), err) : 0;
}

int mf_config_arguments(struct mf_arena *arena, struct mf_strings *out, struct mf_error *err)
{
	const char *given = getenv("MUFAHRIS_CONFIG"), *folder = getenv("XDG_CONFIG_HOME"),
		   *home = getenv("HOME");
	struct reading r = { arena, out, 0 };
	const char *path = given;
	int rc;

	*out = (struct mf_strings){ NULL, 0 };
	if (given && !*given)
		return 0;
	if (!given && folder && *folder)
		path = mf_arena_printf(arena, "%s/mufahris/config", folder);
	else if (!given)
		path = mf_arena_printf(arena, "%s/.config/mufahris/config", home ? home : ".");
	rc = mf_ini_read(path, take_pair, &r, err);
	if (rc == MF_E_NOTFOUND && !given)
		return 0;
	if (rc == MF_E_NOTFOUND)
		mf_error_hint(err, "$MUFAHRIS_CONFIG names it; an empty one means no configuration");
	return rc;
}

/* ---- all of it together ---- */

struct vector {
	struct mf_strings list;
	size_t cap;
	struct mf_arena *arena;
};

static void push(struct vector *v, const char *text)
{
	add(&v->list, &v->cap, v->arena, text);
}

static bool is_operand(const struct mf_strings *operands, const char *arg)
{
	for (size_t i = 0; i < operands->n; i++)
		if (operands->item[i] == arg) /* the very one, not one that reads the same */
			return true;
	return false;
}

/* Adds a sentence to what readers are told. */
static void note(struct vector *v, const char **notes, const char *text)
{
	*notes = *notes ? mf_arena_printf(v->arena, "%s; %s", *notes, text) : text;
}

/* What a kept query stands for, as one would type it. */
static const char *in_words(struct vector *v, const struct mf_strings *options, const char *query)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *copy;

	for (size_t i = 0; i < options->n; i++)
		mf_buf_printf(&text, "%s%s", i ? " " : "", options->item[i]);
	mf_buf_printf(&text, "%s%s", text.len && *query ? " " : "", query);
	copy = mf_arena_strndup(v->arena, text.data, text.len);
	mf_buf_release(&text);
	return copy;
}

/* The options of kept queries; in `operands` their words take the place of @NAME.  What is no kept query is a
 * word. */
static int take_saved(struct vector *v, struct mf_strings *operands, const char **notes, struct mf_error *err)
{
	for (size_t i = 0; i < operands->n; i++) {
		const char *name = operands->item[i], *query;
		struct mf_strings options;
		int rc;
		if (name[0] != '@' || !name[1])
			continue;
		rc = mf_saved_load(name + 1, v->arena, &options, &query, err);
		if (rc == MF_E_NOTFOUND || rc == MF_E_USAGE) {
			note(v, notes,
			     mf_arena_printf(v->arena,
					     _("no query is kept as %s, so it is searched as a word"), name));
			continue;
		}
		if (rc < 0)
			return rc;
		note(v, notes, mf_arena_printf(v->arena, _("%s is %s"), name, in_words(v, &options, query)));
		for (size_t k = 0; k < options.n; k++)
			push(v, options.item[k]);
		operands->item[i] = query;
	}
	return 0;
}

static bool names_saved(const struct mf_strings *operands)
{
	for (size_t i = 0; i < operands->n; i++)
		if (operands->item[i][0] == '@' && operands->item[i][1])
			return true;
	return false;
}

/* ---- options that say nothing alone ---- */

struct need {
	const char *option; /* does nothing ... */
	const char *with;   /* ... without one of these */
	size_t at, size;    /* its field */
	bool (*met)(const struct mf_search_options *o);
};

static bool has_facets(const struct mf_search_options *o)
{
	return o->facets;
}

static bool has_collocates(const struct mf_search_options *o)
{
	return o->study == MF_STUDY_COLLOCATES;
}

static bool has_concordance(const struct mf_search_options *o)
{
	return o->study == MF_STUDY_CONCORDANCE;
}

static bool has_words(const struct mf_search_options *o)
{
	return o->study == MF_STUDY_FREQ || o->study == MF_STUDY_NGRAMS || o->study == MF_STUDY_COLLOCATES;
}

static bool has_entity(const struct mf_search_options *o)
{
	return o->entity.n || o->person.n || o->place.n || o->org.n;
}

static bool has_place(const struct mf_search_options *o)
{
	return o->entity.n || o->place.n || (o->query && *o->query);
}

static bool has_trec(const struct mf_search_options *o)
{
	return mf_writer_formats[o->format] == &mf_writer_trec;
}

/* Of what was typed; a configuration may hold what is used now and then.  `out` is all together. */
static int check_needs(const struct mf_search_options *given, const struct mf_search_options *out,
		       struct mf_error *err)
{
#define FIELD(name) offsetof(struct mf_search_options, name), sizeof given->name
	static const struct need needs[] = {
		{ "facet-limit", "--facets", FIELD(facet_limit), has_facets },
		{ "window", "--collocates", FIELD(window), has_collocates },
		{ "context", "--concordance or --format=kwic", FIELD(context), has_concordance },
		{ "kwic-sort", "--concordance or --format=kwic", FIELD(kwic_sort), has_concordance },
		{ "no-stop-words", "--freq, --ngrams or --collocates", FIELD(no_stop_words), has_words },
		{ "within", "--entity, --person, --place or --org", FIELD(within), has_entity },
		{ "narrower", "--place, --entity or a query", FIELD(narrower), has_place },
		{ "tag", "--format=trec", FIELD(tag), has_trec },
	};
#undef FIELD

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
		const struct need *n = &needs[i];
		if (memcmp((const char *)given + n->at, (const char *)&mf_search_defaults + n->at, n->size) ==
			    0 ||
		    n->met(out))
			continue;
		return mf_error_set(err, MF_E_USAGE, "--%s does nothing without %s", n->option, n->with);
	}
	return 0;
}

int mf_search_options_read(int argc, char **argv, struct mf_arena *arena, struct mf_search_options *out,
			   struct mf_error *err)
{
	struct vector v = { { NULL, 0 }, 0, arena };
	struct mf_strings operands, config, replaced;
	struct mf_search_options given;
	const char *notes = NULL;
	int rc;

	given = mf_search_defaults;
	rc = mf_options_parse(&mf_search_program, argc, argv, arena, &given, &operands, err);
	if (rc == 0 && !given.help && !given.version && !given.print_completion)
		rc = mf_config_arguments(arena, &config, err);
	else
		config = (struct mf_strings){ NULL, 0 };
	if (rc < 0)
		return rc;
	if (!config.n && !names_saved(&operands)) {
		rc = mf_search_options_parse(argc, argv, arena, out, err);
		return rc < 0 || out->help || out->version ? rc : check_needs(&given, out, err);
	}
	push(&v, argc ? argv[0] : "");
	for (size_t i = 0; i < config.n; i++)
		push(&v, config.item[i]);
	replaced.n = operands.n;
	replaced.item = mf_arena_alloc(arena, (operands.n + 1) * sizeof *replaced.item);
	if (operands.n)
		memcpy(replaced.item, operands.item, operands.n * sizeof *replaced.item);
	rc = take_saved(&v, &replaced, &notes, err);
	if (rc < 0)
		return rc;
	for (int i = 1; i < argc; i++)
		if (!is_operand(&operands, argv[i]) &&
		    (strcmp(argv[i], "--") != 0 || (i + 1 < argc && !is_operand(&operands, argv[i + 1]))))
			push(&v, argv[i]);
	push(&v, "--");
	for (size_t i = 0; i < replaced.n; i++)
		if (*replaced.item[i])
			push(&v, replaced.item[i]);
	rc = mf_search_options_parse((int)v.list.n, (char **)v.list.item, arena, out, err);
	out->note = notes;
	return rc < 0 ? rc : check_needs(&given, out, err);
}
