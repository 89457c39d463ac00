# SPDX-License-Identifier: GPL-2.0-or-later
# wrappers/icu/local.mk - what this room builds (see the head of Makefile.am).
# One part a line, in alphabetical order.
noinst_LIBRARIES += libmf-icu.a
libmf_icu_a_SOURCES = \
	%D%/bidi.c %D%/bidi.h \
	%D%/calendar.c %D%/calendar.h \
	%D%/charset.c %D%/charset.h \
	%D%/letters.c %D%/letters.h \
	%D%/memory.c %D%/memory.h \
	%D%/region.c %D%/region.h \
	%D%/translit.c %D%/translit.h \
	%D%/wide.c %D%/wide.h \
	%D%/words.c %D%/words.h

check_PROGRAMS += tests/unit/test_charset
tests_unit_test_charset_SOURCES = tests/unit/test_charset.c
tests_unit_test_charset_LDADD = $(MF_ICU_LIBS) $(CMOCKA_LIBS)
