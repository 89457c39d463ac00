/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/icu/charset.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include "wrappers/icu/wide.h"
#include "wrappers/libc/utf8.h"

#define SAMPLE 65536u /* bytes that detection looks at */
#define GUESS 10      /* confidence up to which the detector has only guessed */
#define PIECE 4096    /* UTF-16 units converted at a time */

/* Called by ICU for each invalid sequence of the input. */
static void replace_invalid(const void *ctx, UConverterToUnicodeArgs *args, const char *units, int32_t len,
			    UConverterCallbackReason reason, UErrorCode *status)
{
	static const UChar replacement = MF_UTF8_BAD;
	size_t *bad = (size_t *)(uintptr_t)ctx;

	(void)units;
	(void)len;
	if (reason > UCNV_IRREGULAR)
		return;
	*status = U_ZERO_ERROR;
	*bad += 1;
	ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

/* Appends UTF-16 as UTF-8; `high` keeps a lead surrogate that ended the last piece. */
static void add_utf16(struct mf_buf *out, const UChar *units, size_t n, UChar *high)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t c = units[i];
		char bytes[4];

		if (*high && U16_IS_TRAIL(c))
			c = (uint32_t)U16_GET_SUPPLEMENTARY(*high, c);
		*high = 0;
		if (U16_IS_LEAD(c))
			*high = (UChar)c;
		else
			mf_buf_add(out, bytes, mf_utf8_put(bytes, c));
	}
}

/* Converts everything by an open converter; returns how many sequences were invalid. */
static size_t convert(UConverter *from, const char *bytes, size_t len, struct mf_buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *at = bytes, *end = bytes + len;
	UChar piece[PIECE], high = 0;
	size_t bad = 0;

	ucnv_reset(from);
	ucnv_setToUCallBack(from, replace_invalid, &bad, NULL, NULL, &status);
	do {
		UChar *target = piece;

		status = U_ZERO_ERROR;
		ucnv_toUnicode(from, &target, piece + PIECE, &at, end, NULL, true, &status);
		add_utf16(out, piece, (size_t)(target - piece), &high);
	} while (status == U_BUFFER_OVERFLOW_ERROR && !out->overflow);
	return bad;
}

static size_t copy_utf8(const char *bytes, size_t len, struct mf_buf *out)
{
	size_t at = 0, bad = 0, wrong;

	while (at < len && !out->overflow) {
		if (mf_utf8_valid(bytes + at, len - at, &wrong))
			wrong = len - at;
		mf_buf_add(out, bytes + at, wrong);
		at += wrong;
		if (at < len) {
			mf_buf_addstr(out, "\xef\xbf\xbd"); /* U+FFFD */
			at++;
			bad++;
		}
	}
	return bad;
}

/* Number of letters in UTF-8 text that look like Arabic prose, and of what speaks against it.  In
 * Arabic prose nearly half of all letters are one of seven; a wrong single-byte table spreads them. */
static int arabic_score(const char *text, size_t len)
{
	size_t at = 0, arabic = 0, frequent = 0, foreign = 0;

	while (at < len) {
		uint32_t c = mf_utf8_next(text, len, &at);

		if (c >= 0x0621 && c <= 0x064a && c != 0x0640)
			arabic++;
		else if (c >= 0x80 && c != 0xa0 && c != 0xab && c != 0xbb && (c < 0x0600 || c > 0x06ff) &&
			 (c < 0x2000 || c > 0x206f))
			foreign++;
		switch (c) {
		case 0x0627: /* ا */
		case 0x0644: /* ل */
		case 0x064a: /* ي */
		case 0x0645: /* م */
		case 0x0648: /* و */
		case 0x0646: /* ن */
		case 0x0631: /* ر */
			frequent++;
		}
	}
	if (arabic < 4 || frequent * 100 < arabic * 38 || foreign * 5 > arabic)
		return 0;
	return (int)(frequent * 1000 / arabic) - (int)(foreign * 1000 / arabic);
}

/* UTF-16 without a byte order mark: every second byte is the 06 of the Arabic block or the 00 of ASCII,
 * which UTF-8 and single-byte text do not hold. */
