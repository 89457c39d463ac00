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

int mf_to_utf8(const char *bytes, size_t len, const char *declared, const char *wanted, struct mf_buf *out,
	       const char **used, size_t *bad, struct mf_error *err)
{
	bool automatic = !wanted || strcasecmp(wanted, "auto") == 0;
	const char *name = automatic ? choose(bytes, len, declared) : known(wanted);
	size_t start = out->len, invalid;
	UErrorCode status = U_ZERO_ERROR;

	if (!name) {
		mf_error_set(err, MF_E_USAGE, "no encoding has the name '%s'", wanted);
		mf_error_hint(err, "name one like UTF-8, windows-1256, ISO-8859-6 or UTF-16, or auto");
		return MF_E_USAGE;
	}
	if (strcasecmp(name, "UTF-8") == 0) {
		invalid = copy_utf8(bytes, len, out);
	} else {
		UConverter *from = ucnv_open(name, &status);

		if (U_FAILURE(status))
			return mf_error_set(err, MF_E_INTERNAL, "encoding %s: %s", name, u_errorName(status));
		invalid = convert(from, bytes, len, out);
		ucnv_close(from);
	}
	if (out->overflow)
		return mf_error_set(err, MF_E_LIMIT, "text is too long");
	if (out->len - start >= 3 && memcmp(out->data + start, "\xef\xbb\xbf", 3) == 0) { /* U+FEFF */
		memmove(out->data + start, out->data + start + 3, out->len - start - 3 + 1);
		out->len -= 3;
	}
	if (used)
		*used = name;
	if (bad)
		*bad = invalid;
	return 0;
}
