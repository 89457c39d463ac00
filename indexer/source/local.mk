# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-source.a
libmf_source_a_SOURCES = %D%/source.h %D%/source.c %D%/walk.h %D%/walk.c %D%/detect.h %D%/detect.c \
	%D%/stream.h %D%/stream.c %D%/reading.h %D%/reading.c %D%/text.c %D%/jsonl.c %D%/html.c %D%/archive.c

check_PROGRAMS += tests/unit/test_source
tests_unit_test_source_SOURCES = tests/unit/test_source.c tests/unit/pack.c tests/unit/pack.h
tests_unit_test_source_LDADD = $(MF_SOURCE_LIBS) $(CMOCKA_LIBS)
