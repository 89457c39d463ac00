# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-serd.a
libmf_serd_a_SOURCES = %D%/turtle.c %D%/mf_turtle.h
