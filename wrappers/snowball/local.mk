# SPDX-License-Identifier: GPL-2.0-or-later
# wrappers/snowball/local.mk - what this room builds (see the head of Makefile.am).
noinst_LIBRARIES += libmf-snowball.a
libmf_snowball_a_SOURCES = %D%/snowball.c %D%/snowball.h
