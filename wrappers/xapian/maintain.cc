/* SPDX-License-Identifier: GPL-2.0-or-later */
/* maintain.cc - compacting and checking databases. */
#include "wrappers/xapian/internal.hh"

#include <cerrno>
#include <sstream>

using xc::guard;

static_assert(XC_COMPACT_FULL == int(Xapian::Compactor::FULL), "XC_COMPACT_FULL");
static_assert(XC_COMPACT_FULLER == int(Xapian::Compactor::FULLER), "XC_COMPACT_FULLER");
static_assert(XC_COMPACT_NO_RENUMBER == Xapian::DBCOMPACT_NO_RENUMBER, "XC_COMPACT_NO_RENUMBER");
static_assert(XC_COMPACT_MULTIPASS == Xapian::DBCOMPACT_MULTIPASS, "XC_COMPACT_MULTIPASS");
static_assert(XC_COMPACT_SINGLE_FILE == Xapian::DBCOMPACT_SINGLE_FILE, "XC_COMPACT_SINGLE_FILE");

namespace
{

/* How a check that Xapian broke off is to be understood: by damage, unless the system or the caller is to
 * blame, or there is nothing to check. */
int fold(int rc, const xc_error &why)
{
	if (rc == XC_E_OPENING && why.sys_errno == ENOENT)
		return XC_E_NOTFOUND;
	switch (rc) {
	case XC_E_IO:
	case XC_E_OPENING:
	case XC_E_EXISTS:
		return why.sys_errno ? rc : static_cast<int>(XC_E_CORRUPT);
	case XC_E_RANGE:
	case XC_E_INTERNAL:
		return XC_E_CORRUPT;
	default:
		return rc;
	}
}

} // namespace

extern "C" {

int xc_compact(const char *const *sources, size_t n, const char *dst, unsigned flags, unsigned block_size,
	       struct xc_error *err)
{
	const unsigned known = XC_COMPACT_FULL | XC_COMPACT_FULLER | XC_COMPACT_NO_RENUMBER |
			       XC_COMPACT_MULTIPASS | XC_COMPACT_SINGLE_FILE;

	return guard(err, [&] {
		Xapian::Database all;

		if (n == 0)
			throw Xapian::InvalidArgumentError("nothing to compact");
		if (flags & ~known)
			throw Xapian::InvalidArgumentError("an unknown flag for compacting");
		for (size_t i = 0; i < n; i++)
			all.add_database(Xapian::Database(sources[i]));
		all.compact(dst, flags, static_cast<int>(block_size));
		return XC_OK;
	});
}

int xc_check(const char *path, size_t *errors, char **report, struct xc_error *err)
{
	std::ostringstream said;
	xc_error why = XC_ERROR_INIT;
	size_t found = 0;
	int rc = guard(&why, [&] {
		found = Xapian::Database::check(path, 0, &said);
		if (found == 0)
			return static_cast<int>(XC_OK);
		return xc::fail(&why, XC_E_CORRUPT,
				("errors in the database " + std::string(path) + ": " + std::to_string(found))
					.c_str());
	});

	if (report)
		*report = nullptr;
	rc = why.code = fold(rc, why);
	if (rc == XC_E_CORRUPT && found == 0)
		found = 1;
	*errors = found;
	if (rc < 0 && err)
		*err = why;
	if (!report || said.str().empty())
		return rc;
	const int copied = guard(rc < 0 ? nullptr : err, [&] {
		xc::copy_out(said.str(), report, nullptr);
		return XC_OK;
	});
	return rc < 0 ? rc : copied;
}
}
