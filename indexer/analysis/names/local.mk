# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/analysis/names/local.mk - the gazetteer and the names of a document; part of libmf-analysis.a.
libmf_analysis_a_SOURCES += \
	%D%/data.h \
	%D%/entity.c %D%/entity.h %D%/entity_private.h \
	%D%/entity_choose.c \
	%D%/entity_dateline.c \
	%D%/entity_discover.c \
	%D%/entity_ministry.c \
	%D%/entity_reference.c \
	%D%/entity_scan.c \
	%D%/entity_search.c \
	%D%/gazetteer.c %D%/gazetteer.h %D%/gazetteer_private.h \
	%D%/gazetteer_build.c %D%/gazetteer_build.h \
	%D%/gazetteer_compile.c %D%/gazetteer_compile.h \
	%D%/gazetteer_lookup.c \
	%D%/gazetteer_names.c \
	%D%/gazetteer_nisba.c \
	%D%/gazetteer_strings.c \
	%D%/gazetteer_trie.c \
	%D%/gazetteer_turtle.c

libmf_analysis_a_SOURCES += \
	%D%/data/class-words.txt \
	%D%/data/cldr.txt \
	%D%/data/media-words.txt \
	%D%/data/memorial-words.txt \
	%D%/data/nisba.txt \
	%D%/data/ordinary.txt \
	%D%/data/portfolios.txt \
	%D%/data/speech.txt \
	%D%/data/titles.txt

check_PROGRAMS += tests/unit/test_gazetteer tests/unit/test_entity
tests_unit_test_gazetteer_SOURCES = tests/unit/test_gazetteer.c
tests_unit_test_gazetteer_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_entity_SOURCES = tests/unit/test_entity.c
tests_unit_test_entity_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/entities.txt tests/golden/entities.ttl
