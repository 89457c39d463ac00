# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/analysis/names/local.mk - the gazetteer and the names of a document; part of libmf-analysis.a.
libmf_analysis_a_SOURCES += \
	%D%/data.h \
	%D%/entity.c %D%/entity.h %D%/entity_private.h \
	%D%/entity_choose.c \
	%D%/entity_dateline.c \
	%D%/entity_discover.c \
	%D%/entity_doubt.c \
	%D%/entity_ministry.c \
	%D%/entity_reference.c \
	%D%/entity_scan.c \
	%D%/entity_naming.c \
	%D%/entity_tagged.c \
	%D%/gazetteer.c %D%/gazetteer.h %D%/gazetteer_private.h \
	%D%/gazetteer_build.c %D%/gazetteer_build.h \
	%D%/gazetteer_compile.c %D%/gazetteer_compile.h \
	%D%/gazetteer_lookup.c \
	%D%/gazetteer_names.c \
	%D%/gazetteer_nisba.c \
	%D%/gazetteer_strings.c \
	%D%/gazetteer_trie.c \
	%D%/gazetteer_turtle.c \
	%D%/tagger.c %D%/tagger.h %D%/tagger_private.h \
	%D%/tagger_form.c \
	%D%/tagger_place.c

libmf_analysis_a_SOURCES += \
	%D%/data/class-words.txt \
	%D%/data/cldr.txt \
	%D%/data/doubtful.txt \
	%D%/data/family-names.txt \
	%D%/data/given-names.txt \
	%D%/data/media-words.txt \
	%D%/data/memorial-words.txt \
	%D%/data/nisba.txt \
	%D%/data/ordinary.txt \
	%D%/data/org-heads.txt \
	%D%/data/portfolios.txt \
	%D%/data/speech.txt \
	%D%/data/titles.txt

check_PROGRAMS += tests/unit/test_gazetteer tests/unit/test_entity
tests_unit_test_gazetteer_SOURCES = tests/unit/test_gazetteer.c
tests_unit_test_gazetteer_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_entity_SOURCES = tests/unit/test_entity.c
tests_unit_test_entity_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/golden/entities.txt tests/golden/entities.ttl

check_PROGRAMS += tests/unit/test_tagger
tests_unit_test_tagger_SOURCES = tests/unit/test_tagger.c %D%/training/crf.c %D%/training/pieces.c
tests_unit_test_tagger_LDADD = $(MF_ANALYSIS_LIBS) $(CMOCKA_LIBS)

# The tagger's model is trained where mufahris is built, from the annotated news and the gazetteer, and
# taken into libmf-model.a.
noinst_PROGRAMS += train-names
train_names_SOURCES = \
	%D%/training/crf.c \
	%D%/training/dictionary.c \
	%D%/training/main.c \
	%D%/training/pieces.c %D%/training/training.h
train_names_LDADD = $(MF_ANALYSIS_LIBS)

names.model: train-names$(EXEEXT) $(srcdir)/corpus/gazetteer/*.ttl $(srcdir)/corpus/news/*/*.txt
	$(AM_V_GEN)./train-names$(EXEEXT) $@ $(HUNSPELL_AR) $(srcdir)/corpus/gazetteer/*.ttl \
	$(srcdir)/corpus/news/*/*.txt
CLEANFILES += names.model

AM_CPPFLAGS += -DMF_TAGGER_MODEL='"$(abs_builddir)/names.model"'
noinst_LIBRARIES += libmf-model.a
libmf_model_a_SOURCES = %D%/model/model.c %D%/model/model.h
%D%/model/model.$(OBJEXT): names.model
