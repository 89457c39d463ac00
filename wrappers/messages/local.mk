# SPDX-License-Identifier: GPL-2.0-or-later
# Catalogues: po/ar.po becomes mf_po_ar[] (build-aux/embed-po.sh).  `make messages` brings them up to date with the
# sources; tests/lint/messages.t fails where one has no translation.
noinst_LIBRARIES += libmf-messages.a
libmf_messages_a_SOURCES = %D%/messages.c %D%/messages.h %D%/po/ar.po
EXTRA_DIST += build-aux/embed-po.sh build-aux/messages.sh
dist_check_SCRIPTS += tests/lint/messages.t
check_PROGRAMS += tests/unit/test_messages
tests_unit_test_messages_SOURCES = tests/unit/test_messages.c
tests_unit_test_messages_LDADD = $(MF_MESSAGES_LIBS) $(CMOCKA_LIBS)

.po.$(OBJEXT):
	$(AM_V_GEN)$(MKDIR_P) $(@D) && MSGFMT='$(MSGFMT)' sh $(top_srcdir)/build-aux/embed-po.sh $< | \
	$(COMPILE) -x c -c -o $@ -

messages:
	sh $(top_srcdir)/build-aux/messages.sh update $(top_srcdir)

.PHONY: messages
