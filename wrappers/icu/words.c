/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/icu/words.h"

#include <pthread.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Opened once and never used itself: each call works on a clone, which is cheap. */
static UBreakIterator *prototype;
static pthread_once_t prototype_once = PTHREAD_ONCE_INIT;

static void open_prototype(void)
{
	UErrorCode status = U_ZERO_ERROR;

	prototype = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	if (U_FAILURE(status))
		prototype = NULL;
}

void mf_icu_words(const char *text, size_t len, void (*each)(void *ctx, size_t begin, size_t end), void *ctx)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *breaks = NULL;
	UText view = UTEXT_INITIALIZER;
	int32_t begin, end;

	pthread_once(&prototype_once, open_prototype);
	if (prototype && len < INT32_MAX)
		breaks = ubrk_clone(prototype, &status);
	utext_openUTF8(&view, text, (int64_t)len, &status);
	if (breaks)
		ubrk_setUText(breaks, &view, &status);
	if (!breaks || U_FAILURE(status)) {
		each(ctx, 0, len);
		goto out;
	}
	begin = ubrk_first(breaks);
	while ((end = ubrk_next(breaks)) != UBRK_DONE) {
		if (ubrk_getRuleStatus(breaks) >= UBRK_WORD_NONE_LIMIT)
			each(ctx, (size_t)begin, (size_t)end);
		begin = end;
	}
out:
	utext_close(&view);
	if (breaks)
		ubrk_close(breaks);
}
