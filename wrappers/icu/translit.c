/* SPDX-License-Identifier: GPL-2.0-or-later */
/* translit.c - through ICU's Interlingua-Arabic rules, which write long vowels as newspapers do;
 * Latin-Arabic writes vowel marks, and helps no one. */
#include "wrappers/icu/translit.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "wrappers/libc/error.h"

#define UNITS_MAX 1024

int mf_translit_arabic(const char *text, size_t len, struct mf_buf *out)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar units[UNITS_MAX];
	int32_t n = 0, limit, bytes = 0;
	UTransliterator *rules;
	char *room;

	if (len > UNITS_MAX / 2)
		return MF_E_INPUT;
	u_strFromUTF8WithSub(units, UNITS_MAX, &n, text, (int32_t)len, 0xfffd, NULL, &code);
	rules = utrans_openU(u"Russian-Latin/BGN; Latin-ASCII; Lower; ia-ar", -1, UTRANS_FORWARD, NULL, 0,
			     NULL, &code);
	if (U_FAILURE(code))
		return MF_E_UNSUPPORTED;
	limit = n;
	utrans_transUChars(rules, units, &n, UNITS_MAX, 0, &limit, &code);
	utrans_close(rules);
	room = mf_buf_reserve(out, UNITS_MAX * 3);
	if (U_FAILURE(code) || !room)
		return MF_E_INPUT;
	u_strToUTF8(room, UNITS_MAX * 3, &bytes, units, n, &code);
	if (U_FAILURE(code))
		return MF_E_INPUT;
	out->len += (size_t)bytes;
	out->data[out->len] = '\0';
	return 0;
}
