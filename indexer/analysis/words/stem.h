/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stem.h - from a folded form to the terms it is found by.
 *
 * Pure functions of the form: no vocabulary, no evidence.  What needs evidence from a collection
 * (is the ب of بدمج a clitic?) is decided at query time, over the index's vocabulary; mf_clitics
 * lists the readings.
 */
#ifndef MF_ANALYSIS_STEM_H
#define MF_ANALYSIS_STEM_H

#include <stddef.h>

/* How the forms of an index are stemmed; part of its fingerprint. */
enum mf_stemming {
	MF_STEMMING_PLUS,     /* Snowball, with the rules of shape.c before it */
	MF_STEMMING_SNOWBALL, /* Snowball alone: for comparison */
	MF_STEMMING_NONE,     /* every form is its own stem: for comparison */
	MF_STEMMINGS
};
extern const char *const mf_stemming_names[]; /* "snowball+", "snowball", "none", NULL */

struct mf_stemmer; /* libstemmer's state; one thread at a time */
struct mf_stemmer *mf_stemmer_new(enum mf_stemming kind);
void mf_stemmer_free(struct mf_stemmer *stemmer); /* NULL accepted */

#define MF_STEM_MAX 208 /* bytes, NUL included */

/* The stem of a folded form of letters: by Snowball's Arabic algorithm in the shape of shape.c, for Latin
 * letters by its English one, for Cyrillic by its Russian one; other forms are their own.  Never empty.
 * Returns its length. */
size_t mf_stem(struct mf_stemmer *stemmer, const char *form, size_t len, char out[static MF_STEM_MAX]);

/* The consonant root of a stem by affixes and patterns (after Taghva, Elkhoury and Coombs, 2005: "Arabic
 * Stemming Without A Root Dictionary"), three or four letters; 0 where it has none (short words,
 * foreign names, other scripts). */
size_t mf_root(const char *stem, size_t len, char out[static MF_STEM_MAX]);

/* The readings of a form with one-letter clitics before it (و ف ب ل ك and pairs of them, لل as ل+ال):
 * byte lengths of each possible clitic run, longest rest first; at most MF_CLITIC_MAX.
 * A reading leaves at least three letters. Returns their number. */
#define MF_CLITIC_MAX 4
size_t mf_clitics(const char *form, size_t len, size_t cut[static MF_CLITIC_MAX]);

/* The clitic runs that may stand before a word, folded, NULL at the end: "و", "ف", "ب", "ل", "ك", "وب" ... */
extern const char *const mf_clitic_runs[];

/* True for the function and question words that a query of several words does not search for
 * (data/stopwords.txt, folded). */
int mf_stop_word(const char *form, size_t len);

#endif
