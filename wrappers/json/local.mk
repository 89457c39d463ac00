# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-json.a
libmf_json_a_SOURCES = %D%/json.h %D%/read.c %D%/write.c

check_PROGRAMS += tests/unit/test_json
tests_unit_test_json_SOURCES = tests/unit/test_json.c
tests_unit_test_json_LDADD = $(MF_JSON_LIBS) $(CMOCKA_LIBS)
