# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-ini.a
libmf_ini_a_SOURCES = %D%/ini.c %D%/ini.h
