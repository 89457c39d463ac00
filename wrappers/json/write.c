/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write.c - JSON written value by value. */
#include "wrappers/json/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "wrappers/libc/utf8.h"

/* Plain bytes are copied in runs: true for a byte that needs no look. */
static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static void escape_ascii(struct mf_buf *out, unsigned c)
{
	switch (c) {
	case '"':
		mf_buf_addstr(out, "\\\"");
		break;
	case '\\':
		mf_buf_addstr(out, "\\\\");
		break;
	case '\b':
		mf_buf_addstr(out, "\\b");
		break;
	case '\f':
		mf_buf_addstr(out, "\\f");
		break;
	case '\n':
		mf_buf_addstr(out, "\\n");
		break;
	case '\r':
		mf_buf_addstr(out, "\\r");
		break;
	case '\t':
		mf_buf_addstr(out, "\\t");
		break;
	default:
		mf_buf_printf(out, "\\u%04x", c);
	}
}

void mf_json_quote(struct mf_buf *out, const char *text, size_t len)
{
	size_t at = 0;

	mf_buf_addch(out, '"');
	while (at < len) {
		size_t from = at;

		while (at < len && is_plain((unsigned char)text[at]))
			at++;
		mf_buf_add(out, text + from, at - from);
		if (at == len)
			break;
		from = at;
		uint32_t c = mf_utf8_next(text, len, &at);
		if (c < 0x80) {
			escape_ascii(out, c);
		} else if (c < 0xa0 || c == 0x2028 || c == 0x2029) {
			mf_buf_printf(out, "\\u%04x", (unsigned)c);
		} else {
			char put[4];
			mf_buf_add(out, put, mf_utf8_put(put, c));
		}
	}
	mf_buf_addch(out, '"');
}

static void before_value(struct mf_json *w)
{
	if (w->comma)
		mf_buf_addch(w->out, ',');
	w->comma = true;
}

void mf_json_begin_object(struct mf_json *w)
{
	before_value(w);
	mf_buf_addch(w->out, '{');
	w->comma = false;
}

void mf_json_end_object(struct mf_json *w)
{
	mf_buf_addch(w->out, '}');
	w->comma = true;
}

void mf_json_begin_array(struct mf_json *w)
{
	before_value(w);
	mf_buf_addch(w->out, '[');
	w->comma = false;
}

void mf_json_end_array(struct mf_json *w)
{
	mf_buf_addch(w->out, ']');
	w->comma = true;
}

void mf_json_key(struct mf_json *w, const char *name)
{
	before_value(w);
	mf_json_quote(w->out, name, strlen(name));
	mf_buf_addch(w->out, ':');
	w->comma = false;
}

void mf_json_bytes(struct mf_json *w, const char *text, size_t len)
{
	before_value(w);
	mf_json_quote(w->out, text, len);
}

void mf_json_string(struct mf_json *w, const char *text)
{
	mf_json_bytes(w, text, strlen(text));
}

void mf_json_int(struct mf_json *w, int64_t value)
{
	before_value(w);
	mf_buf_printf(w->out, "%" PRId64, value);
}

void mf_json_uint(struct mf_json *w, uint64_t value)
{
	before_value(w);
	mf_buf_printf(w->out, "%" PRIu64, value);
}

/* By whole numbers, since printf would take the decimal sign of the locale. */
void mf_json_real(struct mf_json *w, double value, unsigned decimals)
{
	uint64_t scale = 1, whole, part;
	double scaled;

	if (decimals > 9)
		decimals = 9;
	for (unsigned i = 0; i < decimals; i++)
		scale *= 10;
	scaled = fabs(value) * (double)scale + 0.5;
	if (!isfinite(value) || scaled >= 1.8e19) {
		mf_json_null(w);
		return;
	}
	whole = (uint64_t)scaled / scale;
	part = (uint64_t)scaled % scale;
	before_value(w);
	mf_buf_printf(w->out, "%s%" PRIu64, value < 0 && scaled >= 1 ? "-" : "", whole);
	if (part == 0)
		return;
	for (; part % 10 == 0; part /= 10)
		decimals--;
	mf_buf_printf(w->out, ".%0*" PRIu64, (int)decimals, part);
}

void mf_json_bool(struct mf_json *w, bool value)
{
	before_value(w);
	mf_buf_addstr(w->out, value ? "true" : "false");
}

void mf_json_null(struct mf_json *w)
{
	before_value(w);
	mf_buf_addstr(w->out, "null");
}

void mf_json_text_or_null(struct mf_json *w, const char *text)
{
	if (text && *text)
		mf_json_string(w, text);
	else
		mf_json_null(w);
}

void mf_json_put_string(struct mf_json *w, const char *name, const char *text)
{
	mf_json_key(w, name);
	mf_json_string(w, text);
}

void mf_json_put_uint(struct mf_json *w, const char *name, uint64_t value)
{
	mf_json_key(w, name);
	mf_json_uint(w, value);
}

void mf_json_put_bool(struct mf_json *w, const char *name, bool value)
{
	mf_json_key(w, name);
	mf_json_bool(w, value);
}

void mf_json_put_text_or_null(struct mf_json *w, const char *name, const char *text)
{
	mf_json_key(w, name);
	mf_json_text_or_null(w, text);
}

/* RFC 4648, section 4. */
static void put_base64(struct mf_json *w, const char *name, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct mf_buf text = MF_BUF_INIT;

	for (size_t i = 0; i < len; i += 3) {
		size_t n = len - i < 3 ? len - i : 3;
		uint32_t bits = 0;
		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < n ? (unsigned char)bytes[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			mf_buf_addch(&text, k <= n ? digits[bits >> (18 - 6 * k) & 63] : '=');
	}
	mf_json_put_string(w, name, text.data);
	mf_buf_release(&text);
}

void mf_json_put_path(struct mf_json *w, const char *name, const char *exact, const char *path)
{
	size_t len = path ? strlen(path) : 0;

	mf_json_put_text_or_null(w, name, path);
	if (len && !mf_utf8_valid(path, len, NULL))
		put_base64(w, exact, path, len);
}
