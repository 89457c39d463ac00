# SPDX-License-Identifier: GPL-2.0-or-later
# search/serve/local.mk - the server: its library, which tests link too, and the program.
noinst_LIBRARIES += libmf-serve.a
libmf_serve_a_SOURCES = \
	%D%/api.c \
	%D%/ask.c %D%/ask.h \
	%D%/assets.c \
	%D%/assets/icon.svg \
	%D%/assets/openapi.json \
	%D%/assets/script.js \
	%D%/assets/style.css \
	%D%/chips.c \
	%D%/document.c \
	%D%/export.c \
	%D%/facets.c \
	%D%/gate.c \
	%D%/help.c \
	%D%/histogram.c \
	%D%/kept.c \
	%D%/listen.c %D%/listen.h \
	%D%/metrics.c \
	%D%/options.c %D%/options.h \
	%D%/page.c %D%/page.h \
	%D%/pieces.c \
	%D%/replies.c \
	%D%/results.c \
	%D%/server.c %D%/server.h \
	%D%/study.c \
	%D%/verify.c %D%/verify.h \
	%D%/worker.c \
	search/output/mufahris.schema.json
MF_SERVE_LIBS = libmf-serve.a libmf-http.a $(MF_SEARCH_LIBS) $(MICROHTTPD_LIBS)

bin_PROGRAMS += mufahris-serve
mufahris_serve_SOURCES = %D%/main.c
mufahris_serve_LDADD = $(MF_SERVE_LIBS)
nodist_EXTRA_mufahris_serve_SOURCES = cxx-link.cc

### Files compiled in
SUFFIXES = .css .js .json .svg
EXTRA_DIST += build-aux/embed-file.sh
mf_embed_file = $(AM_V_GEN)$(MKDIR_P) $(@D) && sh $(top_srcdir)/build-aux/embed-file.sh $< | $(COMPILE) -x c -c -o $@ -
.css.$(OBJEXT):
	$(mf_embed_file)
.js.$(OBJEXT):
	$(mf_embed_file)
.json.$(OBJEXT):
	$(mf_embed_file)
.svg.$(OBJEXT):
	$(mf_embed_file)

dist_man_MANS += %D%/mufahris-serve.1
mf_serve_completions = completions/bash/mufahris-serve completions/zsh/_mufahris-serve \
	completions/fish/mufahris-serve.fish
bashcompletion_DATA += completions/bash/mufahris-serve
zshcompletion_DATA += completions/zsh/_mufahris-serve
fishcompletion_DATA += completions/fish/mufahris-serve.fish
CLEANFILES += $(mf_serve_completions)
$(mf_serve_completions): mufahris-serve$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	./mufahris-serve$(EXEEXT) --print-completion=`basename $(@D)` >$@.new && mv $@.new $@

### Units of systemd, for a user's own index
dist_systemduserunit_DATA += %D%/mufahris-serve.socket
nodist_systemduserunit_DATA += %D%/mufahris-serve.service
EXTRA_DIST += %D%/mufahris-serve.service.in
CLEANFILES += %D%/mufahris-serve.service
%D%/mufahris-serve.service: %D%/mufahris-serve.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's,@bindir@,$(bindir),' $(top_srcdir)/search/serve/mufahris-serve.service.in >$@

mf_serve_test = tests/unit/serve_fixture.c tests/unit/serve_fixture.h tests/unit/engine_fixture.c \
	tests/unit/engine_fixture.h
check_PROGRAMS += tests/unit/test_serve tests/unit/test_serve_forms tests/unit/test_serve_late \
	tests/unit/test_serve_rough
tests_unit_test_serve_SOURCES = tests/unit/test_serve.c $(mf_serve_test)
tests_unit_test_serve_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
nodist_EXTRA_tests_unit_test_serve_SOURCES = cxx-link.cc
tests_unit_test_serve_forms_SOURCES = tests/unit/test_serve_forms.c $(mf_serve_test)
tests_unit_test_serve_forms_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
nodist_EXTRA_tests_unit_test_serve_forms_SOURCES = cxx-link.cc
tests_unit_test_serve_rough_SOURCES = tests/unit/test_serve_rough.c $(mf_serve_test)
tests_unit_test_serve_rough_LDADD = $(MF_SEARCH_LIBS) $(CMOCKA_LIBS) -lm
nodist_EXTRA_tests_unit_test_serve_rough_SOURCES = cxx-link.cc
tests_unit_test_serve_late_SOURCES = tests/unit/test_serve_late.c tests/unit/engine_fixture.c \
	tests/unit/engine_fixture.h
tests_unit_test_serve_late_LDADD = $(MF_SERVE_LIBS) $(CMOCKA_LIBS) -lm
nodist_EXTRA_tests_unit_test_serve_late_SOURCES = cxx-link.cc

EXTRA_DIST += %D%/page.png
