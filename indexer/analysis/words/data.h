/* SPDX-License-Identifier: GPL-2.0-or-later */
/* data.h - the tables data/<name>.txt as build-aux/embed.sh compiles them in: the lines without comments. */
#ifndef MF_WORDS_DATA_H
#define MF_WORDS_DATA_H

#include <stddef.h>

extern const char mf_data_article_exceptions[];
extern const size_t mf_data_article_exceptions_len;
extern const char mf_data_own_endings[];
extern const size_t mf_data_own_endings_len;
extern const char mf_data_plurals[];
extern const size_t mf_data_plurals_len;
extern const char mf_data_stopwords[];
extern const size_t mf_data_stopwords_len;

#endif
