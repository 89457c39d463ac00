/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json.h - JSON out, one value after the other, and JSON in, as a tree behind jansson.
 *
 * Writing: struct mf_json appends to a buffer and keeps track of commas.  Whatever bytes it is given,
 * what it writes is valid JSON in valid UTF-8 that also stands safely in a line, in JavaScript and
 * on a terminal: C0, DEL and C1 controls, U+2028 and U+2029 are escaped, bad bytes become U+FFFD.
 * Numbers are written alike in every locale.
 *
 * Reading: a value belongs to its tree, the tree to whoever parsed it (mf_json_free).
 */
#ifndef MF_JSON_H
#define MF_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

/* A writer: `struct mf_json w = mf_json_to(&buf);`, nothing to release. */
struct mf_json {
	struct mf_buf *out;
	bool comma; /* a value stands before in this object or array */
};

static inline struct mf_json mf_json_to(struct mf_buf *out)
{
	return (struct mf_json){ out, false };
}

void mf_json_begin_object(struct mf_json *w);
void mf_json_end_object(struct mf_json *w);
void mf_json_begin_array(struct mf_json *w);
void mf_json_end_array(struct mf_json *w);
void mf_json_key(struct mf_json *w, const char *name); /* the next value belongs to it */
void mf_json_string(struct mf_json *w, const char *text);
void mf_json_bytes(struct mf_json *w, const char *text, size_t len);
void mf_json_int(struct mf_json *w, int64_t value);
void mf_json_uint(struct mf_json *w, uint64_t value);
/* `decimals` digits (at most 9) after the point, zeros at the end left out; NaN and infinity: null. */
void mf_json_real(struct mf_json *w, double value, unsigned decimals);
void mf_json_bool(struct mf_json *w, bool value);
void mf_json_null(struct mf_json *w);
void mf_json_text_or_null(struct mf_json *w, const char *text); /* "" and NULL: null */

/* Key and value in one step. */
void mf_json_put_string(struct mf_json *w, const char *name, const char *text);
void mf_json_put_uint(struct mf_json *w, const char *name, uint64_t value);
void mf_json_put_bool(struct mf_json *w, const char *name, bool value);
void mf_json_put_text_or_null(struct mf_json *w, const char *name, const char *text);
/* A name of a file is bytes: where they are no UTF-8 the member `exact` follows, the bytes in base64. */
void mf_json_put_path(struct mf_json *w, const char *name, const char *exact, const char *path);

/* Appends "text" in quotes, escaped as above. */
void mf_json_quote(struct mf_buf *out, const char *text, size_t len);

struct mf_json_value;

enum mf_json_kind {
	MF_JSON_NULL,
	MF_JSON_BOOL,
	MF_JSON_NUMBER,
	MF_JSON_STRING,
	MF_JSON_ARRAY,
	MF_JSON_OBJECT
};

/* Parses one value; white space around it is fine, anything else after it is not.  The text must be
 * UTF-8.  MF_E_INPUT: err->text is the reason alone ("column 12: string or '}' expected"), with
 * err->line and err->offset.  Nesting over 2048 levels is refused. */
int mf_json_parse(struct mf_json_value **out, const char *text, size_t len, struct mf_error *err);
void mf_json_free(struct mf_json_value *tree); /* accepts NULL */

enum mf_json_kind mf_json_kind(const struct mf_json_value *value);
size_t mf_json_count(const struct mf_json_value *array);                             /* 0 unless an array */
const struct mf_json_value *mf_json_at(const struct mf_json_value *array, size_t i); /* NULL past the end */
const struct mf_json_value *mf_json_get(const struct mf_json_value *object, const char *name); /* or NULL */
/* The text of a string with its length (it may hold NUL); NULL for another kind. */
const char *mf_json_text(const struct mf_json_value *value, size_t *len);
/* Appends the value as compact JSON; with `bare`, a string as it is, without quotes. */
void mf_json_write(const struct mf_json_value *value, bool bare, struct mf_buf *out);

/* Walks the members in the order of the text: start with *at NULL, ends by returning false. */
bool mf_json_next(struct mf_json_value *object, void **at, const char **name,
		  const struct mf_json_value **value);

/* Appends `text` with what a parser refuses mended: NUL, bad bytes and unpaired surrogate escapes become
 * U+FFFD.  Returns how many were. */
size_t mf_json_mend(const char *text, size_t len, struct mf_buf *out);

#endif
