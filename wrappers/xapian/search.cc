/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search.cc - running a query, with callbacks that look at the documents found.
 *
 * Xapian shows a decider or a spy a document by its number in its shard and does not say which shard that
 * is.  A shard_mark tells: a posting source that matches nothing and is taken away from the query by
 * AND_NOT when there are several shards.  The matcher makes a copy of it for each shard, tells it the
 * database of that shard, and looks into that copy before it shows the first document of the shard; then
 * it finds it to be at its end and drops it, so that it costs nothing and changes no weight or count.
 * Shards are matched one after the other.
 *
 * Which shard it is, libxapian says from 2.0 on; before that it is the one with the UUID of the database
 * that the copy was told.  (The matcher passes over shards that have no documents: counting would not
 * do.) */
#include "wrappers/xapian/internal.hh"

#include <algorithm>
#include <cstring>
#include <exception>
#include <sstream>

using Xapian::Query;
using xc::guard;

namespace
{

/* One run of a search, seen by the callbacks. */
struct run {
	const xc_search *how;
	const xc_db *db;
	uint32_t shards;
	uint32_t current = 0;                 /* the shard whose documents come at present */
	uint32_t next = 0;                    /* the shard after the one that the last mark was made for */
	std::exception_ptr stopped = nullptr; /* what a callback has ended the search with */
};

#if !XAPIAN_AT_LEAST(2, 0, 0)
/* Finds the UUIDs of the shards, in their order; throws where they do not tell the shards apart. */
void find_uuids(xc_db &db)
{
	std::istringstream joined(db.db.get_uuid());
	std::vector<std::string> uuids;

	for (std::string uuid; std::getline(joined, uuid, ':');)
		uuids.push_back(uuid);
	if (uuids.size() != db.db.size())
		throw Xapian::UnimplementedError("callbacks for a shard that has no UUID");
	std::vector<std::string> sorted(uuids);
	std::sort(sorted.begin(), sorted.end());
	if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
		throw Xapian::UnimplementedError(
			"callbacks for two shards of which one is a copy of the other");
	db.uuids.swap(uuids);
}

/* Which shard this is.  Marks are made in the order of shards: mostly it is the next one. */
uint32_t shard_of(run &state, const Xapian::Database &database)
{
	const std::string uuid = database.get_uuid();

	for (uint32_t i = 0; i < state.shards; i++) {
		const uint32_t shard = (state.next + i) % state.shards;
		if (state.db->uuids[shard] != uuid)
			continue;
		state.next = shard + 1;
		return shard;
	}
	throw Xapian::InternalError("a search in a database of no shard");
}
#endif

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
	Xapian::doccount get_termfreq_min() const override { return 0; }
	Xapian::doccount get_termfreq_est() const override { return 0; }
	Xapian::doccount get_termfreq_max() const override { return 0; }
	Xapian::docid get_docid() const override { return 0; }
	bool at_end() const override { return true; }

	void next(double) override { state->current = shard; }
	void skip_to(Xapian::docid, double min_weight) override { next(min_weight); }

	bool check(Xapian::docid, double min_weight) override
	{
		next(min_weight);
		return true;
	}

private:
	run *state;
	uint32_t shard = 0;

public:
#if XAPIAN_AT_LEAST(2, 0, 0)
	void reset(const Xapian::Database &, Xapian::doccount index) override
	{
		shard = index;
	}
#else
	void init(const Xapian::Database &database) override
	{
		shard = shard_of(*state, database);
	}
#endif
};

xc_candidate candidate_of(const run &state, match *shown)
{
	const uint32_t local = shown->doc->get_docid();

	return { xc_docid_global(state.current, local, state.shards), state.current, local, shown };
}

/* Calls one of the caller's callbacks with a document.  Its answer, unless it wants no more: because of an
 * error that it met in xc_candidate_value(), or of its own.  Then an exception ends the search at once;
 * but libxapian 2.1 writes into freed memory when one passes through a search with a decider, so there
 * the documents that follow are passed over, and the exception comes after the search. */
template <typename callback_type>
int ask(run &state, const Xapian::Document &doc, const callback_type &callback)
{
	match shown = { &doc, std::string(), nullptr };
	const xc_candidate candidate = candidate_of(state, &shown);

	try {
		const int answer = callback(candidate);

		if (answer >= 0)
			return answer;
		if (shown.error)
			std::rethrow_exception(shown.error);
		throw xc::stopped();
	} catch (...) {
		state.stopped = std::current_exception();
#if !XAPIAN_AT_LEAST(2, 0, 0)
		throw;
#endif
	}
	return 0;
}

class decider : public Xapian::MatchDecider
{
public:
	explicit decider(run *r) : state(r) {}

	bool operator()(const Xapian::Document &doc) const override
	{
		if (state->stopped)
			return false;
		return ask(*state, doc, [this](const xc_candidate &candidate) {
			return state->how->decide(state->how->ctx, &candidate);
		});
	}

private:
	run *state;
};

class spy : public Xapian::MatchSpy
{
public:
	explicit spy(run *r) : state(r) {}

	void operator()(const Xapian::Document &doc, double weight) override
	{
		if (!state->stopped)
			ask(*state, doc, [this, weight](const xc_candidate &candidate) {
				return state->how->spy(state->how->ctx, &candidate, weight);
			});
	}

private:
	run *state;
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
	enquire.set_weighting_scheme(*xc::weight_of(how));
	enquire.set_cutoff(0, how.weight_cutoff);
	if (how.collapse_slot != XC_NO_SLOT)
		enquire.set_collapse_key(how.collapse_slot, how.collapse_max);
	if (how.time_limit > 0)
		enquire.set_time_limit(how.time_limit);
	set_order(enquire, how);
}

/* Runs the search once.  The marks, the spy and the decider do not outlive it. */
void run_once(xc_hits &hits, xc_db &db, const Query &query, const xc_search &how)
{
	const Xapian::doccount all = db.db.get_doccount();
	run state = { &how, &db, static_cast<uint32_t>(db.db.size()) };
	const decider decide(&state);
	spy see(&state);
	Query marked = query;

	if ((how.decide || how.spy) && state.shards > 1 && !query.empty()) {
#if !XAPIAN_AT_LEAST(2, 0, 0)
		if (db.uuids.empty())
			find_uuids(db);
#endif
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
	if (state.stopped)
		std::rethrow_exception(state.stopped);
	hits.enquire.clear_matchspies();
	hits.enquire.set_query(query);
}

/* Runs the search until no writer interferes.  The one place where a modified database is retried. */
std::unique_ptr<xc_hits> run_retrying(xc_db &db, const Query &query, const xc_search &how)
{
	const bool repeatable = !how.spy || how.restart;

	for (unsigned reruns = 0;; reruns++) {
		try {
			auto hits = std::make_unique<xc_hits>(db.db);
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
	*out = nullptr;
	return guard(err, [&] {
		xc_search whole = XC_SEARCH_INIT;

		/* A program may have been built with an older header, whose struct was shorter. */
		if (how && (how->size == 0 || how->size > sizeof(whole)))
			throw Xapian::InvalidArgumentError("a struct xc_search without XC_SEARCH_INIT");
		if (how)
			memcpy(&whole, how, how->size);
		*out = run_retrying(*db, query->query, whole).release();
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
