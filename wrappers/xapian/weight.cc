/* SPDX-License-Identifier: GPL-2.0-or-later */
/* weight.cc - what scores the documents of a search.
 *
 * BM25: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. */
#include "wrappers/xapian/internal.hh"

#include <algorithm>

namespace
{

struct parameters {
	double k1, b, min_normlen;
	double average_length; /* 0: that of the database */

	bool use_length() const { return k1 > 0 && b > 0; }
};

/* BM25 in which a term weighs what the query says, in place of its inverse document frequency. */
class given_weight : public Xapian::Weight
{
public:
	explicit given_weight(const parameters &p) : with(p)
	{
		need_stat(WDF);
		need_stat(WDF_MAX);
		if (!with.use_length())
			return;
		need_stat(DOC_LENGTH);
		need_stat(DOC_LENGTH_MIN);
		if (with.average_length <= 0)
			need_stat(AVERAGE_LENGTH);
	}

	given_weight *clone() const override { return new given_weight(with); }

	/* `scale` is the product of the scales round the term. */
	void init(double scale) override
	{
		full = scale * (with.k1 + 1);
		per_length = 0;
		if (!with.use_length())
			return;
		const double average = with.average_length > 0 ? with.average_length : get_average_length();
		if (average > 0)
			per_length = 1 / average;
	}

	/* A document is at least as long as it has the term, and no shorter than the shortest.  part() grows
	 * with wdf and shrinks with the length, and also grows where both are the same number. */
	double get_maxpart() const override
	{
		const Xapian::termcount wdf = get_wdf_upper_bound();

		return part(wdf, with.use_length() ? std::max(wdf, get_doclength_lower_bound()) : 0);
	}

private:
	const parameters with;
	double full = 0;       /* what a term reaches with an endless wdf */
	double per_length = 0; /* 1 / average length; 0: lengths play no part */

	double part(Xapian::termcount wdf, Xapian::termcount length) const
	{
		const double normal = std::max(length * per_length, with.min_normlen);

		return wdf ? full * (wdf / (with.k1 * (1 - with.b + with.b * normal) + wdf)) : 0;
	}

public:
#if XAPIAN_AT_LEAST(2, 0, 0)
	double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount,
			   Xapian::termcount) const override
	{
		return part(wdf, length);
	}
#else
	double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override
	{
		return part(wdf, length);
	}

	double get_sumextra(Xapian::termcount, Xapian::termcount) const override
	{
		return 0;
	}

	double get_maxextra() const override
	{
		return 0;
	}
#endif
};

} // namespace

std::unique_ptr<Xapian::Weight> xc::weight_of(const xc_search &how)
{
	switch (how.weighting) {
	case XC_WEIGHT_BM25:
		return std::make_unique<Xapian::BM25Weight>(how.k1, 0, how.k3, how.b, how.min_normlen);
	case XC_WEIGHT_BOOL:
		return std::make_unique<Xapian::BoolWeight>();
	case XC_WEIGHT_GIVEN:
		return std::make_unique<given_weight>(parameters{ std::max(how.k1, 0.0),
								  std::min(std::max(how.b, 0.0), 1.0),
								  how.min_normlen, how.average_length });
	default:
		throw Xapian::InvalidArgumentError("not a weighting");
	}
}
