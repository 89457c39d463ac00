/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.cc - running a query, with callbacks that look at the documents found.
 *
 * Xapian shows a decider or a spy a document by its number in its shard and does not say which shard that
 * is.  A shard_mark tells: a posting source that matches nothing and is taken away from the query by
 * AND_NOT when there are several shards.  The matcher makes a copy of it for each shard, tells it the
 * database of that shard, and looks into that copy before it shows the first document of the shard; then
 * it finds it to be at its end and drops it, so that it costs nothing and changes no weight, percentage or
 * count.  Shards are matched one after the other. */
#include "wrappers/xapian/internal.hh"

#include <algorithm>
#include <exception>

using Xapian::Query;
using xc::guard;

namespace
{

/* One run of a search, seen by the callbacks. */
struct run {
	const xc_search *how;
	const Xapian::Database *db;
	uint32_t shards;
	uint32_t current = 0; /* the shard whose documents come at present */
};

/* Which shard of the database searched this is.  (The matcher passes over shards that have no documents:
 * counting would not do.) */
uint32_t shard_of(const run &state, const Xapian::Database &database)
{
	for (uint32_t shard = 0; shard < state.shards; shard++)
		if (state.db->internal[shard].get() == database.internal[0].get())
			return shard;
	throw Xapian::InternalError("a search in a database of no shard");
}

/* What hangs on xc_candidate.match while a callback runs. */
struct match {
	const Xapian::Document *doc;
	std::string value;
	std::exception_ptr error;
};

class shard_mark : public Xapian::PostingSource
{
public:
	explicit shard_mark(run *r) : state(r) {}

	shard_mark *clone() const override { return new shard_mark(state); }

	void init(const Xapian::Database &database) override
	{
		shard = shard_of(*state, database);
		set_maxweight(0);
	}

	void next(double) override { state->current = shard; }

	Xapian::doccount get_termfreq_min() const override { return 0; }
	Xapian::doccount get_termfreq_est() const override { return 0; }
	Xapian::doccount get_termfreq_max() const override { return 0; }
	Xapian::docid get_docid() const override { return 0; }
	bool at_end() const override { return true; }

	void skip_to(Xapian::docid, double min_weight) override { next(min_weight); }

	bool check(Xapian::docid, double min_weight) override
	{
		next(min_weight);
		return true;
	}

private:
	run *state;
	uint32_t shard = 0;
};

xc_candidate candidate_of(const run &state, match *shown)
{
	const uint32_t local = shown->doc->get_docid();

	return { xc_docid_global(state.current, local, state.shards), state.current, local, shown };
}

/* A callback has said no more: because of an error it met in xc_candidate_value(), or of its own. */
[[noreturn]] void give_up(const match &shown)
{
	if (shown.error)
		std::rethrow_exception(shown.error);
	throw xc::stopped();
}

class decider : public Xapian::MatchDecider
{
public:
	explicit decider(const run *r) : state(r) {}

	bool operator()(const Xapian::Document &doc) const override
	{
		match shown = { &doc, std::string(), nullptr };
		const xc_candidate candidate = candidate_of(*state, &shown);
		const int answer = state->how->decide(state->how->ctx, &candidate);

		if (answer < 0)
			give_up(shown);
		return answer > 0;
	}

private:
	const run *state;
};

class spy : public Xapian::MatchSpy
{
public:
	explicit spy(const run *r) : state(r) {}

