/* SPDX-License-Identifier: GPL-2.0-or-later */
/* data.h - the tables data/<name>.txt of names; gazetteer_build.h cuts their lines into fields. */
#ifndef MF_NAMES_DATA_H
#define MF_NAMES_DATA_H

#include <stddef.h>

extern const char mf_data_cldr[];
extern const size_t mf_data_cldr_len;
extern const char mf_data_class_words[];
extern const size_t mf_data_class_words_len;
extern const char mf_data_doubtful[];
extern const size_t mf_data_doubtful_len;
extern const char mf_data_family_names[];
extern const size_t mf_data_family_names_len;
extern const char mf_data_given_names[];
extern const size_t mf_data_given_names_len;
extern const char mf_data_media_words[];
extern const size_t mf_data_media_words_len;
extern const char mf_data_memorial_words[];
extern const size_t mf_data_memorial_words_len;
extern const char mf_data_nisba[];
extern const size_t mf_data_nisba_len;
extern const char mf_data_ordinary[];
extern const size_t mf_data_ordinary_len;
extern const char mf_data_org_heads[];
extern const size_t mf_data_org_heads_len;
extern const char mf_data_portfolios[];
extern const size_t mf_data_portfolios_len;
extern const char mf_data_speech[];
extern const size_t mf_data_speech_len;
extern const char mf_data_titles[];
extern const size_t mf_data_titles_len;

#endif
