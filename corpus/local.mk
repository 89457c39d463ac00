# SPDX-License-Identifier: GPL-2.0-or-later
# corpus/local.mk - sample articles, their judgements and annotations, annotated news, and the gazetteer.

gazetteerdir = $(pkgdatadir)/gazetteer
dist_gazetteer_DATA = \
	%D%/gazetteer/organisations-more.ttl \
	%D%/gazetteer/organisations.ttl \
	%D%/gazetteer/people.ttl \
	%D%/gazetteer/people-arabian-peninsula.ttl \
	%D%/gazetteer/people-asia.ttl \
	%D%/gazetteer/people-egypt.ttl \
	%D%/gazetteer/people-iran-turkey-israel.ttl \
	%D%/gazetteer/people-iraq-syria.ttl \
	%D%/gazetteer/people-lebanon-jordan-palestine.ttl \
	%D%/gazetteer/people-morocco-mauritania.ttl \
	%D%/gazetteer/people-sudan-libya-somalia.ttl \
	%D%/gazetteer/people-tunisia-algeria.ttl \
	%D%/gazetteer/places.ttl

EXTRA_DIST += %D%/README.md %D%/articles %D%/news %D%/annotations %D%/queries.tsv %D%/qrels.txt %D%/exact.tsv \
	tests/quality/annotations.awk
dist_check_SCRIPTS += tests/quality/annotations.t tests/quality/corpus-news.t tests/quality/exact.t \
	tests/quality/held-out.t
