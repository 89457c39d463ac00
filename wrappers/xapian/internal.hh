/* SPDX-License-Identifier: GPL-2.0-or-later */
/* internal.hh - what the files of the binding share: the handles, and the guard round every entry point. */
#ifndef XC_INTERNAL_HH
#define XC_INTERNAL_HH

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include <xapian-c.h>

namespace xc
{

/* Thrown to leave Xapian when a callback of the caller asked to stop. */
struct stopped {
};

static_assert(sizeof(Xapian::docid) == sizeof(uint32_t), "a libxapian with numbers of 32 bits");

/* Fills *err (NULL is accepted) and returns code.  Control characters in the text become '?'. */
int fail(xc_error *err, int code, const char *text) noexcept;

/* To be called in a catch block: turns the exception in flight into a status. */
int fail_current(xc_error *err) noexcept;

/* Runs the body of an entry point, a function that returns the status; nothing is thrown out of it. */
template <typename body_type> int guard(xc_error *err, body_type &&body) noexcept
{
	try {
		return body();
	} catch (...) {
		return fail_current(err);
	}
}

/* The same for an entry point that makes a handle: fill() gets a new one, which is handed out only when
 * fill() does not throw. */
template <typename handle_type, typename fill_type>
int make(handle_type **out, xc_error *err, fill_type &&fill) noexcept
{
	*out = nullptr;
	return guard(err, [&] {
		auto handle = std::make_unique<handle_type>();
		fill(*handle);
		*out = handle.release();
		return static_cast<int>(XC_OK);
	});
}

inline std::string bytes(const void *data, size_t len)
{
	return len ? std::string(static_cast<const char *>(data), len) : std::string();
}

/* A term of the caller's.  Throws InvalidArgumentError when it is empty or too long. */
void check_term(const char *text, size_t len);

inline std::string term(const char *text, size_t len)
{
	check_term(text, len);
	return std::string(text, len);
}

/* Hands out a copy for xc_free(); len may be NULL. */
void copy_out(const std::string &text, char **out, size_t *len);

/* Hands out a view of a string that a handle keeps. */
inline int view(const std::string &text, const char **data, size_t *len)
{
	*data = text.data();
	*len = text.size();
	return XC_OK;
}

/* What scores the documents of a search; the caller's. */
std::unique_ptr<Xapian::Weight> weight_of(const xc_search &how);

} // namespace xc

struct xc_doc {
	Xapian::Document doc;
	std::string text; /* the view last handed out; a buffer for terms on their way in */
};

struct xc_writer {
	Xapian::WritableDatabase db;
	bool begun = false; /* within a transaction */
};

struct xc_db {
	Xapian::Database db;
	std::vector<std::string> uuids; /* of the shards, once they were asked for */

	bool reopen()
	{
		uuids.clear();
		return db.reopen();
	}
};

struct xc_query {
	Xapian::Query query;
};

struct xc_terms {
	Xapian::TermIterator at, end;
	std::string text;
	uint32_t (*freq)(const Xapian::TermIterator &at) = nullptr; /* what is counted of a term, or none */
	bool started = false;
};

struct xc_hits {
	Xapian::Enquire enquire;
	Xapian::MSet mset;
	unsigned reruns = 0;

	explicit xc_hits(const Xapian::Database &db) : enquire(db) {}
};

#endif
