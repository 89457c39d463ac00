# SPDX-License-Identifier: GPL-2.0-or-later
# tests/local.mk - how tests run.  Unit tests (cmocka) are added by their rooms to check_PROGRAMS, shell
# tests to dist_check_SCRIPTS; every one speaks TAP.  Fuzz targets: see tests/fuzz/fuzz.h.

TESTS = $(check_PROGRAMS) $(dist_check_SCRIPTS)
TEST_EXTENSIONS = .t
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
T_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_COMPILER = $(SHELL)

AM_TESTS_ENVIRONMENT = LC_ALL=C.UTF-8; TZ=UTC; SOURCE_DATE_EPOCH=1700000000; CMOCKA_MESSAGE_OUTPUT=TAP; \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	CC='$(CC)'; CXX='$(CXX)'; MF_CPPFLAGS='$(AM_CPPFLAGS) $(CPPFLAGS)'; \
	MF_SAN_FLAGS='$(SAN_FLAGS)'; \
	export LC_ALL TZ SOURCE_DATE_EPOCH CMOCKA_MESSAGE_OUTPUT top_srcdir top_builddir CC CXX MF_CPPFLAGS MF_SAN_FLAGS;

# Tests that ask much more, of chance or of patience, where MUFAHRIS_LONG is set; some minutes.
mf_long_tests = tests/cli/hosts.t tests/cli/programs.t tests/lint/optimised.t tests/quality/forms.t tests/unit/test_bits tests/unit/test_cluster tests/unit/test_cuts tests/unit/test_damage

check-long: all
	MUFAHRIS_LONG=1 $(MAKE) $(AM_MAKEFLAGS) check TESTS='$(mf_long_tests)'

.PHONY: check-long

EXTRA_DIST += %D%/cli/lib.sh %D%/cli/browser.py %D%/cli/openapi.py %D%/cli/schema.py %D%/lint/lib.sh
dist_check_SCRIPTS += \
	%D%/cli/added.t \
	%D%/cli/browser.t \
	%D%/cli/arabic.t \
	%D%/cli/complaints.t \
	%D%/cli/copies.t \
	%D%/cli/dates.t \
	%D%/cli/endings.t \
	%D%/cli/facets.t \
	%D%/cli/json.t \
	%D%/cli/openapi.t \
	%D%/cli/kin.t \
	%D%/cli/aliases.t \
	%D%/cli/make.t \
	%D%/cli/programs.t \
	%D%/cli/translate.t \
	%D%/cli/queries.t \
	%D%/cli/search-daily.t \
	%D%/cli/search-terminal.t \
	%D%/cli/search.t \
	%D%/cli/spellings.t \
	%D%/cli/study.t \
	%D%/cli/writings.t
dist_check_SCRIPTS += %D%/lint/archives.t %D%/lint/files.t %D%/lint/format.t %D%/lint/headers.t %D%/lint/layers.t %D%/lint/optimised.t

# Needs mufahris-index, which is built before any test runs.
mf_damage_sources = tests/unit/damage_fixture.c tests/unit/damage_fixture.h tests/unit/reseal.c tests/unit/reseal.h
check_PROGRAMS += tests/unit/test_damage tests/unit/test_bits
tests_unit_test_bits_SOURCES = tests/unit/test_bits.c $(mf_damage_sources)
tests_unit_test_bits_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_bits_SOURCES = cxx-link.cc
tests_unit_test_damage_SOURCES = tests/unit/test_damage.c $(mf_damage_sources)
tests_unit_test_damage_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_damage_SOURCES = cxx-link.cc

# The n-th call that fails.  A sanitizer's run-time will not share the names that are preloaded.
if !ENABLE_SANITIZERS
check_PROGRAMS += tests/unit/test_failing
mf_long_tests += tests/unit/test_failing
tests_unit_test_failing_SOURCES = tests/unit/test_failing.c
tests_unit_test_failing_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS)
nodist_EXTRA_tests_unit_test_failing_SOURCES = cxx-link.cc
check_DATA += tests/preload/fail_call.so tests/preload/hold_call.so
endif
EXTRA_DIST += %D%/preload/fail_call.c %D%/preload/hold_call.c
CLEANFILES += tests/preload/fail_call.so tests/preload/hold_call.so

