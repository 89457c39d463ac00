# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-html.a
libmf_html_a_SOURCES = %D%/html.h %D%/html.c %D%/charset.c
