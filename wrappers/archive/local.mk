# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-archive.a
libmf_archive_a_SOURCES = %D%/archive.h %D%/archive.c
