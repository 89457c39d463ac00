/* SPDX-License-Identifier: GPL-2.0-or-later */
/* jsonl.c - records: one JSON object a line, or several lines each, alone or in one array. */
#include <inttypes.h>
#include <string.h>

#include "indexer/source/detect.h"
#include "indexer/source/fields.h"
#include "indexer/source/readers.h"
#include "wrappers/icu/charset.h"
#include "wrappers/json/json.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/libc/message.h"

#define RECORD_MAX ((size_t)64 << 20) /* bytes of one record */
#define RECORD_STEP ((size_t)256 << 10)
#define MENDED_SHOWN 3

static const char one_object[] = N_("each line must be one JSON object; the other lines are indexed");

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A value as text: a string as it is, anything else as JSON. */
static char *value_text(struct mf_reading *r, const struct mf_json_value *value, size_t *len)
{
	const char *text = mf_json_text(value, len);
	struct mf_buf out = MF_BUF_INIT;
	char *copy;

	if (text)
		return mf_arena_strndup(&r->arena, text, *len);
	if (mf_json_kind(value) != MF_JSON_NULL)
		mf_json_write(value, true, &out);
	*len = out.len;
	copy = mf_arena_strndup(&r->arena, out.data, out.len);
	mf_buf_release(&out);
	return copy;
}

/* WordPress writes {"rendered": "..."}, JSON-LD {"@type": "Person", "name": "..."}, converters of XML
 * {"#text": "..."}: the value that is meant. */
static const struct mf_json_value *inner_value(const struct mf_json_value *value)
{
	static const char *const names[] = { "rendered", "#text", "@value", "$t", "name", "text", "value" };

	for (size_t i = 0; mf_json_kind(value) == MF_JSON_OBJECT && i < sizeof names / sizeof *names; i++) {
		const struct mf_json_value *inner = mf_json_get(value, names[i]);
		if (inner && mf_json_kind(inner) == MF_JSON_STRING)
			return inner;
	}
	return value;
}

/* The value of a field: the parts of a list joined by `glue`. */
static char *field_text(struct mf_reading *r, const struct mf_json_value *value, const char *glue,
			size_t *len)
{
	struct mf_buf out = MF_BUF_INIT;
	char *copy;

	value = inner_value(value);
	if (mf_json_kind(value) != MF_JSON_ARRAY)
		return value_text(r, value, len);
	for (size_t i = 0; i < mf_json_count(value); i++) {
		if (i)
			mf_buf_addstr(&out, glue);
		mf_json_write(inner_value(mf_json_at(value, i)), true, &out);
	}
	*len = out.len;
	copy = mf_arena_strndup(&r->arena, out.data, out.len);
	mf_buf_release(&out);
	return copy;
}

static void put(struct mf_reading *r, struct mf_draft *rec, const char *name,
		const struct mf_json_value *value)
{
	enum mf_known_field field = mf_field_meaning(r->options, name, strlen(name)).field;
	size_t len;
	char *text;

	if (mf_json_kind(value) == MF_JSON_NULL) {
		mf_field_seen(r, name, strlen(name));
		return;
	}
	if (field == MF_FIELDS)
		text = value_text(r, value, &len);
	else
		text = field_text(r, value, field == MF_FIELD_TEXT ? "\n\n" : ", ", &len);
	mf_draft_put(r, rec, name, text, len);
}

/* What stands at "a.b" in {"a": {"b": ...}}; of a list, its first element that has it. */
static const struct mf_json_value *at_path(const struct mf_json_value *value, const char *path)
{
	while (value && *path) {
		size_t len = strcspn(path, ".");
		char name[256];

		if (mf_json_kind(value) == MF_JSON_ARRAY)
			value = mf_json_at(value, 0);
		if (!value || mf_json_kind(value) != MF_JSON_OBJECT || len >= sizeof name)
			return NULL;
		memcpy(name, path, len);
		name[len] = '\0';
		value = mf_json_get(value, name);
		path += len + (path[len] == '.');
	}
	return value;
}

/* --field=text=data.body looks into the record. */
static void put_paths(struct mf_reading *r, struct mf_draft *rec, const struct mf_json_value *object)
{
	for (size_t i = 0; i < r->options->fields_n; i++) {
		const char *path = r->options->fields[i].value;
		const struct mf_json_value *value;
		if (!strchr(path, '.') || mf_json_get(object, path))
			continue;
		value = at_path(object, path);
		if (value)
			put(r, rec, path, value);
	}
}

static int hand_over(struct mf_reading *r, struct mf_json_value *object, long line, struct mf_error *err)
{
	struct mf_draft rec = MF_DRAFT_BLANK;
	const struct mf_json_value *value;
	const char *name;
	void *at = NULL;

	while (mf_json_next(object, &at, &name, &value))
		put(r, &rec, name, value);
	put_paths(r, &rec, object);
	return mf_draft_hand_over(r, &rec, line, err);
}

/* True where the bytes are no UTF-8 with a few faults but another encoding: hardly a character of several
 * bytes is whole. */
