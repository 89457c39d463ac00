# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-html.a
libmf_html_a_SOURCES = %D%/html.h %D%/html.c %D%/html_private.h %D%/blocks.c %D%/charset.c %D%/meta.c \
	%D%/tags.h %D%/tags.c %D%/xml.h %D%/xml.c

check_PROGRAMS += tests/unit/test_pages
tests_unit_test_pages_SOURCES = tests/unit/test_pages.c
tests_unit_test_pages_LDADD = libmf-html.a $(MF_LIBC_LIBS) $(XML_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/formats/article.txt tests/formats/pages
