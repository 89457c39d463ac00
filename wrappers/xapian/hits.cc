/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hits.cc - what a search has found. */
#include "wrappers/xapian/internal.hh"

using xc::guard;

namespace
{

Xapian::MSetIterator hit_at(const xc_hits &hits, uint32_t i)
{
	if (i >= hits.mset.size())
		throw Xapian::RangeError("no such hit: " + std::to_string(i));
	return hits.mset[i];
}

} // namespace

extern "C" {

void xc_hits_info(const struct xc_hits *hits, struct xc_hits_stats *stats)
{
	const Xapian::MSet &mset = hits->mset;

	stats->count = mset.size();
	stats->first = mset.get_firstitem();
	stats->lower = mset.get_matches_lower_bound();
	stats->estimated = mset.get_matches_estimated();
	stats->upper = mset.get_matches_upper_bound();
	stats->max_weight = mset.get_max_attained();
	stats->possible_weight = mset.get_max_possible();
	stats->reruns = hits->reruns;
}

uint32_t xc_hits_count(const struct xc_hits *hits)
{
	return hits->mset.size();
}

int xc_hits_get(struct xc_hits *hits, uint32_t i, struct xc_hit *hit, struct xc_error *err)
{
	return guard(err, [&] {
		const Xapian::MSetIterator at = hit_at(*hits, i);
		hit->docid = *at;
		hit->weight = at.get_weight();
		hit->collapsed = at.get_collapse_count();
		return XC_OK;
	});
}

int xc_hits_copy(struct xc_hits *hits, uint32_t *docids, double *weights, struct xc_error *err)
{
	return guard(err, [&] {
		size_t n = 0;

		for (auto at = hits->mset.begin(); at != hits->mset.end(); ++at, ++n) {
			if (docids)
				docids[n] = *at;
			if (weights)
				weights[n] = at.get_weight();
		}
		return XC_OK;
	});
}

int xc_hits_document(struct xc_doc **out, struct xc_hits *hits, uint32_t i, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_doc &doc) { doc.doc = hit_at(*hits, i).get_document(); });
}

int xc_hits_terms(struct xc_terms **out, struct xc_hits *hits, uint32_t i, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		const Xapian::docid docid = *hit_at(*hits, i);
		terms.at = hits->enquire.get_matching_terms_begin(docid);
		terms.end = hits->enquire.get_matching_terms_end(docid);
	});
}

void xc_hits_free(struct xc_hits *hits)
{
	delete hits;
}
}