static bool is_encoded(const char *bytes, size_t len)
{
	size_t at = 0, bad = 0, whole = 0;

	while (at < len) {
		size_t from = at;
		uint32_t c = mf_utf8_next(bytes, len, &at);
		bad += c == MF_UTF8_BAD && at == from + 1;
		whole += at > from + 1;
	}
	return bad >= 8 && bad > 4 * whole;
}

/* The record in UTF-8 that a parser accepts, where that is possible: bytes in another encoding are
 * decoded, bad ones replaced.  Returns what was done, "" for nothing. */
static const char *mend(struct mf_reading *r, const char *bytes, size_t len, struct mf_buf *out)
{
	struct mf_buf utf8 = MF_BUF_INIT;
	struct mf_charset found = { 0 };
	size_t at = 0, mended;

	if (memchr(bytes, '\0', len)) {
		mf_json_mend(bytes, len, out);
		return _("a NUL byte");
	}
	if (mf_utf8_valid(bytes, len, &at))
		return mf_json_mend(bytes, len, out) ? _("half of a surrogate pair in an escape") : "";
	if (is_encoded(bytes, len) && mf_to_utf8(bytes, len, NULL, "auto", &utf8, &found, NULL) == MF_OK)
		mf_json_mend(utf8.data, utf8.len, out);
	mf_buf_release(&utf8);
	if (found.used)
		return mf_arena_printf(&r->arena, _("not UTF-8, read as %s"), found.used);
	mended = mf_json_mend(bytes, len, out);
	return mf_arena_printf(&r->arena, _("invalid UTF-8 at byte %zu of the record, %zu in all"), at,
			       mended);
}

/* One line of warning for each of the first records, one for all the others (see read_records). */
static void warn_mended(struct mf_reading *r, long line, const char *how)
{
	if (++r->mended <= MENDED_SHOWN)
		mf_reading_warn(r, line, "indexed all the same; bytes that are no character became U+FFFD",
				"%s", how);
}

/* Parses bytes[0, len), and once more mended where it is refused.  *tree is NULL where it was rejected. */
static void parse(struct mf_reading *r, const char *bytes, size_t len, long line, struct mf_json_value **tree)
{
	struct mf_buf mended = MF_BUF_INIT;
	struct mf_error reason;
	const char *how;

	if (mf_json_parse(tree, bytes, len, &reason) == MF_OK)
		return;
	how = mend(r, bytes, len, &mended);
	if (*how && mf_json_parse(tree, mended.data, mended.len, &reason) == MF_OK)
		warn_mended(r, line, how);
	else
		mf_reading_reject(r, MF_E_INPUT, line + reason.line - 1, one_object, "not valid JSON (%s)",
				  reason.text);
	mf_buf_release(&mended);
}

static int take_record(struct mf_reading *r, const char *bytes, size_t len, long line, struct mf_error *err)
{
	struct mf_json_value *tree = NULL;
	int status = MF_OK;

	while (len && (is_blank(*bytes) || !*bytes)) {
		line += *bytes == '\n';
		bytes++;
		len--;
	}
	while (len && (is_blank(bytes[len - 1]) || !bytes[len - 1]))
		len--;
	if (len == 0)
		return MF_OK;
	parse(r, bytes, len, line, &tree);
	if (tree && mf_json_kind(tree) == MF_JSON_OBJECT)
		status = hand_over(r, tree, line, err);
	else if (tree)
		mf_reading_reject(r, MF_E_INPUT, line, one_object, "not a JSON object");
	mf_json_free(tree);
	if (len > MF_DOCUMENT_MAX)
		mf_arena_release(&r->arena);
	else
		mf_arena_reset(&r->arena);
	return status;
}

/* How far a record goes: looks at the bytes from *seen on. */
struct scan {
	size_t seen;
	unsigned depth;
	bool text, escape; /* inside a string, after a backslash */
};

/* Returns true where the record ends (at scan->seen): at the line feed, or with `lines` false after the
 * brace that closes the object. */
static bool scan_record(struct scan *scan, bool lines, const char *bytes, size_t len)
{
	if (lines) {
		const char *stop = memchr(bytes + scan->seen, '\n', len - scan->seen);
		scan->seen = stop ? (size_t)(stop - bytes) + 1 : len;
		return stop;
	}
	for (; scan->seen < len; scan->seen++) {
		char c = bytes[scan->seen];
		if (scan->text) {
			scan->text = scan->escape || c != '"';
			scan->escape = !scan->escape && c == '\\';
		} else if (c == '"') {
			scan->text = true;
		} else if (c == '{' || c == '[') {
			scan->depth++;
		} else if ((c == '}' || c == ']') && scan->depth && --scan->depth == 0) {
			scan->seen++;
			return true;
		}
	}
	return false;
}

static long count_lines(const char *bytes, size_t len)
{
	long n = 0;

	for (const char *end = bytes + len; (bytes = memchr(bytes, '\n', (size_t)(end - bytes))); bytes++)
		n++;
	return n;
}

