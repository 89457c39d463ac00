/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stopwords.c - words that say nothing of what a text is about. */
#include "indexer/analysis/words/stem.h"

#include <pthread.h>

#include "indexer/analysis/words/data.h"
#include "indexer/analysis/words/wordset.h"

static struct mf_wordset stop_words;
static pthread_once_t stop_words_once = PTHREAD_ONCE_INIT;

static void load_stop_words(void)
{
	mf_wordset_load(&stop_words, mf_data_stopwords, mf_data_stopwords_len);
}

int mf_stop_word(const char *form, size_t len)
{
	pthread_once(&stop_words_once, load_stop_words);
	return mf_wordset_has(&stop_words, form, len);
}
