/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bidi.c - ICU's ubidi and Arabic shaping, for terminals. */
#include "wrappers/icu/bidi.h"

#include <stdlib.h>

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ushape.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

/* 1 for a strong right-to-left character, -1 for left-to-right, 0 for all others. */
static int strong(uint32_t c)
{
	switch (u_charDirection((UChar32)c)) {
	case U_LEFT_TO_RIGHT:
		return -1;
	case U_RIGHT_TO_LEFT:
	case U_RIGHT_TO_LEFT_ARABIC:
		return 1;
	default:
		return 0;
	}
}

int mf_icu_direction(const char *text, size_t len)
{
	long balance = 0;

	for (size_t at = 0; at < len;)
		balance += strong(mf_utf8_next(text, len, &at));
	return (balance > 0) - (balance < 0);
}

bool mf_icu_has_rtl(const char *text, size_t len)
{
	for (size_t at = 0; at < len;)
		if (strong(mf_utf8_next(text, len, &at)) > 0)
			return true;
	return false;
}

unsigned mf_icu_columns(uint32_t c)
{
	if (c < 0x300)
		return c != 0xad;
	switch (u_charType((UChar32)c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
	case U_CONTROL_CHAR:
		return 0;
	default:
		break;
	}
	switch (u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH:
		return 2;
	default:
		return 1;
	}
}

size_t mf_icu_text_columns(const char *text, size_t len)
{
	size_t columns = 0;

	for (size_t at = 0; at < len;)
		columns += mf_icu_columns(mf_utf8_next(text, len, &at));
	return columns;
}

/* A line in UTF-16 with the byte that each unit comes from. */
struct units {
	UChar *plain, *shaped;
	size_t *source;
	int32_t n;
};

static void units_read(struct units *u, const char *text, size_t len)
{
	bool rtl = false; /* the last letter runs from right to left: its marks are left out */

	u->plain = mf_calloc(len + 1, sizeof *u->plain);
	u->shaped = mf_calloc(len + 1, sizeof *u->shaped);
	u->source = mf_calloc(len + 1, sizeof *u->source);
	u->n = 0;
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = mf_utf8_next(text, len, &at);
		int32_t start = u->n;
		UCharDirection direction = u_charDirection((UChar32)c);

		if (direction == U_DIR_NON_SPACING_MARK && rtl)
			continue;
		rtl = strong(c) > 0;
		U16_APPEND_UNSAFE(u->plain, u->n, (UChar32)c);
		while (start < u->n)
			u->source[start++] = from;
	}
}

static void units_release(struct units *u)
{
	free(u->plain);
	free(u->shaped);
	free(u->source);
}

/* One run of a direction, from left to right. */
static void emit_run(const struct units *u, int32_t start, int32_t length, bool rtl, mf_visual_fn *emit,
		     void *ctx)
{
	int32_t at = rtl ? start + length : start;

	while (rtl ? at > start : at < start + length) {
		int32_t from = at;
		UChar32 c;

		if (rtl)
			U16_PREV(u->shaped, start, at, c);
		else
			U16_NEXT(u->shaped, at, start + length, c);
		from = rtl ? at : from;
		if (c == ' ' && u->plain[from] != ' ') /* the room that a lam-alef ligature leaves */
			continue;
		emit(ctx, (uint32_t)(rtl ? u_charMirror(c) : c), u->source[from]);
	}
}

void mf_icu_visual(const char *text, size_t len, bool rtl, mf_visual_fn *emit, void *ctx)
{
	UErrorCode status = U_ZERO_ERROR;
	struct units u;
	UBiDi *bidi;

	units_read(&u, text, len);
	/* shaping with the length kept, so that the sources still hold */
	u_shapeArabic(u.plain, u.n, u.shaped, u.n, U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_FIXED_SPACES_NEAR,
		      &status);
	bidi = ubidi_open();
	ubidi_setPara(bidi, u.shaped, u.n, rtl ? UBIDI_RTL : UBIDI_LTR, NULL, &status);
	for (int32_t run = 0, runs = ubidi_countRuns(bidi, &status); U_SUCCESS(status) && run < runs; run++) {
		int32_t start, length;
		UBiDiDirection direction = ubidi_getVisualRun(bidi, run, &start, &length);

		emit_run(&u, start, length, direction == UBIDI_RTL, emit, ctx);
	}
	ubidi_close(bidi);
	units_release(&u);
}
