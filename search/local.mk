# SPDX-License-Identifier: GPL-2.0-or-later
# search/local.mk - what this room builds (see the head of Makefile.am).
# One file a line, in alphabetical order.
noinst_LIBRARIES += libmf-search.a
libmf_search_a_SOURCES = \
	%D%/cluster/counts.c \
	%D%/cluster/cluster.c %D%/cluster/cluster.h %D%/cluster/transport.h \
	%D%/cluster/file.c %D%/cluster/file.h \
	%D%/cluster/hits.c \
	%D%/cluster/link.h \
	%D%/cluster/messages.c %D%/cluster/messages.h \
	%D%/cluster/wire.c %D%/cluster/wire.h \
	%D%/cluster/worker.c %D%/cluster/worker.h \
	%D%/engine/collapse.c \
	%D%/engine/collect.c \
	%D%/engine/complete.c %D%/engine/complete.h \
	%D%/engine/document.c \
	%D%/engine/copies.c \
	%D%/engine/doubt.c %D%/engine/doubt.h \
	%D%/engine/ending.c %D%/engine/ending.h \
	%D%/engine/engine.c %D%/engine/engine.h %D%/engine/engine_private.h \
	%D%/engine/estimate.c %D%/engine/estimate.h \
	%D%/engine/explain.c \
	%D%/engine/facet_names.c \
	%D%/engine/facets.c %D%/engine/facets.h \
	%D%/engine/filters.c %D%/engine/filters.h \
	%D%/engine/hits.c \
	%D%/engine/labels.c %D%/engine/labels.h \
	%D%/engine/tally.c %D%/engine/tally.h \
	%D%/engine/latin.c %D%/engine/latin.h \
	%D%/engine/literal.c %D%/engine/literal.h \
	%D%/engine/match.c %D%/engine/match.h \
	%D%/engine/matches.c %D%/engine/matches.h \
	%D%/engine/name_forms.c \
	%D%/engine/near.c %D%/engine/near.h \
	%D%/engine/order.c %D%/engine/order.h \
	%D%/engine/part.c %D%/engine/part.h %D%/engine/remote.h \
	%D%/engine/place.c %D%/engine/place.h \
	%D%/engine/plan.c %D%/engine/plan.h \
	%D%/engine/plan_entities.c \
	%D%/engine/plan_phrase.c %D%/engine/plan_private.h \
	%D%/engine/plan_query.c \
	%D%/engine/rank.c %D%/engine/rank.h \
	%D%/engine/result.c %D%/engine/result.h \
	%D%/engine/search.c %D%/engine/search.h \
	%D%/engine/senses.c %D%/engine/senses.h \
	%D%/engine/snippet.c %D%/engine/snippet.h \
	%D%/engine/sources.c \
	%D%/engine/spelling.c %D%/engine/spelling.h \
	%D%/engine/spots.c %D%/engine/spots.h \
	%D%/engine/variants.c %D%/engine/variants.h \
	%D%/engine/kin.c %D%/engine/kin.h \
	%D%/engine/run.c %D%/engine/run.h \
	%D%/engine/words.c %D%/engine/words.h %D%/engine/word_table.c \
	%D%/engine/writings.c %D%/engine/writings.h \
	%D%/options.c %D%/options.h \
	%D%/output/html.c \
	%D%/output/json.c \
	%D%/output/kwic.c \
	%D%/output/layout.c %D%/output/layout.h \
	%D%/output/markup.c %D%/output/markup.h \
	%D%/output/networks.c \
	%D%/output/picture.c %D%/output/picture.h \
	%D%/output/render.c %D%/output/render.h \
	%D%/output/study_table.c %D%/output/study_table.h \
	%D%/output/bibtex.c \
	%D%/output/strips.c \
	%D%/output/svg.c %D%/output/svg.h \
	%D%/output/table.c \
	%D%/output/text.c \
	%D%/output/writer.c %D%/output/writer.h \
	%D%/query/lexer.c %D%/query/lexer.h \
	%D%/query/parser.c \
	%D%/query/print.c \
	%D%/query/query.h \
	%D%/request.c %D%/request.h \
	%D%/saved.c %D%/saved.h \
	%D%/study/association.c %D%/study/association.h \
	%D%/study/collocates.c \
	%D%/study/concordance.c \
	%D%/study/dispersion.c \
	%D%/study/freq.c \
	%D%/study/grams.c %D%/study/grams.h \
	%D%/study/names.c \
	%D%/study/ngrams.c \
	%D%/study/part.c %D%/study/part.h \
	%D%/study/spans.c \
	%D%/study/study.c %D%/study/study.h %D%/study/study_private.h \
	%D%/study/text.c \
	%D%/study/timeline.c \
	%D%/study/together.c

if HAVE_GEARMAN
libmf_search_a_SOURCES += %D%/cluster/link.c %D%/cluster/publish.c %D%/cluster/publish.h
else
libmf_search_a_SOURCES += %D%/cluster/no_link.c
endif
EXTRA_DIST += %D%/cluster/link.c %D%/cluster/no_link.c %D%/cluster/publish.c %D%/cluster/publish.h

