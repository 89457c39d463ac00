/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/icu/letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#include "wrappers/libc/mem.h"

enum mf_icu_category mf_icu_category(uint32_t c)
{
	UChar32 u = (UChar32)c;

	if ((c >= 0x0a && c <= 0x0d) || c == 0x85 || c == 0x2028 || c == 0x2029)
		return MF_ICU_LINE;
	if (u_hasBinaryProperty(u, UCHAR_PREPENDED_CONCATENATION_MARK))
		return MF_ICU_OTHER; /* U+06DD END OF AYAH and its like stand between words */
	if (u_hasBinaryProperty(u, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return MF_ICU_FORMAT;
	if (u_isUWhiteSpace(u))
		return MF_ICU_SPACE;
	if (u_hasBinaryProperty(u, UCHAR_QUOTATION_MARK))
		return MF_ICU_QUOTE;
	if (mf_icu_digit(c) >= 0)
		return MF_ICU_DIGIT;
	switch (u_charType(u)) {
	case U_UPPERCASE_LETTER:
	case U_LOWERCASE_LETTER:
	case U_TITLECASE_LETTER:
	case U_MODIFIER_LETTER:
	case U_OTHER_LETTER:
	case U_LETTER_NUMBER:
		return MF_ICU_LETTER;
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_COMBINING_SPACING_MARK:
		return MF_ICU_MARK;
	case U_FORMAT_CHAR:
		return MF_ICU_FORMAT;
	case U_DASH_PUNCTUATION:
		return MF_ICU_DASH;
	case U_START_PUNCTUATION:
		return MF_ICU_OPEN;
	case U_END_PUNCTUATION:
	case U_CONNECTOR_PUNCTUATION:
	case U_OTHER_PUNCTUATION:
	case U_INITIAL_PUNCTUATION:
	case U_FINAL_PUNCTUATION:
		return MF_ICU_PUNCT;
	default:
		return MF_ICU_OTHER;
	}
}

uint8_t mf_icu_script(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)c, &status);

	switch (script) {
	case USCRIPT_COMMON:
	case USCRIPT_INHERITED:
	case USCRIPT_UNKNOWN:
		return MF_ICU_COMMON;
	case USCRIPT_ARABIC:
		return MF_ICU_ARABIC;
	case USCRIPT_HEBREW:
		return MF_ICU_HEBREW;
	case USCRIPT_SYRIAC:
		return MF_ICU_SYRIAC;
	case USCRIPT_LATIN:
		return MF_ICU_LATIN;
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return MF_ICU_DICTIONARY;
	default:
		return (uint8_t)(MF_ICU_DICTIONARY + 1 + (unsigned)script % 240);
	}
}

int mf_icu_digit(uint32_t c)
{
	UChar32 u = (UChar32)c;

	if (u_charType(u) == U_DECIMAL_DIGIT_NUMBER)
		return u_charDigitValue(u);
	/* Superscripts and circled digits, but not the ideographs that are numbers. */
	if (u_charType(u) == U_OTHER_NUMBER && u_getIntPropertyValue(u, UCHAR_NUMERIC_TYPE) == U_NT_DIGIT)
		return (int)u_getNumericValue(u);
	return -1;
}

uint32_t mf_icu_base(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	UChar parts[32];
	int32_t n = unorm2_getDecomposition(nfd, (UChar32)c, parts, 32, &status), at = 0;
	UChar32 base;

	if (n <= 0 || U_FAILURE(status))
		return c;
	U16_NEXT(parts, at, n, base);
	return (uint32_t)base;
}

enum mf_icu_shape mf_icu_shape(uint32_t c)
{
	switch (u_getIntPropertyValue((UChar32)c, UCHAR_DECOMPOSITION_TYPE)) {
	case U_DT_ISOLATED:
		return MF_ICU_ISOLATED;
	case U_DT_INITIAL:
		return MF_ICU_INITIAL;
	case U_DT_MEDIAL:
		return MF_ICU_MEDIAL;
	case U_DT_FINAL:
		return MF_ICU_FINAL;
	default:
		return MF_ICU_SHAPELESS;
	}
}

bool mf_icu_combines(uint32_t c)
{
	UChar32 u = (UChar32)c;

	return u_getCombiningClass(u) != 0 || u_getIntPropertyValue(u, UCHAR_NFKC_QUICK_CHECK) == UNORM_MAYBE;
}

/* A scratch string that only long words take from the heap. */
#define SHORT 512

void mf_icu_nfkc_casefold(struct mf_buf *out, const char *text, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
	UChar small_in[SHORT], small_out[SHORT];
	UChar *in = small_in, *folded = small_out;
	int32_t in_len = 0, folded_len = 0, bytes = 0;
	char *at;

	if (len > INT32_MAX / 32 || U_FAILURE(status))
		return;
	if (len > SHORT)
		in = mf_malloc(len * sizeof *in);
	u_strFromUTF8(in, (int32_t)(len > SHORT ? len : SHORT), &in_len, text, (int32_t)len, &status);
	if (unorm2_spanQuickCheckYes(nfkc, in, in_len, &status) == in_len && U_SUCCESS(status)) {
		mf_buf_add(out, text, len);
		goto out;
	}
	folded_len = unorm2_normalize(nfkc, in, in_len, folded, SHORT, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		folded = mf_malloc((size_t)folded_len * sizeof *folded);
		folded_len = unorm2_normalize(nfkc, in, in_len, folded, folded_len, &status);
	}
	at = U_SUCCESS(status) ? mf_buf_reserve(out, (size_t)folded_len * 3) : NULL;
	if (at && folded_len) {
		u_strToUTF8(at, folded_len * 3, &bytes, folded, folded_len, &status);
		out->len += U_SUCCESS(status) ? (size_t)bytes : 0;
		out->data[out->len] = '\0';
	}
out:
	if (folded != small_out)
		free(folded);
	if (in != small_in)
		free(in);
}

void mf_icu_version(char out[static MF_ICU_VERSION_MAX])
{
	char icu[U_MAX_VERSION_STRING_LENGTH], unicode[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	u_getVersion(version);
	u_versionToString(version, icu);
	u_getUnicodeVersion(version);
	u_versionToString(version, unicode);
	snprintf(out, MF_ICU_VERSION_MAX, "ICU %s, Unicode %s", icu, unicode);
}
