# SPDX-License-Identifier: GPL-2.0-or-later
# tests/quality/local.mk - figures of retrieval: `make quality EVAL=DIR`, and floors in `make check`.

noinst_PROGRAMS += tests/quality/score
tests_quality_score_SOURCES = tests/quality/score.c
tests_quality_score_LDADD = $(MF_LIBC_LIBS) -lm

EXTRA_DIST += %D%/english %D%/english.tsv %D%/run
EXTRA_DIST += %D%/counted.tsv %D%/forms.tsv
dist_check_SCRIPTS += tests/quality/corpus.t tests/quality/counted.t tests/quality/forms.t tests/quality/seeds.t
