# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-source.a
libmf_source_a_SOURCES = %D%/archive.c %D%/compose.h %D%/compose.c %D%/csv.h %D%/csv.c %D%/detect.h %D%/detect.c \
	%D%/fields.h %D%/fields.c %D%/format.h %D%/format.c %D%/html.c %D%/jsonl.c %D%/language.c \
	%D%/linked_data.h %D%/linked_data.c %D%/looks.c %D%/mail.c %D%/office.c %D%/openiti.c %D%/pdf.c \
	%D%/readers.h %D%/reading.h %D%/reading.c %D%/rtf.c %D%/source.h %D%/source.c %D%/stream.h %D%/stream.c \
	%D%/subtitles.c %D%/text.c %D%/trec.c %D%/members.h %D%/mojibake.h %D%/mojibake.c %D%/vocabulary.h %D%/vocabulary.c %D%/walk.h %D%/walk.c \
	%D%/warc.c %D%/xml.h %D%/xml.c

check_PROGRAMS += tests/unit/test_source tests/unit/test_source_archives tests/unit/test_mojibake
mf_source_fixture = tests/unit/source_fixture.c tests/unit/source_fixture.h tests/unit/pack.c tests/unit/pack.h
tests_unit_test_source_SOURCES = tests/unit/test_source.c $(mf_source_fixture)
tests_unit_test_source_LDADD = $(MF_SOURCE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_source_archives_SOURCES = tests/unit/test_source_archives.c $(mf_source_fixture)
tests_unit_test_source_archives_LDADD = $(MF_SOURCE_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/formats/make tests/formats/make-real tests/formats/instances tests/formats/real
tests_unit_test_mojibake_SOURCES = tests/unit/test_mojibake.c $(mf_source_fixture)
tests_unit_test_mojibake_LDADD = $(MF_SOURCE_LIBS) $(CMOCKA_LIBS)