# What these tests need of the room: neither the engine nor Xapian.
mf_query_test_libs = libmf-search.a libmf-json.a $(MF_ANALYSIS_LIBS) $(JANSSON_LIBS) $(CMOCKA_LIBS) -lm

check_PROGRAMS += tests/unit/test_output tests/unit/test_output_safety tests/unit/test_query tests/unit/test_study
tests_unit_test_output_SOURCES = tests/unit/test_output.c tests/unit/output_sample.h
tests_unit_test_output_LDADD = libmf-messages.a $(mf_query_test_libs)
tests_unit_test_output_safety_SOURCES = tests/unit/test_output_safety.c tests/unit/output_sample.h
tests_unit_test_output_safety_LDADD = $(mf_query_test_libs)
tests_unit_test_query_SOURCES = tests/unit/test_query.c
tests_unit_test_query_LDADD = $(mf_query_test_libs)
tests_unit_test_study_SOURCES = tests/unit/test_study.c
tests_unit_test_study_LDADD = $(mf_query_test_libs)
EXTRA_DIST += tests/golden/queries.txt

# Of indexes that they make with the programs built here.
check_PROGRAMS += tests/unit/test_analyser tests/unit/test_engine tests/unit/test_plans \
	tests/unit/test_quoted tests/unit/test_rank tests/unit/test_results
tests_unit_test_analyser_SOURCES = tests/unit/test_analyser.c tests/unit/engine_fixture.c tests/unit/engine_fixture.h
nodist_EXTRA_tests_unit_test_analyser_SOURCES = cxx-link.cc
tests_unit_test_analyser_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_engine_SOURCES = tests/unit/test_engine.c tests/unit/engine_fixture.c tests/unit/engine_fixture.h
nodist_EXTRA_tests_unit_test_engine_SOURCES = cxx-link.cc
tests_unit_test_engine_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_plans_SOURCES = tests/unit/test_plans.c tests/unit/engine_fixture.c tests/unit/engine_fixture.h
nodist_EXTRA_tests_unit_test_plans_SOURCES = cxx-link.cc
tests_unit_test_plans_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_quoted_SOURCES = tests/unit/test_quoted.c tests/unit/engine_fixture.c tests/unit/engine_fixture.h
nodist_EXTRA_tests_unit_test_quoted_SOURCES = cxx-link.cc
tests_unit_test_quoted_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_rank_SOURCES = tests/unit/test_rank.c
nodist_EXTRA_tests_unit_test_rank_SOURCES = cxx-link.cc
tests_unit_test_rank_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
tests_unit_test_results_SOURCES = tests/unit/test_results.c tests/unit/engine_fixture.c tests/unit/engine_fixture.h
nodist_EXTRA_tests_unit_test_results_SOURCES = cxx-link.cc
tests_unit_test_results_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
EXTRA_DIST += tests/golden/plans.txt

# Shards in one process.
check_PROGRAMS += tests/unit/test_cluster
tests_unit_test_cluster_SOURCES = tests/unit/test_cluster.c tests/unit/engine_fixture.c tests/unit/engine_fixture.h
nodist_EXTRA_tests_unit_test_cluster_SOURCES = cxx-link.cc
tests_unit_test_cluster_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm

# Writes indexes itself, with so little memory that segments are not merged.
check_PROGRAMS += tests/unit/test_cuts
tests_unit_test_cuts_SOURCES = tests/unit/test_cuts.c tests/unit/cuts_fixture.c tests/unit/cuts_fixture.h \
	tests/unit/engine_fixture.c tests/unit/engine_fixture.h \
	indexer/build.c indexer/fdatasync.c indexer/ingest.c indexer/intake.c indexer/layers.c indexer/ledger.c \
	indexer/ledger_prune.c indexer/parts.c indexer/publish.c indexer/reanalyse.c indexer/update.c
nodist_EXTRA_tests_unit_test_cuts_SOURCES = cxx-link.cc
tests_unit_test_cuts_LDADD = $(MF_SEARCH_LIBS) $(MF_INDEXER_LIBS) $(CMOCKA_LIBS) -lm

bin_PROGRAMS += mufahris-search
mufahris_search_SOURCES = %D%/config.c %D%/config.h %D%/main.c %D%/pager.c %D%/pager.h
mufahris_search_LDADD = $(MF_SEARCH_LIBS)
nodist_EXTRA_mufahris_search_SOURCES = cxx-link.cc

dist_man_MANS += %D%/mufahris-json.5 %D%/mufahris-search.1
schemadir = $(pkgdatadir)
dist_schema_DATA = %D%/output/mufahris.schema.json
mf_search_completions = completions/bash/mufahris-search completions/zsh/_mufahris-search \
	completions/fish/mufahris-search.fish
bashcompletion_DATA += completions/bash/mufahris-search
zshcompletion_DATA += completions/zsh/_mufahris-search
fishcompletion_DATA += completions/fish/mufahris-search.fish
CLEANFILES += $(mf_search_completions)
$(mf_search_completions): mufahris-search$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	./mufahris-search$(EXEEXT) --print-completion=`basename $(@D)` >$@.new && mv $@.new $@