	void operator()(const Xapian::Document &doc, double weight) override
	{
		match shown = { &doc, std::string(), nullptr };
		const xc_candidate candidate = candidate_of(*state, &shown);

		if (state->how->spy(state->how->ctx, &candidate, weight) < 0)
			give_up(shown);
	}

private:
	const run *state;
};

void set_order(Xapian::Enquire &enquire, const xc_search &how)
{
	const bool reverse = how.sort_reverse != 0;

	if (how.sort != XC_SORT_RELEVANCE && how.sort_slot == XC_NO_SLOT)
		throw Xapian::InvalidArgumentError("sorting by value needs a slot");
	switch (how.sort) {
	case XC_SORT_RELEVANCE:
		enquire.set_sort_by_relevance();
		break;
	case XC_SORT_VALUE:
		enquire.set_sort_by_value(how.sort_slot, reverse);
		break;
	case XC_SORT_VALUE_RELEVANCE:
		enquire.set_sort_by_value_then_relevance(how.sort_slot, reverse);
		break;
	case XC_SORT_RELEVANCE_VALUE:
		enquire.set_sort_by_relevance_then_value(how.sort_slot, reverse);
		break;
	default:
		throw Xapian::InvalidArgumentError("not an order of hits");
	}
	switch (how.docid_order) {
	case XC_DOCID_ASCENDING:
		enquire.set_docid_order(Xapian::Enquire::ASCENDING);
		break;
	case XC_DOCID_DESCENDING:
		enquire.set_docid_order(Xapian::Enquire::DESCENDING);
		break;
	case XC_DOCID_ANY:
		enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
		break;
	default:
		throw Xapian::InvalidArgumentError("not an order of documents");
	}
}

void set_options(Xapian::Enquire &enquire, const xc_search &how)
{
	switch (how.weighting) {
	case XC_WEIGHT_BM25:
		enquire.set_weighting_scheme(
			Xapian::BM25Weight(how.k1, how.k2, how.k3, how.b, how.min_normlen));
		break;
	case XC_WEIGHT_BOOL:
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		break;
	default:
		throw Xapian::InvalidArgumentError("not a weighting");
	}
	enquire.set_cutoff(how.percent_cutoff, how.weight_cutoff);
	if (how.collapse_slot != XC_NO_SLOT)
		enquire.set_collapse_key(how.collapse_slot, how.collapse_max);
	if (how.time_limit > 0)
		enquire.set_time_limit(how.time_limit);
	set_order(enquire, how);
}

/* Runs the search once.  The marks, the spy and the decider do not outlive it. */
void run_once(xc_hits &hits, const Xapian::Database &db, const Query &query, const xc_search &how)
{
	const Xapian::doccount all = db.get_doccount();
	run state = { &how, &db, static_cast<uint32_t>(db.size()) };
	const decider decide(&state);
	spy see(&state);
	Query marked = query;

	if ((how.decide || how.spy) && state.shards > 1 && !query.empty()) {
		const Query mark((new shard_mark(&state))->release());
		marked = Query(Query::OP_AND_NOT, query, mark);
	}
	set_options(hits.enquire, how);
	if (how.spy)
		hits.enquire.add_matchspy(&see);
	hits.enquire.set_query(marked);
	hits.mset = hits.enquire.get_mset(std::min(how.first, all), std::min(how.max, all),
					  std::min(how.check_at_least, all), nullptr,
					  how.decide ? &decide : nullptr);
	hits.enquire.clear_matchspies();
	hits.enquire.set_query(query);
}

/* Runs the search until no writer interferes.  The one place where a modified database is retried. */
std::unique_ptr<xc_hits> run_retrying(Xapian::Database &db, const Query &query, const xc_search &how)
{
	const bool repeatable = !how.spy || how.restart;

	for (unsigned reruns = 0;; reruns++) {
		try {
			auto hits = std::make_unique<xc_hits>(db);
			run_once(*hits, db, query, how);
			hits->reruns = reruns;
			return hits;
		} catch (const Xapian::DatabaseModifiedError &) {
			if (reruns == how.retries || !repeatable)
				throw;
		}
		db.reopen();
		if (how.restart)
			how.restart(how.ctx);
	}
}

} // namespace

extern "C" {

int xc_search_run(struct xc_hits **out, struct xc_db *db, const struct xc_query *query,
		  const struct xc_search *how, struct xc_error *err)
{
	static const xc_search plain = XC_SEARCH_INIT;

	*out = nullptr;
	return guard(err, [&] {
		/* With 1.4.22 this reads freed memory, as OP_XOR does. */
		if (query->with_max && db->db.size() > 1)
			throw Xapian::UnimplementedError("XC_OP_MAX is not for several shards");
		*out = run_retrying(db->db, query->query, how ? *how : plain).release();
		return XC_OK;
	});
}

int xc_candidate_value(const struct xc_candidate *candidate, uint32_t slot, const char **value, size_t *len)
{
	match *shown = static_cast<match *>(candidate->match);

	return guard(nullptr, [&] {
		try {
			shown->value = shown->doc->get_value(slot);
			return xc::view(shown->value, value, len);
		} catch (...) {
			shown->error = std::current_exception();
			throw;
		}
	});
}
}
