/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.c - reading argv by a table. */
#include "wrappers/libc/options.h"

#include <string.h>

#include "wrappers/libc/edits.h"

struct reader {
	const struct mf_program *program;
	int argc, at; /* argv[at] is the next one */
	char **argv;
	struct mf_arena *arena;
	char *target;
	struct mf_strings *operands;
	bool done; /* an option that ends the parsing was met */
};

const char *mf_option_value(const struct mf_option *option, size_t i)
{
	if (option->value)
		return option->value(i);
	return option->values ? option->values[i] : NULL;
}

static const struct mf_option *find_long(const struct mf_program *program, const char *name, size_t len)
{
	for (const struct mf_option *o = program->options; o->kind; o++)
		if (o->name && strlen(o->name) == len && memcmp(o->name, name, len) == 0)
			return o;
	return NULL;
}

static const struct mf_option *find_short(const struct mf_program *program, char letter)
{
	for (const struct mf_option *o = program->options; o->kind; o++)
		if (o->name && o->letter == letter)
			return o;
	return NULL;
}

static unsigned distance(const char *a, size_t a_len, const char *b, unsigned limit)
{
	uint32_t x[MF_EDITS_MAX], y[MF_EDITS_MAX];
	size_t n = mf_edits_letters(a, a_len, x, MF_EDITS_MAX),
	       m = mf_edits_letters(b, strlen(b), y, MF_EDITS_MAX);

	return n && m ? mf_edits(x, n, y, m, limit) : limit + 1;
}

static int find_value(const struct mf_option *o, const char *text, size_t len, size_t *found)
{
	const char *value;

	for (size_t i = 0; (value = mf_option_value(o, i)) != NULL; i++) {
		if (strlen(value) == len && memcmp(value, text, len) == 0) {
			*found = i;
			return 0;
		}
	}
	return MF_E_USAGE;
}

/* Is it one of the words that a name is made of: `since` of new-since? */
static bool is_part(const char *name, const char *text, size_t len)
{
	for (const char *at = strchr(name, '-'); at; at = strchr(at + 1, '-'))
		if (strncmp(at + 1, text, len) == 0 && (!at[len + 1] || at[len + 1] == '-'))
			return true;
	return false;
}

/* The option that was most likely meant: one that takes this word as its value, one that begins so or has it
 * among the words of its name (the shortest such), or the nearest by letters, a third of which may differ. */
static const struct mf_option *likely(const struct mf_program *program, const char *name, size_t len,
				      bool *value)
{
	const struct mf_option *nearest = NULL;
	unsigned best = (unsigned)len / 3 + 1;
	size_t which;

	*value = false;
	for (const struct mf_option *o = program->options; o->kind; o++)
		if (o->name && o->help && o->kind == MF_OPTION_CHOICE &&
		    find_value(o, name, len, &which) == 0) {
			*value = true;
			return o;
		}
	for (const struct mf_option *o = program->options; o->kind && len >= 2; o++) {
		unsigned d;

		if (!o->name || !o->help)
			continue;
		d = strncmp(o->name, name, len) == 0 || is_part(o->name, name, len)
			    ? 1
			    : distance(name, len, o->name, best);
		if (d < best ||
		    (d == 1 && (!nearest || best > 1 || strlen(o->name) < strlen(nearest->name)))) {
			best = d;
			nearest = o;
		}
	}
	return nearest;
}

static int unknown_long(const struct mf_program *program, const char *name, size_t len, struct mf_error *err)
{
	bool value;
	const struct mf_option *o = likely(program, name, len, &value);
	int shown = (int)(len > 60 ? 60 : len);

	if (o)
		mf_error_set(err, MF_E_USAGE, "unknown option --%.*s; the nearest is --%s%s%.*s", shown, name,
			     o->name, value ? "=" : "", value ? shown : 0, name);
	else
		mf_error_set(err, MF_E_USAGE, "unknown option --%.*s", shown, name);
	mf_error_hint(err, "%s --help lists the options", program->name);
	return MF_E_USAGE;
}

/* The error of a value that is not among the accepted ones: names them all. */
static int bad_value(const struct mf_option *o, const char *text, size_t len, struct mf_error *err)
{
	struct mf_buf list = MF_BUF_INIT;
	const char *value;

	for (size_t i = 0; (value = mf_option_value(o, i)) != NULL; i++)
		mf_buf_printf(&list, "%s%s", i ? ", " : "", value);
	mf_error_set(err, MF_E_USAGE, "--%s does not accept '%.*s'; accepted: %s", o->name,
		     (int)(len > 60 ? 60 : len), text, list.data);
	mf_buf_release(&list);
	return MF_E_USAGE;
}

static int set_words(const struct mf_option *o, const char *text, uint32_t *mask, struct mf_error *err)
{
	*mask = 0;
	for (;;) {
		size_t len = strcspn(text, ","), found;

		if (find_value(o, text, len, &found))
			return bad_value(o, text, len, err);
		*mask |= (uint32_t)1 << found;
		if (!text[len])
			return 0;
		text += len + 1;
	}
}

static int bad_number(const struct mf_option *o, const char *text, struct mf_error *err)
{
	const char *what = o->kind == MF_OPTION_SIZE ? "a size such as 64K, 512M or 2G" : "a whole number";

	if (o->max)
		return mf_error_set(err, MF_E_USAGE,
				    "--%s does not accept '%.60s'; accepted: %s from %llu to %llu", o->name,
				    text, what, (unsigned long long)o->min, (unsigned long long)o->max);
	return mf_error_set(err, MF_E_USAGE, "--%s does not accept '%.60s'; accepted: %s of at least %llu",
			    o->name, text, what, (unsigned long long)o->min);
}