static const char *looks_utf16(const unsigned char *bytes, size_t len)
{
	size_t pairs = (len < SAMPLE ? len : SAMPLE) / 2;
	size_t even = 0, odd = 0;

	for (size_t i = 0; i < pairs; i++) {
		even += bytes[2 * i] == 0x06 || bytes[2 * i] == 0x00;
		odd += bytes[2 * i + 1] == 0x06 || bytes[2 * i + 1] == 0x00;
	}
	if (pairs < 4 || (even + odd) * 10 < pairs * 7)
		return NULL;
	if (odd > even * 4)
		return "UTF-16LE";
	return even > odd * 4 ? "UTF-16BE" : NULL;
}

/* UTF-8 with a few damaged places is still UTF-8: at least ten good letters for each bad byte. */
static bool looks_utf8(const char *bytes, size_t len)
{
	size_t good = 0, bad = 0, at = 0;

	if (mf_utf8_valid(bytes, len, NULL))
		return true;
	len = len < SAMPLE ? len : SAMPLE;
	while (at < len) {
		size_t begin = at;
		uint32_t c = mf_utf8_next(bytes, len, &at);

		good += at - begin > 1;
		bad += c == MF_UTF8_BAD && at - begin == 1;
	}
	return good >= bad * 10;
}

static const char *marked(const unsigned char *b, size_t len)
{
	if (len >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf)
		return "UTF-8";
	if (len >= 4 && ((b[0] == 0xff && b[1] == 0xfe && !b[2] && !b[3]) ||
			 (!b[0] && !b[1] && b[2] == 0xfe && b[3] == 0xff)))
		return b[0] ? "UTF-32LE" : "UTF-32BE";
	if (len >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
		return b[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
	return NULL;
}

/* The single-byte encoding of Arabic under which the sample reads like Arabic, or NULL. */
static const char *arabic_single_byte(const char *bytes, size_t len)
{
	static const char *const names[] = { "windows-1256", "ISO-8859-6", "IBM720" };
	const char *best = NULL;
	int best_score = 0;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UConverter *from = ucnv_open(names[i], &status);
		struct mf_buf text = MF_BUF_INIT;
		size_t bad;
		int score;

		if (U_FAILURE(status))
			continue;
		bad = convert(from, bytes, len, &text);
		score = bad * 50 > text.len ? 0 : arabic_score(text.data, text.len);
		if (score > best_score) {
			best_score = score;
			best = names[i];
		}
		mf_buf_release(&text);
		ucnv_close(from);
	}
	return best;
}

/* The name that ICU's tables keep for an encoding (static), or NULL where there is none. */
static const char *known(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *canonical;
	UConverter *probe;

	if (!name || !*name)
		return NULL;
	probe = ucnv_open(name, &status);
	if (U_FAILURE(status))
		return NULL;
	ucnv_close(probe);
	status = U_ZERO_ERROR;
	canonical = ucnv_getStandardName(name, "MIME", &status);
	if (!canonical)
		canonical = ucnv_getStandardName(name, "IANA", &status);
	if (!canonical)
		canonical = ucnv_getAlias(name, 0, &status);
	return canonical;
}

static const char *detected(const char *bytes, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&status);
	const UCharsetMatch *match;
	const char *name = NULL;

	ucsdet_setText(detector, bytes, (int32_t)len, &status);
	match = ucsdet_detect(detector, &status);
	if (match && U_SUCCESS(status) && ucsdet_getConfidence(match, &status) > GUESS)
		name = known(ucsdet_getName(match, &status));
	ucsdet_close(detector);
	/* Nothing decided: bytes of an Arabic collection. */
	return name && U_SUCCESS(status) ? name : "windows-1256";
}

static const char *choose(const char *bytes, size_t len, const char *declared)
{
	const unsigned char *b = (const unsigned char *)bytes;
	size_t sample = len < SAMPLE ? len : SAMPLE;
	const char *name = marked(b, len);

	if (!name)
		name = looks_utf16(b, len);
	if (!name && looks_utf8(bytes, len))
		name = "UTF-8";
	/* A page that says Latin 1 or UTF-8 and is neither says so by habit of its server. */
	if (!name && known(declared) && strcasecmp(known(declared), "UTF-8") != 0 &&
	    strcasecmp(known(declared), "ISO-8859-1") != 0 &&
	    strcasecmp(known(declared), "windows-1252") != 0)
		name = known(declared);
	if (!name)
		name = arabic_single_byte(bytes, sample);
	return name ? name : detected(bytes, sample);
}

