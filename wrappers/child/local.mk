# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-child.a
libmf_child_a_SOURCES = %D%/child.h %D%/child.c %D%/leash.h %D%/leash.c

check_PROGRAMS += tests/unit/test_child
tests_unit_test_child_SOURCES = tests/unit/test_child.c
tests_unit_test_child_LDADD = libmf-child.a libmf-libc.a $(CMOCKA_LIBS)