static int set_number(const struct mf_option *o, const char *text, uint64_t *out, struct mf_error *err)
{
	const char *p = text;
	uint64_t value = 0;
	unsigned shift = 0;

	if (*p < '0' || *p > '9')
		return bad_number(o, text, err);
	for (; *p >= '0' && *p <= '9'; p++) {
		if (__builtin_mul_overflow(value, 10u, &value) ||
		    __builtin_add_overflow(value, (uint64_t)(*p - '0'), &value))
			return bad_number(o, text, err);
	}
	if (o->kind == MF_OPTION_SIZE && *p) {
		static const char units[] = "KMGkmg";
		const char *unit = strchr(units, *p);

		if (!unit || p[1])
			return bad_number(o, text, err);
		shift = 10 * ((unsigned)(unit - units) % 3 + 1);
		p++;
	}
	if (*p || (shift && value > UINT64_MAX >> shift))
		return bad_number(o, text, err);
	value <<= shift;
	if (value < o->min || (o->max && value > o->max))
		return bad_number(o, text, err);
	*out = value;
	return 0;
}

static void add_string(struct reader *r, struct mf_strings *list, const char *text)
{
	if (!list->n) /* argc bounds every list */
		list->item = mf_arena_alloc(r->arena, (size_t)r->argc * sizeof *list->item);
	list->item[list->n++] = text;
}

static int missing(const struct mf_option *o, struct mf_error *err)
{
	if (mf_option_value(o, 0))
		return bad_value(o, "", 0, err);
	return mf_error_set(err, MF_E_USAGE, "--%s needs a value: --%s=%s", o->name, o->name, o->arg);
}

static int set_value(struct reader *r, const struct mf_option *o, const char *text, struct mf_error *err)
{
	void *field = r->target + o->at;
	size_t found;

	if (text && !*text && text != o->bare && !o->empty &&
	    (o->kind == MF_OPTION_TEXT || o->kind == MF_OPTION_LIST))
		return missing(o, err);
	switch (o->kind) {
	case MF_OPTION_FLAG:
		*(bool *)field = true;
		break;
	case MF_OPTION_NUMBER:
	case MF_OPTION_SIZE:
		return set_number(o, text, field, err);
	case MF_OPTION_CHOICE:
		if (find_value(o, text, strlen(text), &found))
			return bad_value(o, text, strlen(text), err);
		*(unsigned *)field = (unsigned)found;
		break;
	case MF_OPTION_WORDS:
		return set_words(o, text, field, err);
	case MF_OPTION_TEXT:
		*(const char **)field = text;
		break;
	case MF_OPTION_LIST:
		add_string(r, field, text);
		break;
	case MF_OPTION_GROUP:
	case MF_OPTION_END:
		break;
	}
	r->done |= o->last;
	return 0;
}

static int read_long(struct reader *r, const char *arg, struct mf_error *err)
{
	size_t len = strcspn(arg, "=");
	const struct mf_option *o = find_long(r->program, arg, len);
	const char *text = arg[len] ? arg + len + 1 : NULL;

	if (!o)
		return unknown_long(r->program, arg, len, err);
	if (o->kind == MF_OPTION_FLAG) {
		if (text)
			return mf_error_set(err, MF_E_USAGE, "--%s takes no value, but '%.60s' was given",
					    o->name, text);
	} else if (!text) {
		if (o->bare)
			text = o->bare;
		else if (r->at < r->argc)
			text = r->argv[r->at++];
		else
			return missing(o, err);
	}
	return set_value(r, o, text, err);
}

static int read_short(struct reader *r, const char *arg, struct mf_error *err)
{
	int code = 0;

	for (; *arg && code == 0 && !r->done; arg++) {
		const struct mf_option *o = find_short(r->program, *arg);
		const char *text;

		if (!o) {
			mf_error_set(err, MF_E_USAGE, "unknown option -%c", *arg);
			mf_error_hint(err,
				      "%s --help lists the options; a query that begins with - goes after --",
				      r->program->name);
			return MF_E_USAGE;
		}
		if (o->kind == MF_OPTION_FLAG) {
			code = set_value(r, o, NULL, err);
			continue;
		}
		text = arg[1] ? arg + 1 : o->bare;
		if (!text && r->at < r->argc)
			text = r->argv[r->at++];
		return text ? set_value(r, o, text, err) : missing(o, err);
	}
	return code;
}

int mf_options_parse(const struct mf_program *program, int argc, char **argv, struct mf_arena *arena,
		     void *target, struct mf_strings *operands, struct mf_error *err)
{
	struct reader r = { program, argc, 1, argv, arena, target, operands, false };
	bool only_operands = false;
	int code = 0;

	*operands = (struct mf_strings){ NULL, 0 };
	while (r.at < argc && code == 0 && !r.done) {
		const char *arg = argv[r.at++];

		if (only_operands || arg[0] != '-' || !arg[1] || (unsigned char)arg[1] >= 0x80)
			add_string(&r, operands, arg);
		else if (strcmp(arg, "--") == 0)
			only_operands = true;
		else if (arg[1] == '-')
			code = read_long(&r, arg + 2, err);
		else
			code = read_short(&r, arg + 1, err);
	}
	return code;
}
