# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-libc.a
libmf_libc_a_SOURCES = \
	%D%/arena.c %D%/arena.h \
	%D%/bitmap.h \
	%D%/buf.c %D%/buf.h \
	%D%/command.c %D%/command.h \
	%D%/crash.c %D%/crash.h \
	%D%/edits.c %D%/edits.h \
	%D%/error.c %D%/error.h \
	%D%/file.c %D%/file.h \
	%D%/hash.h \
	%D%/mem.c %D%/mem.h \
	%D%/message.c %D%/message.h \
	%D%/options.c %D%/options_print.c %D%/options.h \
	%D%/sanitize.c %D%/sanitize.h \
	%D%/top.c %D%/top.h \
	%D%/utf8.c %D%/utf8.h \
	%D%/watch.c %D%/watch.h \
	%D%/varint.h

check_PROGRAMS += tests/unit/test_libc tests/unit/test_options
tests_unit_test_libc_SOURCES = tests/unit/test_libc.c
tests_unit_test_libc_LDADD = libmf-libc.a $(CMOCKA_LIBS)
tests_unit_test_options_SOURCES = tests/unit/test_options.c
tests_unit_test_options_LDADD = libmf-libc.a $(CMOCKA_LIBS)
