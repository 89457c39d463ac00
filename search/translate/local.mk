# SPDX-License-Identifier: GPL-2.0-or-later
# search/translate/local.mk - what this room builds (see the head of Makefile.am).
noinst_LIBRARIES += libmf-translate.a
libmf_translate_a_SOURCES = \
	%D%/compile.c %D%/compile.h \
	%D%/data.h \
	%D%/data/additions.txt \
	%D%/data/english_stop.txt \
	%D%/dictd.c %D%/dictd.h \
	%D%/dictionary.c %D%/dictionary.h \
	%D%/english.c %D%/english.h \
	%D%/installed.c %D%/installed.h

# One file knows where the table is before anything is installed.
%D%/installed.$(OBJEXT): DEFS += -DMF_BUILD_DATADIR='"$(abs_top_builddir)/search/translate"'

# The dictionary of the Debian package dict-freedict-eng-ara, compiled; without it English words are not
# translated, and the program says so.
noinst_PROGRAMS += %D%/translate-compile
%C%_translate_compile_SOURCES = %D%/compiler/main.c
%C%_translate_compile_LDADD = libmf-translate.a libmf-zlib.a $(MF_ANALYSIS_LIBS) $(ZLIB_LIBS)
if HAVE_ENG_ARA
dictionarydir = $(pkgdatadir)
nodist_dictionary_DATA = %D%/english-arabic.dictionary
CLEANFILES += %D%/english-arabic.dictionary
%D%/english-arabic.dictionary: %D%/translate-compile$(EXEEXT) $(ENG_ARA)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && %D%/translate-compile$(EXEEXT) $(ENG_ARA) $@
endif
