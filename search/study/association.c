/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/study/association.h"

#include <math.h>

double mf_expected(const struct mf_contingency *t)
{
	return t->n > 0 ? t->r * t->c / t->n : 0;
}

static double cell(double observed, double row, double column, double n)
{
	return observed > 0 && row > 0 && column > 0 ? observed * log(observed * n / (row * column)) : 0;
}

double mf_log_likelihood(const struct mf_contingency *t)
{
	double far = t->n - t->r, others = t->n - t->c;
	double sum = cell(t->o, t->r, t->c, t->n) + cell(t->r - t->o, t->r, others, t->n) +
		     cell(t->c - t->o, far, t->c, t->n) + cell(far - t->c + t->o, far, others, t->n);

	return sum > 0 ? 2 * sum : 0;
}

double mf_mutual_information(const struct mf_contingency *t)
{
	return log2(t->o / mf_expected(t));
}
