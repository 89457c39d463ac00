# SPDX-License-Identifier: GPL-2.0-or-later
# One file a line, in alphabetical order.
noinst_LIBRARIES += libmf-icu.a
libmf_icu_a_SOURCES = \
	%D%/charset.c %D%/charset.h \
	%D%/letters.c %D%/letters.h \
	%D%/words.c %D%/words.h
libmf_icu_a_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS)
