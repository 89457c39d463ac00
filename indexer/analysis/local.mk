# SPDX-License-Identifier: GPL-2.0-or-later
# One file a line, in alphabetical order.
noinst_LIBRARIES += libmf-analysis.a
libmf_analysis_a_SOURCES = \
	%D%/affix.c %D%/affix.h \
	%D%/chars.c %D%/chars.h \
	%D%/data.h \
	%D%/date.h \
	%D%/document.c %D%/document.h \
	%D%/entity.c %D%/entity.h %D%/entity-private.h \
	%D%/entity_choose.c \
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
	%D%/data/nisba.txt \
	%D%/data/ordinary.txt \
	%D%/data/plurals.txt \
	%D%/data/portfolios.txt \
	%D%/data/speech.txt \
	%D%/data/stopwords.txt \
	%D%/data/titles.txt
