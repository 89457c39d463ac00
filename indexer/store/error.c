/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/error.h"

#include <stdarg.h>

void mf_store_hint_rebuild(struct mf_error *err, const char *dir)
{
	mf_error_hint(err, "rebuild the index: mufahris-index %s%s%s--rebuild PATH", dir ? "-d " : "",
		      dir ? dir : "", dir ? " " : "");
}

int mf_store_damaged(struct mf_error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	mf_error_vset(err, MF_E_CORRUPT, format, args);
	va_end(args);
	mf_store_hint_rebuild(err, NULL);
	return MF_E_CORRUPT;
}

static enum mf_code code_of(const struct xc_error *from)
{
	switch (from->code) {
	case XC_E_NOTFOUND:
		return MF_E_NOTFOUND;
	case XC_E_LOCKED:
		return MF_E_LOCKED;
	case XC_E_CORRUPT:
		return MF_E_CORRUPT;
	case XC_E_VERSION:
		return MF_E_VERSION;
	case XC_E_OPENING:
	case XC_E_IO:
		return MF_E_IO;
	default:
		return MF_E_INTERNAL;
	}
}

int mf_store_error(const struct xc_error *from, const char *what, struct mf_error *err)
{
	enum mf_code code = code_of(from);

	mf_error_set(err, code, "%s: %s", what, from->text);
	if (code == MF_E_CORRUPT || code == MF_E_VERSION)
		mf_store_hint_rebuild(err, NULL);
	else if (code == MF_E_IO)
		mf_error_hint(err, "check free space and permissions; what was indexed before is kept");
	return code;
}
