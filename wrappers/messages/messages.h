/* SPDX-License-Identifier: GPL-2.0-or-later */
/* messages.h - the languages that the programs speak, compiled in from po/. */
#ifndef MF_MESSAGES_H
#define MF_MESSAGES_H

#include "wrappers/libc/message.h"

/* The catalogue of a language ("ar", "ar_EG.UTF-8", "ar-TN"); NULL for English and for any other. */
const struct mf_catalogue *mf_messages_catalogue(const char *language);

/* The language that the environment asks messages for: LC_ALL, LC_MESSAGES or LANG; "" for none. */
const char *mf_messages_language(void);

#endif
