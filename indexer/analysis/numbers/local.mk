# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/analysis/numbers/local.mk - numbers in digits and words; part of libmf-analysis.a.
libmf_analysis_a_SOURCES += \
	%D%/number.c %D%/number.h \
	%D%/words.c %D%/words.h

check_PROGRAMS += tests/unit/test_number
tests_unit_test_number_SOURCES = tests/unit/test_number.c
tests_unit_test_number_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
