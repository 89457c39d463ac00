# SPDX-License-Identifier: GPL-2.0-or-later
noinst_LIBRARIES += libmf-mail.a
libmf_mail_a_SOURCES = %D%/mail.h %D%/mail.c