tests/preload/fail_call.so: tests/preload/fail_call.c
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(CC) -std=gnu17 $(WARN_CFLAGS) -O2 -fPIC -shared -o $@ $(srcdir)/tests/preload/fail_call.c -ldl
tests/preload/hold_call.so: tests/preload/hold_call.c
	$(AM_V_CC)$(MKDIR_P) $(@D) && $(CC) -std=gnu17 $(WARN_CFLAGS) -O2 -fPIC -shared -o $@ $(srcdir)/tests/preload/hold_call.c

### Fuzz targets
mf_fuzz_targets = tests/fuzz/fuzz_analysis tests/fuzz/fuzz_cluster tests/fuzz/fuzz_gazetteer \
	tests/fuzz/fuzz_index tests/fuzz/fuzz_query tests/fuzz/fuzz_request tests/fuzz/fuzz_source
mf_fuzz_sources = tests/fuzz/fuzz.h
if ENABLE_FUZZERS
noinst_PROGRAMS += $(mf_fuzz_targets)
else
check_PROGRAMS += $(mf_fuzz_targets)
mf_fuzz_sources += tests/fuzz/replay.c
endif

tests_fuzz_fuzz_analysis_SOURCES = tests/fuzz/fuzz_analysis.c $(mf_fuzz_sources)
tests_fuzz_fuzz_analysis_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_analysis_LDADD = $(MF_ANALYSIS_LIBS)

tests_fuzz_fuzz_cluster_SOURCES = tests/fuzz/fuzz_cluster.c $(mf_fuzz_sources)
tests_fuzz_fuzz_cluster_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_cluster_LDADD = $(MF_SEARCH_LIBS)
nodist_EXTRA_tests_fuzz_fuzz_cluster_SOURCES = cxx-link.cc
EXTRA_DIST += %D%/fuzz/cluster.txt

tests_fuzz_fuzz_gazetteer_SOURCES = tests/fuzz/fuzz_gazetteer.c $(mf_fuzz_sources)
tests_fuzz_fuzz_gazetteer_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_gazetteer_LDADD = $(MF_ANALYSIS_LIBS)

tests_fuzz_fuzz_index_SOURCES = tests/fuzz/fuzz_index.c tests/unit/reseal.c tests/unit/reseal.h $(mf_fuzz_sources)
tests_fuzz_fuzz_index_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_index_LDADD = $(MF_STORE_LIBS)
nodist_EXTRA_tests_fuzz_fuzz_index_SOURCES = cxx-link.cc

tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz_query.c $(mf_fuzz_sources)
tests_fuzz_fuzz_query_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_query_LDADD = libmf-search.a libmf-json.a $(MF_ANALYSIS_LIBS) $(JANSSON_LIBS)

tests_fuzz_fuzz_request_SOURCES = tests/fuzz/fuzz_request.c $(mf_fuzz_sources)
tests_fuzz_fuzz_request_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_request_LDADD = $(MF_SERVE_LIBS)
nodist_EXTRA_tests_fuzz_fuzz_request_SOURCES = cxx-link.cc
EXTRA_DIST += %D%/fuzz/requests.txt

tests_fuzz_fuzz_source_SOURCES = tests/fuzz/fuzz_source.c $(mf_fuzz_sources)
tests_fuzz_fuzz_source_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_source_LDADD = $(MF_SOURCE_LIBS)
EXTRA_DIST += %D%/fuzz/source/cp1256.txt %D%/fuzz/source/header.txt %D%/fuzz/source/packed.tar.gz \
	%D%/fuzz/source/mixed.txt %D%/fuzz/source/mojibake.txt %D%/fuzz/source/page.html %D%/fuzz/source/records.jsonl %D%/fuzz/source/utf16.txt

### Without cmocka, which only tests need, one line says so instead of a compiler
if !HAVE_CMOCKA
mf_test_objects = $(check_PROGRAMS:=.$(OBJEXT))
$(mf_test_objects): need-cmocka
need-cmocka:
	@echo "'make check' needs cmocka: apt-get install libcmocka-dev, then ./configure again" >&2; exit 1
endif
