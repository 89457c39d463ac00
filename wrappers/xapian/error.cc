/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error.cc - versions, and how exceptions become statuses. */
#include "wrappers/xapian/internal.hh"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

namespace
{

/* The one place where Xapian's exception classes are mapped, by the name that Error::get_type() gives. */
const struct {
	const char *type;
	xc_status status;
} classes[] = {
	{ "InvalidArgumentError", XC_E_INVALID },
	{ "InvalidOperationError", XC_E_OPERATION },
	{ "UnimplementedError", XC_E_UNSUPPORTED },
	{ "FeatureUnavailableError", XC_E_UNSUPPORTED },
	{ "DatabaseNotFoundError", XC_E_NOTFOUND },
	{ "DocNotFoundError", XC_E_NOTFOUND },
	{ "DatabaseCreateError", XC_E_EXISTS },
	{ "DatabaseLockError", XC_E_LOCKED },
	{ "DatabaseModifiedError", XC_E_MODIFIED },
	{ "DatabaseCorruptError", XC_E_CORRUPT },
	{ "DatabaseVersionError", XC_E_VERSION },
	{ "DatabaseOpeningError", XC_E_OPENING },
	{ "DatabaseClosedError", XC_E_CLOSED },
	{ "DatabaseError", XC_E_IO },
	{ "NetworkTimeoutError", XC_E_TIMEOUT },
	{ "NetworkError", XC_E_NETWORK },
	{ "RangeError", XC_E_RANGE },
	{ "QueryParserError", XC_E_QUERY },
	{ "WildcardError", XC_E_QUERY },
};

const char *const names[] = {
	"XC_OK",         "XC_E_NOMEM",    "XC_E_INVALID", "XC_E_OPERATION",   "XC_E_NOTFOUND", "XC_E_EXISTS",
	"XC_E_LOCKED",   "XC_E_MODIFIED", "XC_E_CORRUPT", "XC_E_VERSION",     "XC_E_OPENING",  "XC_E_IO",
	"XC_E_NETWORK",  "XC_E_TIMEOUT",  "XC_E_CLOSED",  "XC_E_UNSUPPORTED", "XC_E_RANGE",    "XC_E_QUERY",
	"XC_E_CALLBACK", "XC_E_INTERNAL",
};

const int names_count = static_cast<int>(sizeof(names) / sizeof(names[0]));

static_assert(sizeof(names) / sizeof(names[0]) == 1 - XC_E_INTERNAL, "each status has a name");

/* Xapian tells the text of errno and not its number: look which number has that text. */
int errno_of(const char *text) noexcept
{
	const int highest = 200;
	char buf[128];

	if (!text)
		return 0;
	for (int number = 1; number < highest; number++)
		if (strcmp(strerror_r(number, buf, sizeof(buf)), text) == 0)
			return number;
	return 0;
}

/* Damaged tables often surface as plain DatabaseError; these are the messages that mean it. */
bool tells_of_damage(const std::string &message) noexcept
{
	static const char *const signs[] = {
		"EOF reading block",
		"inflate failed",
		"Unexpected end of",
		"corrupt",
	};

	for (const char *sign : signs)
		if (message.find(sign) != std::string::npos)
			return true;
	return false;
}

int fail_xapian(xc_error *err, const Xapian::Error &error)
{
	const char *reason = error.get_error_string();
	const int sys_errno = errno_of(reason);
	const std::string type = error.get_type();
	int code = XC_E_INTERNAL;
	std::string text = error.get_msg();

	for (const auto &row : classes)
		if (type == row.type)
			code = row.status;
	if (code == XC_E_IO && tells_of_damage(text))
		code = XC_E_CORRUPT;
	if (code == XC_E_EXISTS && sys_errno != 0 && sys_errno != EEXIST)
		code = XC_E_OPENING;
	if (reason)
		text.append(" (").append(reason).append(")");
	if (!error.get_context().empty())
		text.append(", ").append(error.get_context());
	xc::fail(err, code, text.c_str());
	if (err) {
		err->sys_errno = sys_errno;
		type.copy(err->type, sizeof(err->type) - 1);
	}
	return code;
}

} // namespace

namespace xc
{

int fail(xc_error *err, int code, const char *text) noexcept
{
	if (!err)
		return code;
	memset(err, 0, sizeof(*err));
	err->code = code;
	strncpy(err->text, text, sizeof(err->text) - 1);
	for (char *c = err->text; *c; c++)
		if (static_cast<unsigned char>(*c) < 0x20 || *c == 0x7f)
			*c = '?';
	return code;
}

int fail_current(xc_error *err) noexcept
{
	try {
		throw;
	} catch (const stopped &) {
		return fail(err, XC_E_CALLBACK, "stopped by the caller");
	} catch (const Xapian::Error &error) {
		try {
			return fail_xapian(err, error);
		} catch (...) {
			return fail(err, XC_E_NOMEM, "out of memory");
		}
	} catch (const std::bad_alloc &) {
		return fail(err, XC_E_NOMEM, "out of memory");
	} catch (const std::exception &error) {
		return fail(err, XC_E_INTERNAL, error.what());
	} catch (...) {
		return fail(err, XC_E_INTERNAL, "an unknown exception");
	}
}

void check_term(const char *text, size_t len)
{
	if (len == 0 || !text)
		throw Xapian::InvalidArgumentError("an empty term");
	if (len <= XC_TERM_MAX / 2)
		return;
	if (len + static_cast<size_t>(std::count(text, text + len, '\0')) > XC_TERM_MAX)
		throw Xapian::InvalidArgumentError("a term longer than 245 bytes: " + std::string(text, 40));
}

void copy_out(const std::string &text, char **out, size_t *len)
{
	char *copy = static_cast<char *>(malloc(text.size() + 1));

	if (!copy)
		throw std::bad_alloc();
	memcpy(copy, text.c_str(), text.size() + 1);
	*out = copy;
	if (len)
		*len = text.size();
}

} // namespace xc

extern "C" {

unsigned xc_version(void)
{
	return XC_VERSION_NUMBER;
}

const char *xc_xapian_version(void)
{
	return Xapian::version_string();
}

const char *xc_status_name(int status)
{
	if (status > 0 || -status >= names_count)
		return "XC_E_?";
	return names[-status];
}

void xc_free(void *copy)
{
	free(copy);
}
}
