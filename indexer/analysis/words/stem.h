/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stem.h - from a folded form to the terms it is found by.
 *
 * Pure functions of the form: no vocabulary, no evidence.  What needs evidence from a collection
 * (is the ب of بدمج a clitic?) is decided at query time, over the index's vocabulary; mf_clitics
 * lists the readings.  Arabic only: forms of other scripts and numbers are their own stems.
 */
#ifndef MF_ANALYSIS_STEM_H
#define MF_ANALYSIS_STEM_H

#include <stddef.h>

struct mf_stemmer; /* libstemmer's state and a scratch buffer; one thread at a time */
struct mf_stemmer *mf_stemmer_new(void);
void mf_stemmer_free(struct mf_stemmer *stemmer); /* NULL accepted */

#define MF_STEM_MAX 208 /* bytes, NUL included */

/* The light stem: article and its compounds (ال وال بال كال فال لل), plural, dual and feminine endings and
 * suffixed pronouns brought to one shape, and Snowball for derived verbs.  Never empty.  Returns its
 * length. */
size_t mf_stem(struct mf_stemmer *stemmer, const char *form, size_t len, char out[static MF_STEM_MAX]);

/* The consonant root by affixes and patterns (after Taghva, Elkhoury and Coombs, 2005: "Arabic
 * Stemming Without A Root Dictionary"), three or four letters; 0 where the form has none (short
 * words, foreign names, other scripts). */
size_t mf_root(const char *form, size_t len, char out[static MF_STEM_MAX]);

/* A key under which usual transcriptions of one foreign name meet (ARABIC letters without weak
 * letters and with confusable consonants joined); 0 where nothing is left. */
size_t mf_name_key(const char *form, size_t len, char out[static MF_STEM_MAX]);

/* The readings of a form with one-letter clitics before it (و ف ب ل ك and pairs of them, لل as ل+ال):
 * byte lengths of each possible clitic run, longest rest first; at most MF_CLITIC_MAX.
 * A reading leaves at least three letters. Returns their number. */
#define MF_CLITIC_MAX 4
size_t mf_clitics(const char *form, size_t len, size_t cut[static MF_CLITIC_MAX]);

/* The clitic runs that may stand before a word, folded, NULL at the end: "و", "ف", "ب", "ل", "ك", "وب" ... */
extern const char *const mf_clitic_runs[];
/* ل with the article behind it, which lost its ا: "لل" ... */
extern const char *const mf_dative_runs[];

/* Forms that are the broken plural or the singular of this one, by the list data/plurals.txt (forms
 * without article); NUL-separated, empty string at the end; NULL where there is none.  Static. */
const char *mf_plural_partners(const char *form, size_t len);

/* True for the function and question words that a query of several words does not search for
 * (data/stopwords.txt, folded). */
int mf_stop_word(const char *form, size_t len);

#endif
