# SPDX-License-Identifier: GPL-2.0-or-later
# tests/bench/local.mk - speed and size against other engines: `make bench BENCH=FILE`.

noinst_PROGRAMS += tests/bench/latency tests/bench/measure tests/bench/readers tests/bench/sample
tests_bench_latency_SOURCES = tests/bench/latency.c
tests_bench_latency_LDADD = $(MF_SEARCH_LIBS)
nodist_EXTRA_tests_bench_latency_SOURCES = cxx-link.cc
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_readers_SOURCES = tests/bench/readers.c
tests_bench_readers_LDADD = $(MF_SOURCE_LIBS)
tests_bench_sample_SOURCES = tests/bench/sample.c
tests_bench_sample_LDADD = $(MF_SOURCE_LIBS)

EXTRA_DIST += %D%/cluster.py %D%/run %D%/report.awk %D%/peers
CLEANFILES += tests/bench/costs.tsv tests/bench/latencies.tsv

# A cluster as it grows, and its memory while it is asked for ten minutes: `make bench-cluster BENCH=FILE.jsonl`.
bench-cluster: all
	top_builddir='$(abs_top_builddir)' python3 $(srcdir)/tests/bench/cluster.py "$(BENCH)" $(BENCH_SECONDS)

.PHONY: bench-cluster
