/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian_throw.cc - a spy that throws every kind of exception through a search of the Xapian binding. */
#include <new>
#include <stdexcept>

#include <xapian.h>

#include <xapian-c.h>

extern "C" {
int thrown(int kind, int *status, const char **type);
int throw_from_spy(void *kind, const struct xc_candidate *candidate, double weight);
}

namespace
{

class unheard_of : public Xapian::DatabaseError
{
public:
	explicit unheard_of(const std::string &text) : Xapian::DatabaseError(text) {}
};

const struct {
	int status;
	const char *type;
	void (*raise)();
} kinds[] = {
	{ XC_E_NOMEM, "", [] { throw std::bad_alloc(); } },
	{ XC_E_INTERNAL, "", [] { throw std::runtime_error("from the standard library"); } },
	{ XC_E_INTERNAL, "", [] { throw 42; } },
	{ XC_E_INTERNAL, "AssertionError", [] { throw Xapian::AssertionError("x"); } },
	{ XC_E_INVALID, "InvalidArgumentError", [] { throw Xapian::InvalidArgumentError("x"); } },
	{ XC_E_OPERATION, "InvalidOperationError", [] { throw Xapian::InvalidOperationError("x"); } },
	{ XC_E_UNSUPPORTED, "UnimplementedError", [] { throw Xapian::UnimplementedError("x"); } },
	{ XC_E_UNSUPPORTED, "FeatureUnavailableError", [] { throw Xapian::FeatureUnavailableError("x"); } },
	{ XC_E_IO, "DatabaseError", [] { throw Xapian::DatabaseError("Error writing block 7", 28); } },
	{ XC_E_IO, "DatabaseError", [] { throw unheard_of("x"); } },
	{ XC_E_CORRUPT, "DatabaseError", [] { throw Xapian::DatabaseError("EOF reading block 7"); } },
	{ XC_E_CORRUPT, "DatabaseError", [] { throw Xapian::DatabaseError("inflate failed (x)"); } },
	{ XC_E_CORRUPT, "DatabaseCorruptError", [] { throw Xapian::DatabaseCorruptError("x"); } },
	{ XC_E_EXISTS, "DatabaseCreateError", [] { throw Xapian::DatabaseCreateError("x"); } },
	{ XC_E_OPENING, "DatabaseCreateError", [] { throw Xapian::DatabaseCreateError("x", 13); } },
	{ XC_E_LOCKED, "DatabaseLockError", [] { throw Xapian::DatabaseLockError("x"); } },
	{ XC_E_MODIFIED, "DatabaseModifiedError", [] { throw Xapian::DatabaseModifiedError("x"); } },
	{ XC_E_OPENING, "DatabaseOpeningError", [] { throw Xapian::DatabaseOpeningError("x"); } },
	{ XC_E_VERSION, "DatabaseVersionError", [] { throw Xapian::DatabaseVersionError("x"); } },
	{ XC_E_NOTFOUND, "DatabaseNotFoundError", [] { throw Xapian::DatabaseNotFoundError("x"); } },
	{ XC_E_CLOSED, "DatabaseClosedError", [] { throw Xapian::DatabaseClosedError("x"); } },
	{ XC_E_NOTFOUND, "DocNotFoundError", [] { throw Xapian::DocNotFoundError("x"); } },
	{ XC_E_INTERNAL, "InternalError", [] { throw Xapian::InternalError("x"); } },
	{ XC_E_NETWORK, "NetworkError", [] { throw Xapian::NetworkError("x", "host:1"); } },
	{ XC_E_TIMEOUT, "NetworkTimeoutError", [] { throw Xapian::NetworkTimeoutError("x"); } },
	{ XC_E_QUERY, "QueryParserError", [] { throw Xapian::QueryParserError("x"); } },
	{ XC_E_INTERNAL, "SerialisationError", [] { throw Xapian::SerialisationError("x"); } },
	{ XC_E_RANGE, "RangeError", [] { throw Xapian::RangeError("two\nlines"); } },
	{ XC_E_QUERY, "WildcardError", [] { throw Xapian::WildcardError("x"); } },
};

} // namespace

int thrown(int kind, int *status, const char **type)
{
	if (kind >= static_cast<int>(sizeof(kinds) / sizeof(kinds[0])))
		return 0;
	*status = kinds[kind].status;
	*type = kinds[kind].type;
	return 1;
}

int throw_from_spy(void *kind, const struct xc_candidate *, double)
{
	kinds[*static_cast<int *>(kind)].raise();
	return 0;
}
