/* SPDX-License-Identifier: GPL-2.0-or-later */
/* data.h - the tables data/<name>.txt as build-aux/embed.sh compiles them in: the lines without comments. */
#ifndef MF_TRANSLATE_DATA_H
#define MF_TRANSLATE_DATA_H

#include <stddef.h>

extern const char mf_data_additions[];
extern const size_t mf_data_additions_len;
extern const char mf_data_english_stop[];
extern const size_t mf_data_english_stop_len;

#endif
