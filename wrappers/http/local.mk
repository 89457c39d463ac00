# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-http.a
libmf_http_a_SOURCES = %D%/http.c %D%/http.h %D%/http_private.h %D%/peers.c %D%/request.c %D%/workers.c
