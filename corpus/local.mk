# SPDX-License-Identifier: GPL-2.0-or-later
# corpus/local.mk - sample articles, their judgements and annotations, annotated news, and the gazetteer.

gazetteerdir = $(pkgdatadir)/gazetteer
dist_gazetteer_DATA = %D%/gazetteer/organisations.ttl %D%/gazetteer/people.ttl %D%/gazetteer/places.ttl

EXTRA_DIST += %D%/README.md %D%/articles %D%/news %D%/annotations %D%/queries.tsv %D%/qrels.txt %D%/exact.tsv \
	tests/quality/annotations.awk
dist_check_SCRIPTS += tests/quality/annotations.t tests/quality/corpus-news.t tests/quality/exact.t \
	tests/quality/held-out.t
