# SPDX-License-Identifier: GPL-2.0-or-later
# One file a line, in alphabetical order.
noinst_LIBRARIES += libmf-analysis.a
libmf_analysis_a_SOURCES = \
	%D%/affix.c %D%/affix.h \
	%D%/chars.c %D%/chars.h \
	%D%/data.h \
	%D%/date.c %D%/date.h \
	%D%/date_civil.c \
	%D%/date_day.c \
	%D%/date_month.c \
	%D%/date_numeric.c \
	%D%/date_ordinal.c \
	%D%/date_period.c \
	%D%/date_range.c \
	%D%/date_scan.h \
	%D%/date_season.c \
	%D%/date_source.c \
	%D%/date_words.c %D%/date_words.h \
	%D%/date_year.c \
	%D%/document.c %D%/document.h \
	%D%/entity.c %D%/entity.h %D%/entity-private.h \
	%D%/entity_choose.c \
	%D%/entity_dateline.c \
	%D%/entity_discover.c \
	%D%/entity_ministry.c \
	%D%/entity_reference.c \
	%D%/entity_scan.c \
	%D%/fold.c %D%/fold.h \
	%D%/gazetteer.c %D%/gazetteer.h %D%/gazetteer-private.h \
	%D%/gazetteer_build.c %D%/gazetteer-build.h \
	%D%/gazetteer_compile.c %D%/gazetteer-compile.h \
	%D%/gazetteer_lookup.c \
	%D%/gazetteer_names.c \
	%D%/gazetteer_nisba.c \
	%D%/gazetteer_trie.c \
	%D%/gazetteer_turtle.c \
	%D%/number.c %D%/number.h \
	%D%/number_words.c %D%/number_words.h \
	%D%/passage.c %D%/passage.h \
	%D%/root.c \
	%D%/schema.c %D%/schema.h \
	%D%/segment.c %D%/token.h \
	%D%/stem.c %D%/stem.h \
	%D%/variants.c \
	%D%/wordset.c %D%/wordset.h

# Tables that are compiled in: words.txt becomes mf_data_words[] and mf_data_words_len (build-aux/embed.sh).
libmf_analysis_a_SOURCES += \
	%D%/data/article-exceptions.txt \
	%D%/data/class-words.txt \
	%D%/data/cldr.txt \
	%D%/data/media-words.txt \
	%D%/data/memorial-words.txt \
	%D%/data/nisba.txt \
	%D%/data/ordinary.txt \
	%D%/data/plurals.txt \
	%D%/data/portfolios.txt \
	%D%/data/speech.txt \
	%D%/data/stopwords.txt \
	%D%/data/titles.txt

check_PROGRAMS += tests/unit/test_date
tests_unit_test_date_SOURCES = tests/unit/test_date.c
tests_unit_test_date_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/dates.txt

check_PROGRAMS += tests/unit/test_gazetteer tests/unit/test_entity
tests_unit_test_gazetteer_SOURCES = tests/unit/test_gazetteer.c
tests_unit_test_gazetteer_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_entity_SOURCES = tests/unit/test_entity.c
tests_unit_test_entity_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/entities.txt tests/golden/entities.ttl

check_PROGRAMS += tests/unit/test_number tests/unit/test_passage tests/unit/test_schema tests/unit/test_segment \
	tests/unit/test_stem
tests_unit_test_number_SOURCES = tests/unit/test_number.c
tests_unit_test_number_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_passage_SOURCES = tests/unit/test_passage.c
tests_unit_test_passage_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_schema_SOURCES = tests/unit/test_schema.c
tests_unit_test_schema_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_segment_SOURCES = tests/unit/test_segment.c
tests_unit_test_segment_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_stem_SOURCES = tests/unit/test_stem.c
tests_unit_test_stem_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/stem-pairs.txt tests/golden/tokens.txt
