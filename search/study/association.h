/* SPDX-License-Identifier: GPL-2.0-or-later */
/* association.h - how much more often two words meet than chance would have it.
 *
 * Of n words, r stand near the node, c are the word in question, o are both. */
#ifndef MF_STUDY_ASSOCIATION_H
#define MF_STUDY_ASSOCIATION_H

struct mf_contingency {
	double o, r, c, n;
};

double mf_expected(const struct mf_contingency *t); /* of o, were they independent */

/* The log-likelihood ratio G2 over the four cells: T. Dunning, Accurate Methods for the Statistics of
 * Surprise and Coincidence, Computational Linguistics 19, 1993.  Above 10.83 chance is less likely
 * than 1 in 1000. */
double mf_log_likelihood(const struct mf_contingency *t);

/* log2(o / expected): K. Church and P. Hanks, Word Association Norms, Mutual Information, and
 * Lexicography, Computational Linguistics 16, 1990.  Needs o > 0; overrates rare words. */
double mf_mutual_information(const struct mf_contingency *t);

#endif