/* What a line is in: UTF-8 perhaps with damaged places, or bytes of another encoding. */
enum line_kind { LINE_ASCII, LINE_UTF8, LINE_OTHER };

#define UTF8_SURE 3 /* characters of more than one byte that a line in another encoding has not by chance */

static enum line_kind line_kind(const char *line, size_t len)
{
	size_t good = 0, bad = 0, at = 0;

	while (at < len) {
		size_t begin = at;
		uint32_t c = mf_utf8_next(line, len, &at);

		good += at - begin > 1;
		bad += c == MF_UTF8_BAD && at - begin == 1;
	}
	if (good + bad == 0)
		return LINE_ASCII;
	return good >= UTF8_SURE && good > bad ? LINE_UTF8 : LINE_OTHER;
}

static size_t line_len(const char *text, size_t len)
{
	const char *stop = memchr(text, '\n', len);

	return stop ? (size_t)(stop - text) + 1 : len;
}

/* The single-byte encoding of the lines that are no UTF-8, beside others that are; NULL where a text is all
 * of one kind, or those lines do not read like Arabic. */
static const char *mixed_with(const char *bytes, size_t len, bool *mostly_utf8)
{
	struct mf_buf other = MF_BUF_INIT;
	size_t high[LINE_OTHER + 1] = { 0 }, n;
	const char *name = NULL;

	for (size_t at = 0; at < len; at += n) {
		enum line_kind kind;

		n = line_len(bytes + at, len - at);
		kind = line_kind(bytes + at, n);
		high[kind] += n;
		if (kind == LINE_OTHER && other.len < SAMPLE)
			mf_buf_add(&other, bytes + at, n < SAMPLE ? n : SAMPLE);
	}
	if (high[LINE_UTF8] && high[LINE_OTHER])
		name = arabic_single_byte(other.data, other.len);
	*mostly_utf8 = high[LINE_UTF8] >= high[LINE_OTHER];
	mf_buf_release(&other);
	return name;
}

/* Line by line: those in UTF-8 are copied, the others converted.  Counts the lines of the smaller part. */
static void convert_lines(UConverter *from, const char *bytes, size_t len, bool mostly_utf8,
			  struct mf_buf *out, struct mf_charset *found)
{
	size_t n;

	for (size_t at = 0; at < len && !out->overflow; at += n) {
		enum line_kind kind;

		n = line_len(bytes + at, len - at);
		kind = line_kind(bytes + at, n);
		if (kind == LINE_OTHER)
			found->bad += convert(from, bytes + at, n, out);
		else
			found->bad += copy_utf8(bytes + at, n, out);
		if (kind != (mostly_utf8 ? LINE_OTHER : LINE_UTF8))
			continue;
		if (!found->other_lines++)
			found->other_at = at;
	}
}

static void drop_mark(struct mf_buf *out, size_t start)
{
	if (out->len - start < 3 || memcmp(out->data + start, "\xef\xbb\xbf", 3) != 0) /* U+FEFF */
		return;
	memmove(out->data + start, out->data + start + 3, out->len - start - 3 + 1);
	out->len -= 3;
}

/* ---- UTF-16 inside other text ---- */

#define BEFORE_WIDE 8 /* bytes of other text that stand before it at least: else all is UTF-16 */

static void add_run(const char *bytes, const struct mf_wide_run *run, struct mf_buf *out,
		    struct mf_charset *found)
{
	const char *name = run->little ? "UTF-16LE" : "UTF-16BE";
	UErrorCode status = U_ZERO_ERROR;
	UConverter *from = ucnv_open(name, &status);
	size_t start = out->len, n;

	if (U_FAILURE(status))
		return;
	found->bad += convert(from, bytes + run->from, run->len, out);
	ucnv_close(from);
	drop_mark(out, start);
	if (!found->other)
		found->other_at = run->from;
	found->other = name;
	for (size_t at = start; at < out->len; at += n, found->other_lines++)
		n = line_len(out->data + at, out->len - at);
}

