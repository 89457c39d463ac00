# SPDX-License-Identifier: GPL-2.0-or-later
# wrappers/zlib/local.mk - what this room builds (see the head of Makefile.am).
noinst_LIBRARIES += libmf-zlib.a
libmf_zlib_a_SOURCES = %D%/gunzip.c %D%/gunzip.h
