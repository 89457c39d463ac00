# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/store/local.mk - what this room builds (see the head of Makefile.am).
noinst_LIBRARIES += libmf-store.a
libmf_store_a_SOURCES = \
	%D%/batch.c %D%/batch.h \
	%D%/columns.c %D%/columns.h \
	%D%/documents.c %D%/documents.h \
	%D%/error.c %D%/error.h \
	%D%/files.c %D%/files.h \
	%D%/folder.c %D%/folder.h \
	%D%/index.c %D%/index.h \
	%D%/keys.c %D%/keys.h %D%/keys_merge.c \
	%D%/lexicon.c %D%/lexicon.h \
	%D%/location.c %D%/location.h \
	%D%/lock.c %D%/lock.h \
	%D%/manifest.c %D%/manifest.h \
	%D%/members.c \
	%D%/merge.c %D%/merge.h \
	%D%/names.c %D%/names.h \
	%D%/packing.c %D%/packing.h \
	%D%/places.c %D%/places.h \
	%D%/sealed.c %D%/sealed.h \
	%D%/blocks.c %D%/blocks.h %D%/verify.c %D%/verify.h %D%/sections.c %D%/sections.h %D%/sections_private.h \
	%D%/segment.c %D%/segment.h \
	%D%/statistics.c %D%/statistics.h %D%/statistics_private.h \
	%D%/statistics_count.c %D%/statistics_layer.c %D%/statistics_names.c %D%/statistics_others.c %D%/statistics_stems.c \
	%D%/statistics_value.c %D%/statistics_value.h %D%/statistics_verify.c %D%/statistics_words.c \
	%D%/strings.c %D%/strings.h \
	%D%/surfaces.c %D%/surfaces.h \
	%D%/texts.c %D%/texts.h \
	%D%/vocabulary.c %D%/vocabulary.h %D%/vocabulary_merge.c

check_PROGRAMS += tests/unit/test_folder tests/unit/test_store
tests_unit_test_folder_SOURCES = tests/unit/test_folder.c
tests_unit_test_folder_LDADD = $(MF_STORE_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_folder_SOURCES = cxx-link.cc
tests_unit_test_store_SOURCES = tests/unit/test_store.c
tests_unit_test_store_LDADD = $(MF_STORE_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_store_SOURCES = cxx-link.cc
check_PROGRAMS += tests/unit/test_statistics
tests_unit_test_statistics_SOURCES = tests/unit/test_statistics.c tests/unit/statistics_fixture.c \
	tests/unit/statistics_fixture.h
tests_unit_test_statistics_LDADD = $(MF_STORE_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_statistics_SOURCES = cxx-link.cc
check_PROGRAMS += tests/unit/test_keys
tests_unit_test_keys_SOURCES = tests/unit/test_keys.c
tests_unit_test_keys_LDADD = $(MF_STORE_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_keys_SOURCES = cxx-link.cc
