# SPDX-License-Identifier: GPL-2.0-or-later
# One file a line, in alphabetical order.
noinst_LIBRARIES += libmf-analysis.a
libmf_analysis_a_SOURCES = \
	%D%/words/affix.c %D%/words/affix.h \
	%D%/words/chars.c %D%/words/chars.h \
	%D%/words/clitics.c \
	%D%/words/data.h \
	%D%/document.c %D%/document.h \
	%D%/words/fold.c %D%/words/fold.h \
	%D%/words/hamza.c %D%/words/hamza.h \
	%D%/passage.c %D%/passage.h %D%/place.h \
	%D%/words/root.c \
	%D%/schema.c %D%/schema.h \
	%D%/words/segment.c %D%/words/token.h \
	%D%/words/shape.c %D%/words/shape.h \
	%D%/words/stem.c %D%/words/stem.h \
	%D%/words/extracted.c %D%/words/extracted.h \
	%D%/words/stopwords.c \
	%D%/words/uthmani.c %D%/words/uthmani.h \
	%D%/words/variants.c %D%/words/variants.h \
	%D%/words/wordset.c %D%/words/wordset.h

# Tables that are compiled in: words.txt becomes mf_data_words[] and mf_data_words_len (build-aux/embed.sh).
libmf_analysis_a_SOURCES += \
	%D%/words/data/article-exceptions.txt \
	%D%/words/data/own-endings.txt \
	%D%/words/data/plurals.txt \
	%D%/words/data/stopwords.txt

# The fingerprint of the analyser, with a hash of all that decides an index.
noinst_LIBRARIES += libmf-fingerprint.a
libmf_fingerprint_a_SOURCES = %D%/fingerprint.c
libmf_fingerprint_a_LIBADD = %D%/sources-hash.$(OBJEXT)
%D%/sources-hash.$(OBJEXT): $(libmf_analysis_a_SOURCES) names.model build-aux/fingerprint.sh indexer/ingest.c \
		indexer/store/lexicon.c wrappers/icu/letters.c wrappers/icu/words.c wrappers/snowball/snowball.c
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sh $(srcdir)/build-aux/fingerprint.sh $(srcdir) names.model | \
	$(COMPILE) -x c -c -o $@ -
EXTRA_DIST += build-aux/fingerprint.sh
dist_check_SCRIPTS += tests/lint/fingerprint.t

check_PROGRAMS += tests/unit/test_passage tests/unit/test_schema tests/unit/test_segment \
	tests/unit/test_snowball tests/unit/test_stem
tests_unit_test_passage_SOURCES = tests/unit/test_passage.c
tests_unit_test_passage_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_schema_SOURCES = tests/unit/test_schema.c
tests_unit_test_schema_LDADD = libmf-fingerprint.a $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_segment_SOURCES = tests/unit/test_segment.c
tests_unit_test_segment_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_snowball_SOURCES = tests/unit/test_snowball.c
tests_unit_test_snowball_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_snowball_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=sb_stemmer_stem
tests_unit_test_stem_SOURCES = tests/unit/test_stem.c
tests_unit_test_stem_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/stem-pairs.txt tests/golden/tokens.txt
