/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translate/installed.h"

#include <unistd.h>

#define NAME "/english-arabic.dictionary"

int mf_dictionary_installed(struct mf_dictionary **out, struct mf_error *err)
{
	const char *path = access(MF_BUILD_DATADIR NAME, R_OK) == 0 ? MF_BUILD_DATADIR NAME : MF_DATADIR NAME;

	*out = NULL;
	if (access(path, R_OK) == 0)
		return mf_dictionary_open(out, path, err);
	mf_error_set(err, MF_E_NOTFOUND, "no dictionary of English was built in");
	mf_error_hint(err, "install dict-freedict-eng-ara and build again, or give --dictionary=FILE");
	return MF_E_NOTFOUND;
}
