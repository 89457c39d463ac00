/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/icu/memory.h"

#include <stdlib.h>
#include <unicode/uclean.h>

#include "wrappers/libc/mem.h"

static void *take(const void *context, size_t size)
{
	(void)context;
	return mf_malloc(size);
}

static void *take_more(const void *context, void *old, size_t size)
{
	(void)context;
	return mf_realloc(old, size);
}

static void give_back(const void *context, void *memory)
{
	(void)context;
	free(memory);
}

void mf_icu_memory(void)
{
	UErrorCode code = U_ZERO_ERROR; /* it stays with its own where it is asked too late */

	u_setMemoryFunctions(NULL, take, take_more, give_back, &code);
}
