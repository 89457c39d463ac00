# SPDX-License-Identifier: GPL-2.0-or-later
# Built where libgearman is there (configure says so).
if HAVE_GEARMAN
noinst_LIBRARIES += libmf-gearman.a
libmf_gearman_a_SOURCES = %D%/client.c %D%/gearman.h %D%/gearman_private.h %D%/status.c %D%/worker.c

check_PROGRAMS += tests/unit/test_gearman
tests_unit_test_gearman_SOURCES = tests/unit/test_gearman.c
tests_unit_test_gearman_LDADD = libmf-gearman.a libmf-libc.a $(GEARMAN_LIBS) $(CMOCKA_LIBS)
endif
