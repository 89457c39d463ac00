# SPDX-License-Identifier: GPL-2.0-or-later
# xapian-c, the C binding of libxapian: a library that is installed, and the only C++ of the project.  The
# programs here link the archive, and with it need the C++ linker.  `make install-xapian-c` installs the
# library without the programs.
lib_LIBRARIES += libxapian-c.a
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
libxapian_c_a_CXXFLAGS = $(AM_CXXFLAGS) -fPIC

include_HEADERS = %D%/xapian-c.h
pkgconfigdir = $(libdir)/pkgconfig
pkgconfig_DATA = %D%/xapian-c.pc
dist_man_MANS += %D%/xapian-c.3
xcexamplesdir = $(datadir)/doc/xapian-c/examples
dist_xcexamples_DATA = %D%/examples/index.c %D%/examples/search.c %D%/examples/spelling.c

### The shared library, of the objects of the archive, so that each is compiled once (Libtool would do so
### twice, and slow down the linking of every program).  The soname has the MAJOR of XC_VERSION; xapian-c.h
### has the rule for the three numbers.
xc_so = libxapian-c.so
xc_soname = $(xc_so).$(XC_MAJOR)
xc_sofile = $(xc_so).$(XC_VERSION)
xc_map = $(srcdir)/%D%/xapian-c.map

noinst_DATA = $(xc_sofile)
EXTRA_DIST += %D%/xapian-c.map
CLEANFILES += $(xc_sofile)

$(xc_sofile): $(libxapian_c_a_OBJECTS) $(xc_map)
	$(AM_V_CXXLD)$(CXXLINK) -shared -Wl,-soname,$(xc_soname) -Wl,--version-script=$(xc_map) \
		$(libxapian_c_a_OBJECTS) $(XAPIAN_LIBS)

install-exec-local: $(xc_sofile)
	$(MKDIR_P) '$(DESTDIR)$(libdir)'
	$(INSTALL_PROGRAM) $(xc_sofile) '$(DESTDIR)$(libdir)/$(xc_sofile)'
	cd '$(DESTDIR)$(libdir)' && ln -sf $(xc_sofile) $(xc_soname) && ln -sf $(xc_soname) $(xc_so)

uninstall-local:
	for file in $(xc_so) $(xc_soname) $(xc_sofile); do rm -f '$(DESTDIR)$(libdir)'/$$file; done

install-xapian-c: install-exec-local install-libLIBRARIES install-includeHEADERS install-pkgconfigDATA \
	install-man3 install-dist_xcexamplesDATA

.PHONY: install-xapian-c

### Tests
dist_check_SCRIPTS += tests/xapian-c/abi.t tests/xapian-c/install.t
EXTRA_DIST += tests/xapian-c/abi.txt tests/xapian-c/layout.awk

check_PROGRAMS += tests/unit/test_xapian
tests_unit_test_xapian_SOURCES = \
	tests/unit/test_xapian.c \
	tests/unit/xapian_errors.c \
	tests/unit/xapian_fixture.c tests/unit/xapian_fixture.h \
	tests/unit/xapian_shards.c \
	tests/unit/xapian_throw.cc \
	tests/unit/xapian_weights.c
tests_unit_test_xapian_LDADD = $(MF_XAPIAN_LIBS) $(CMOCKA_LIBS) -lm
