# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-child.a
libmf_child_a_SOURCES = %D%/child.h %D%/child.c
