# SPDX-License-Identifier: GPL-2.0-or-later
# The C binding of libxapian: the only C++ of the project.  What links it needs the C++ linker.
noinst_LIBRARIES += libxapian-c.a
libxapian_c_a_SOURCES = \
	%D%/xapian-c.h %D%/internal.hh \
	%D%/db.cc \
	%D%/doc.cc \
	%D%/error.cc \
	%D%/hits.cc \
	%D%/iterate.cc \
	%D%/maintain.cc \
	%D%/query.cc \
	%D%/search.cc \
	%D%/weight.cc \
	%D%/writer.cc

check_PROGRAMS += tests/unit/test_xapian
tests_unit_test_xapian_SOURCES = \
	tests/unit/test_xapian.c \
	tests/unit/xapian_errors.c \
	tests/unit/xapian_fixture.c tests/unit/xapian_fixture.h \
	tests/unit/xapian_shards.c \
	tests/unit/xapian_throw.cc \
	tests/unit/xapian_weights.c
tests_unit_test_xapian_LDADD = $(MF_XAPIAN_LIBS) $(CMOCKA_LIBS) -lm
