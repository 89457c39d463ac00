/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.cc - building queries. */
#include "wrappers/xapian/internal.hh"

using Xapian::Query;
using xc::guard;

namespace
{

Query::op operator_of(int op)
{
	switch (op) {
	case XC_OP_AND:
		return Query::OP_AND;
	case XC_OP_OR:
		return Query::OP_OR;
	case XC_OP_AND_NOT:
		return Query::OP_AND_NOT;
	case XC_OP_AND_MAYBE:
		return Query::OP_AND_MAYBE;
	case XC_OP_FILTER:
		return Query::OP_FILTER;
	case XC_OP_NEAR:
		return Query::OP_NEAR;
	case XC_OP_PHRASE:
		return Query::OP_PHRASE;
	case XC_OP_SYNONYM:
		return Query::OP_SYNONYM;
	}
	throw Xapian::InvalidArgumentError("not an operator of queries");
}

Query combine(int op, const std::vector<Query> &children, unsigned window)
{
	if (window && op != XC_OP_NEAR && op != XC_OP_PHRASE)
		throw Xapian::InvalidArgumentError("a window for an operator that has none");
	return Query(operator_of(op), children.begin(), children.end(), window);
}

/* Takes the children over from the caller, so that they are freed whatever happens. */
class adopted
{
public:
	adopted(xc_query **children, size_t n) noexcept : queries(children), count(n) {}
	adopted(const adopted &) = delete;
	adopted &operator=(const adopted &) = delete;

	~adopted()
	{
		for (size_t i = 0; i < count; i++) {
			delete queries[i];
			queries[i] = nullptr;
		}
	}

	/* The queries, checked to be there. */
	std::vector<Query> take() const
	{
		std::vector<Query> taken;

		taken.reserve(count);
		for (size_t i = 0; i < count; i++) {
			if (!queries[i])
				throw Xapian::InvalidArgumentError("a part of the query is missing");
			taken.push_back(queries[i]->query);
		}
		return taken;
	}

private:
	xc_query **queries;
	size_t count;
};

} // namespace

extern "C" {

int xc_query_term(struct xc_query **out, const char *term, size_t len, uint32_t wqf, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_query &made) { made.query = Query(xc::term(term, len), wqf); });
}

int xc_query_weighted(struct xc_query **out, const char *term, size_t len, double weight,
		      struct xc_error *err)
{
	return xc::make(out, err,
			[&](xc_query &made) { made.query = Query(weight, Query(xc::term(term, len))); });
}

int xc_query_all(struct xc_query **out, struct xc_error *err)
{
	/* Not Query::MatchAll, which all threads share. */
	return xc::make(out, err, [](xc_query &made) { made.query = Query(std::string()); });
}

int xc_query_nothing(struct xc_query **out, struct xc_error *err)
{
	return xc::make(out, err, [](xc_query &) {});
}

int xc_query_op(struct xc_query **out, int op, struct xc_query **children, size_t n, unsigned window,
		struct xc_error *err)
{
	const adopted parts(children, n);

	return xc::make(out, err, [&](xc_query &made) { made.query = combine(op, parts.take(), window); });
}

int xc_query_pair(struct xc_query **out, int op, struct xc_query *left, struct xc_query *right,
		  struct xc_error *err)
{
	struct xc_query *children[2] = { left, right };

	return xc_query_op(out, op, children, 2, 0, err);
}

int xc_query_terms(struct xc_query **out, int op, const struct xc_term *terms, size_t n, unsigned window,
		   struct xc_error *err)
{
	return xc::make(out, err, [&](xc_query &made) {
		std::vector<Query> children;

		children.reserve(n);
		for (size_t i = 0; i < n; i++)
			children.emplace_back(xc::term(terms[i].text, terms[i].len), terms[i].wdf);
		made.query = combine(op, children, window);
	});
}

int xc_query_scale(struct xc_query **out, struct xc_query *child, double factor, struct xc_error *err)
{
	const adopted parts(&child, 1);

	return xc::make(out, err, [&](xc_query &made) { made.query = Query(factor, parts.take()[0]); });
}

int xc_query_value_range(struct xc_query **out, uint32_t slot, const void *low, size_t low_len,
			 const void *high, size_t high_len, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_query &made) {
		if (low && high)
			made.query = Query(Query::OP_VALUE_RANGE, slot, xc::bytes(low, low_len),
					   xc::bytes(high, high_len));
		else if (low)
			made.query = Query(Query::OP_VALUE_GE, slot, xc::bytes(low, low_len));
		else if (high)
			made.query = Query(Query::OP_VALUE_LE, slot, xc::bytes(high, high_len));
		else
			throw Xapian::InvalidArgumentError("a range of values without an end");
	});
}

int xc_query_wildcard(struct xc_query **out, const char *prefix, size_t len, uint32_t limit, int mode, int op,
		      struct xc_error *err)
{
	return xc::make(out, err, [&](xc_query &made) {
		int how = 0;

		/* For Xapian 0 means no limit, or in one mode no match. */
		if (limit == 0)
			throw Xapian::InvalidArgumentError("a wildcard needs a limit");
		if (op != XC_OP_OR && op != XC_OP_SYNONYM)
			throw Xapian::InvalidArgumentError("not an operator of wildcards");
		if (mode == XC_WILDCARD_FAIL)
			how = Query::WILDCARD_LIMIT_ERROR;
		else if (mode == XC_WILDCARD_FIRST)
			how = Query::WILDCARD_LIMIT_FIRST;
		else if (mode == XC_WILDCARD_MOST)
			how = Query::WILDCARD_LIMIT_MOST_FREQUENT;
		else
			throw Xapian::InvalidArgumentError("not a way to limit a wildcard");
		made.query = Query(Query::OP_WILDCARD, xc::term(prefix, len), limit, how, operator_of(op));
	});
}

int xc_query_copy(struct xc_query **out, const struct xc_query *query, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_query &made) { made = *query; });
}

int xc_query_describe(char **out, const struct xc_query *query, struct xc_error *err)
{
	*out = nullptr;
	return guard(err, [&] {
		xc::copy_out(query->query.get_description(), out, nullptr);
		return XC_OK;
	});
}

void xc_query_free(struct xc_query *query)
{
	delete query;
}
}