/* Over a record that is too long: skips to where it ends. */
static int skip_record(struct mf_stream *s, struct scan *scan, bool lines, long *line, struct mf_error *err)
{
	bool ended = false;
	size_t len;
	char *bytes;

	while (!ended) {
		int status = mf_stream_peek(s, RECORD_STEP, &bytes, &len, err);
		if (status < 0 || len == 0)
			return status;
		scan->seen = 0;
		ended = scan_record(scan, lines, bytes, len);
		*line += count_lines(bytes, scan->seen);
		mf_stream_skip(s, scan->seen);
	}
	return MF_OK;
}

/* Between records that are not lines: blanks, commas, the brackets of the array. */
static int skip_between(struct mf_stream *s, long *line, struct mf_error *err)
{
	for (;;) {
		size_t len, at = 0;
		char *bytes;
		int status = mf_stream_peek(s, RECORD_STEP, &bytes, &len, err);
		if (status < 0)
			return status;
		while (at < len && (is_blank(bytes[at]) || strchr(",[]", bytes[at])) && bytes[at])
			*line += bytes[at++] == '\n';
		mf_stream_skip(s, at);
		if (at < len || len == 0)
			return MF_OK;
	}
}

/* One record.  *more is false at the end of the stream. */
static int next_record(struct mf_reading *r, struct mf_stream *s, bool lines, long *line, bool *more,
		       struct mf_error *err)
{
	struct scan scan = { 0 };
	struct mf_error problem;
	size_t len = 0, need = RECORD_STEP;
	char *bytes;
	int status;

	if (!lines && skip_between(s, line, &problem) < 0)
		goto failed;
	for (;;) {
		size_t before = scan.seen;
		if (mf_stream_peek(s, need, &bytes, &len, &problem) < 0)
			goto failed;
		if (len == 0) {
			*more = false;
			return MF_OK;
		}
		if (scan_record(&scan, lines, bytes, len) || (len == before && s->end))
			break;
		if (len > RECORD_MAX) {
			mf_reading_reject(r, MF_E_LIMIT, *line, "split it into several records",
					  "a record of more than %zu MiB", RECORD_MAX >> 20);
			mf_stream_skip(s, scan.seen);
			if (skip_record(s, &scan, lines, line, &problem) < 0)
				goto failed;
			return MF_OK;
		}
		need = len + len / 2 > RECORD_MAX ? RECORD_MAX + 1 : len + len / 2;
	}
	status = take_record(r, bytes, scan.seen, *line, err);
	*line += count_lines(bytes, scan.seen);
	mf_stream_skip(s, scan.seen);
	return status;
failed:
	*more = false;
	return mf_reading_failed(r, &problem);
}

/* True where the records are not one a line: an array, or an object whose first line is not all of it. */
static bool spans_lines(const char *bytes, size_t len)
{
	size_t at = 0, end;

	while (at < len && is_blank(bytes[at]))
		at++;
	if (at == len || bytes[at] == '[')
		return at < len;
	for (end = ++at; end < len && is_blank(bytes[end]) && bytes[end] != '\n'; end++)
		;
	return bytes[at - 1] == '{' && end < len && bytes[end] == '\n';
}

static int read_records(struct mf_reading *r, struct mf_stream *s, struct mf_error *err)
{
	struct mf_error problem;
	bool lines, more = true;
	long line = 1;
	size_t len;
	char *bytes;

	if (mf_stream_peek(s, MF_DETECT_BYTES, &bytes, &len, &problem) < 0)
		return mf_reading_failed(r, &problem);
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) { /* byte order mark */
		mf_stream_skip(s, 3);
		bytes += 3;
		len -= 3;
	}
	if (len == 0)
		mf_reading_reject(r, MF_E_INPUT, 0, "give one JSON object a line", "empty, nothing to index");
	lines = !spans_lines(bytes, len);
	while (more) {
		int status = next_record(r, s, lines, &line, &more, err);
		if (status < 0)
			return status;
	}
	if (r->mended > MENDED_SHOWN)
		mf_reading_warn(r, 0, "write JSON in UTF-8",
				"%zu records in all were not clean UTF-8 and were mended", r->mended);
	return MF_OK;
}

int mf_read_jsonl(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_decoder decoder;
	struct mf_stream text;
	struct mf_error problem;
	bool encoded = strcmp(r->options->encoding, "auto") != 0;
	size_t len;
	char *bytes;
	int status;

	if (mf_stream_peek(raw, MF_DETECT_BYTES, &bytes, &len, &problem) < 0)
		return mf_reading_failed(r, &problem);
	if (!encoded && !mf_looks_wide(bytes, len))
		return read_records(r, raw, err);
	text = mf_decoder_open(&decoder, raw, r->options->encoding, NULL);
	status = read_records(r, &text, err);
	if (status == MF_OK)
		mf_reading_decoded(r, &decoder);
	mf_stream_release(&text);
	mf_decoder_release(&decoder);
	return status;
}
