# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/analysis/dates/local.mk - dates in texts and of documents; part of libmf-analysis.a.
libmf_analysis_a_SOURCES += \
	%D%/ago.c \
	%D%/calendar.c %D%/calendar.h \
	%D%/century.c \
	%D%/civil.c %D%/date.h \
	%D%/day.c \
	%D%/feast.c \
	%D%/find.c %D%/find.h \
	%D%/guess.c \
	%D%/latin.c \
	%D%/month.c \
	%D%/narrow.c \
	%D%/numeric.c \
	%D%/ordinal.c \
	%D%/parts.c %D%/parts.h \
	%D%/parse.c \
	%D%/period.c \
	%D%/range.c %D%/readers.h \
	%D%/said.c %D%/said.h \
	%D%/scan.c %D%/scan.h \
	%D%/season.c \
	%D%/source.c \
	%D%/units.c \
	%D%/when.c \
	%D%/words.c %D%/words.h \
	%D%/year.c

check_PROGRAMS += tests/unit/test_date
tests_unit_test_date_SOURCES = tests/unit/test_date.c
tests_unit_test_date_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/dates.txt
