# SPDX-License-Identifier: GPL-2.0-or-later
# search/shard/local.mk - the programs of a cluster, where libgearman is there.
if HAVE_GEARMAN
bin_PROGRAMS += mufahris-shard mufahris-cluster
mufahris_shard_SOURCES = %D%/main.c %D%/options.c %D%/options.h
mufahris_shard_LDADD = $(MF_SEARCH_LIBS)
nodist_EXTRA_mufahris_shard_SOURCES = cxx-link.cc
mufahris_cluster_SOURCES = %D%/status/main.c %D%/options.c %D%/options.h
mufahris_cluster_LDADD = $(MF_SEARCH_LIBS)
nodist_EXTRA_mufahris_cluster_SOURCES = cxx-link.cc
dist_man_MANS += %D%/mufahris-shard.1 %D%/mufahris-cluster.1 %D%/mufahris-cluster.7
dist_check_SCRIPTS += tests/cli/cluster.t tests/cli/hosts.t
nodist_systemduserunit_DATA += %D%/mufahris-shard@.service
CLEANFILES += %D%/mufahris-shard@.service
%D%/mufahris-shard@.service: %D%/mufahris-shard@.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's,@bindir@,$(bindir),' $(top_srcdir)/search/shard/mufahris-shard@.service.in >$@

mf_shard_completions = completions/bash/mufahris-shard completions/zsh/_mufahris-shard \
	completions/fish/mufahris-shard.fish
mf_cluster_completions = completions/bash/mufahris-cluster completions/zsh/_mufahris-cluster \
	completions/fish/mufahris-cluster.fish
bashcompletion_DATA += completions/bash/mufahris-shard completions/bash/mufahris-cluster
zshcompletion_DATA += completions/zsh/_mufahris-shard completions/zsh/_mufahris-cluster
fishcompletion_DATA += completions/fish/mufahris-shard.fish completions/fish/mufahris-cluster.fish
CLEANFILES += $(mf_shard_completions) $(mf_cluster_completions)
$(mf_shard_completions): mufahris-shard$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	./mufahris-shard$(EXEEXT) --print-completion=`basename $(@D)` >$@.new && mv $@.new $@
$(mf_cluster_completions): mufahris-cluster$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	./mufahris-cluster$(EXEEXT) --print-completion=`basename $(@D)` >$@.new && mv $@.new $@
endif
EXTRA_DIST += %D%/mufahris-shard@.service.in
