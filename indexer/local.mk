# SPDX-License-Identifier: GPL-2.0-or-later
# indexer/local.mk - what this room builds (see the head of Makefile.am).
bin_PROGRAMS += mufahris-index
mufahris_index_SOURCES = \
	%D%/build.c %D%/build.h \
	%D%/describe.c %D%/describe.h \
	%D%/dump.c %D%/dump.h \
	%D%/files_from.c %D%/files_from.h \
	%D%/fdatasync.c %D%/fdatasync.h \
	%D%/gazetteer/export.c \
	%D%/gazetteer/files.c %D%/gazetteer/files.h \
	%D%/gazetteer/import.c %D%/gazetteer/import.h %D%/gazetteer/import_private.h \
	%D%/gazetteer/import_csv.c \
	%D%/gazetteer/import_json.c \
	%D%/gazetteer/data/wikidata-classes.txt \
	%D%/gazetteer/data/wikidata-countries.txt \
	%D%/gazetteer/import_rows.c \
	%D%/gazetteer/import_wikidata.c \
	%D%/gather.c %D%/gather.h \
	%D%/ingest.c %D%/ingest.h \
	%D%/intake.c \
	%D%/layers.c \
	%D%/ledger.c %D%/ledger.h %D%/ledger_private.h \
	%D%/ledger_prune.c \
	%D%/main.c \
	%D%/options.c %D%/options.h \
	%D%/parts.c \
	%D%/progress.c %D%/progress.h \
	%D%/publish.c \
	%D%/reanalyse.c \
	%D%/report.c %D%/report.h \
	%D%/settings.c %D%/settings.h \
	%D%/stop.c %D%/stop.h \
	%D%/unlisted.c %D%/unlisted.h \
	%D%/update.c %D%/update.h %D%/update_private.h \
	%D%/watching.c %D%/watching.h
mufahris_index_LDADD = $(MF_INDEXER_LIBS)
nodist_EXTRA_mufahris_index_SOURCES = cxx-link.cc

dist_man_MANS += %D%/mufahris-index.1
mf_index_completions = completions/bash/mufahris-index completions/zsh/_mufahris-index \
	completions/fish/mufahris-index.fish
bashcompletion_DATA += completions/bash/mufahris-index
zshcompletion_DATA += completions/zsh/_mufahris-index
fishcompletion_DATA += completions/fish/mufahris-index.fish
CLEANFILES += $(mf_index_completions)
$(mf_index_completions): mufahris-index$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	./mufahris-index$(EXEEXT) --print-completion=`basename $(@D)` >$@.new && mv $@.new $@
dist_check_SCRIPTS += tests/cli/archive.t tests/cli/gazetteer.t tests/cli/index.t tests/cli/index-terminal.t tests/cli/determinism.t tests/cli/kill.t \
	tests/cli/formats.t tests/cli/hamza.t tests/cli/hostile.t tests/cli/memory.t tests/cli/ownership.t tests/cli/places.t tests/cli/prune.t \
	tests/cli/stemmer.t tests/cli/stop.t tests/cli/watch.t

# One file knows where the sources are, to find the gazetteer before anything is installed.
%D%/gazetteer/files.$(OBJEXT): DEFS += -DMF_SOURCE_DATADIR='"$(abs_top_srcdir)/corpus"'

### Units of systemd, for a user's own index: by a timer, or as files change
nodist_systemduserunit_DATA += %D%/mufahris-index@.service %D%/mufahris-watch@.service
dist_systemduserunit_DATA += %D%/mufahris-index@.timer
EXTRA_DIST += %D%/mufahris-index@.service.in %D%/mufahris-watch@.service.in
CLEANFILES += %D%/mufahris-index@.service %D%/mufahris-watch@.service
%D%/mufahris-index@.service: %D%/mufahris-index@.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's,@bindir@,$(bindir),' $(top_srcdir)/$@.in >$@
%D%/mufahris-watch@.service: %D%/mufahris-watch@.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's,@bindir@,$(bindir),' $(top_srcdir)/$@.in >$@
