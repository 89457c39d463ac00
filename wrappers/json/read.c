/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read.c - JSON read by jansson. */
#include "wrappers/json/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/utf8.h"

/* struct mf_json_value is jansson's json_t under a name of ours. */
static const json_t *theirs(const struct mf_json_value *value)
{
	return (const json_t *)(const void *)value;
}

static const struct mf_json_value *ours(const json_t *value)
{
	return (const struct mf_json_value *)(const void *)value;
}

/* jansson quotes a piece of the text in its reason ("... near 'x'"); the column says it better. */
static int parse_error(const json_error_t *reason, struct mf_error *err)
{
	const char *near = strstr(reason->text, " near ");
	int len = near ? (int)(near - reason->text) : (int)strlen(reason->text);

	if (near && strcmp(near, " near end of file") == 0)
		mf_error_set(err, MF_E_INPUT, "column %d: it ends too early", reason->column);
	else
		mf_error_set(err, MF_E_INPUT, "column %d: %.*s", reason->column, len, reason->text);
	if (err) {
		err->offset = reason->position;
		err->line = reason->line;
	}
	return MF_E_INPUT;
}

int mf_json_parse(struct mf_json_value **out, const char *text, size_t len, struct mf_error *err)
{
	json_error_t reason;
	json_t *tree = json_loadb(text, len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &reason);

	*out = (struct mf_json_value *)(void *)tree;
	return tree ? MF_OK : parse_error(&reason, err);
}

void mf_json_free(struct mf_json_value *tree)
{
	json_decref((json_t *)(void *)tree);
}

enum mf_json_kind mf_json_kind(const struct mf_json_value *value)
{
	switch (json_typeof(theirs(value))) {
	case JSON_OBJECT:
		return MF_JSON_OBJECT;
	case JSON_ARRAY:
		return MF_JSON_ARRAY;
	case JSON_STRING:
		return MF_JSON_STRING;
	case JSON_INTEGER:
	case JSON_REAL:
		return MF_JSON_NUMBER;
	case JSON_TRUE:
	case JSON_FALSE:
		return MF_JSON_BOOL;
	case JSON_NULL:
		break;
	}
	return MF_JSON_NULL;
}

size_t mf_json_count(const struct mf_json_value *array)
{
	return json_array_size(theirs(array));
}

const struct mf_json_value *mf_json_at(const struct mf_json_value *array, size_t i)
{
	return ours(json_array_get(theirs(array), i));
}

const struct mf_json_value *mf_json_get(const struct mf_json_value *object, const char *name)
{
	return ours(json_object_get(theirs(object), name));
}

const char *mf_json_text(const struct mf_json_value *value, size_t *len)
{
	*len = json_string_length(theirs(value));
	return json_string_value(theirs(value));
}

static int append(const char *bytes, size_t len, void *out)
{
	mf_buf_add(out, bytes, len);
	return 0;
}

void mf_json_write(const struct mf_json_value *value, bool bare, struct mf_buf *out)
{
	size_t len;
	const char *text = mf_json_text(value, &len);

	if (text && bare)
		mf_buf_add(out, text, len);
	else
		json_dump_callback(theirs(value), append, out,
				   JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
}

bool mf_json_next(struct mf_json_value *object, void **at, const char **name,
		  const struct mf_json_value **value)
{
	json_t *o = (json_t *)(void *)object;

	*at = *at ? json_object_iter_next(o, *at) : json_object_iter(o);
	if (!*at)
		return false;
	*name = json_object_iter_key(*at);
	*value = ours(json_object_iter_value(*at));
	return true;
}

/* The UTF-16 unit of an escape "\uXXXX" at `text`, or -1. */
static int unit_at(const char *text, size_t len)
{
	int unit = 0;

	if (len < 6 || text[0] != '\\' || text[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		const char *digits = "0123456789abcdef";
		const char *digit = strchr(digits, text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);
		if (!digit || !*digit)
			return -1;
		unit = unit * 16 + (int)(digit - digits);
	}
	return unit;
}

/* Bytes of the escape that begins at text[0], a backslash; *bad when it is half a surrogate pair. */
static size_t escape_len(const char *text, size_t len, bool *bad)
{
	int unit = unit_at(text, len);

	*bad = false;
	if (unit < 0)
		return len < 2 ? len : 2;
	if (unit >= 0xd800 && unit <= 0xdbff) {
		int low = unit_at(text + 6, len - 6);
		if (low >= 0xdc00 && low <= 0xdfff)
			return 12;
	}
	*bad = unit >= 0xd800 && unit <= 0xdfff;
	return 6;
}

size_t mf_json_mend(const char *text, size_t len, struct mf_buf *out)
{
	size_t at = 0, mended = 0;

	while (at < len) {
		size_t from = at;
		bool bad = false;

		if (text[at] == '\\' && (at + 1 == len || (text[at + 1] & 0x80) == 0)) {
			at += escape_len(text + at, len - at, &bad);
		} else {
			/* A real U+FFFD is three bytes, a bad byte is one. */
			bad = !text[at] || (mf_utf8_next(text, len, &at) == MF_UTF8_BAD && at == from + 1);
			at += at == from;
		}
		if (bad)
			mf_buf_addstr(out, "\xef\xbf\xbd"); /* U+FFFD */
		else
			mf_buf_add(out, text + from, at - from);
		mended += bad;
	}
	return mended;
}