/* Copies the bytes to *out with what is UTF-16 in them turned into UTF-8; found->other stays NULL and *out
 * empty where nothing is. */
static void narrow(const char *bytes, size_t len, struct mf_buf *out, struct mf_charset *found)
{
	struct mf_wide_run run;
	size_t done = 0;

	if (!mf_wide_find(bytes, len, 0, &run) || run.from < BEFORE_WIDE)
		return;
	for (; !out->overflow && mf_wide_find(bytes, len, done, &run); done = run.from + run.len) {
		mf_buf_add(out, bytes + done, run.from - done);
		add_run(bytes, &run, out, found);
	}
	if (found->other)
		mf_buf_add(out, bytes + done, len - done);
}

static bool is_wide(const char *name)
{
	return !strncasecmp(name, "UTF-16", 6) || !strncasecmp(name, "UTF-32", 6);
}

/* The converter of *name; where lines are in two encodings, that of the single-byte one, and
 * found->used and found->other are set.  NULL: UTF-8 alone, or *status says why not. */
static UConverter *converter_of(const char *bytes, size_t len, bool automatic, const char *name,
				struct mf_charset *found, bool *mostly_utf8, UErrorCode *status)
{
	const char *second = NULL;

	found->used = name;
	found->other = NULL;
	if (automatic && !is_wide(name) && !mf_utf8_valid(bytes, len, NULL))
		second = mixed_with(bytes, len, mostly_utf8);
	if (second) {
		found->used = *mostly_utf8 ? "UTF-8" : second;
		found->other = *mostly_utf8 ? second : "UTF-8";
		return ucnv_open(second, status);
	}
	return strcasecmp(name, "UTF-8") ? ucnv_open(name, status) : NULL;
}

/* All of one kind, or line by line. */
static int convert_all(const char *bytes, size_t len, bool automatic, const char *name, struct mf_buf *out,
		       struct mf_charset *found, struct mf_error *err)
{
	bool mostly_utf8 = false;
	UErrorCode status = U_ZERO_ERROR;
	size_t start = out->len;
	UConverter *from = converter_of(bytes, len, automatic, name, found, &mostly_utf8, &status);

	if (U_FAILURE(status))
		return mf_error_set(err, MF_E_INTERNAL, "encoding %s: %s", name, u_errorName(status));
	if (found->other)
		convert_lines(from, bytes, len, mostly_utf8, out, found);
	else
		found->bad = from ? convert(from, bytes, len, out) : copy_utf8(bytes, len, out);
	ucnv_close(from);
	if (out->overflow)
		return mf_error_set(err, MF_E_LIMIT, "text is too long");
	drop_mark(out, start);
	return 0;
}

int mf_to_utf8(const char *bytes, size_t len, const char *declared, const char *wanted, struct mf_buf *out,
	       struct mf_charset *found, struct mf_error *err)
{
	bool automatic = !wanted || strcasecmp(wanted, "auto") == 0;
	struct mf_charset here = { 0 }, wide = { 0 };
	struct mf_buf narrowed = MF_BUF_INIT;
	const char *begun = automatic && found ? found->used : NULL, *name;
	int rc;

	if (automatic && !(begun && is_wide(begun)))
		narrow(bytes, len, &narrowed, &wide);
	if (wide.other) {
		bytes = narrowed.data;
		len = narrowed.len;
	}
	name = !automatic ? known(wanted) : begun ? begun : choose(bytes, len, declared);
	if (name) {
		rc = convert_all(bytes, len, automatic, name, out, &here, err);
	} else {
		rc = mf_error_set(err, MF_E_USAGE, "no encoding has the name '%s'", wanted);
		mf_error_hint(err, "name one like UTF-8, windows-1256, ISO-8859-6 or UTF-16, or auto");
	}
	if (wide.other && !here.other) {
		here.other = wide.other;
		here.other_at = wide.other_at;
		here.other_lines = wide.other_lines;
	}
	here.bad += wide.bad;
	if (found)
		*found = here;
	mf_buf_release(&narrowed);
	return rc;
}
