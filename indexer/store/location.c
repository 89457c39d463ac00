/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/location.h"

#include <stdlib.h>

#include "wrappers/libc/mem.h"

static char *usual(void)
{
	const char *db = getenv("MUFAHRIS_DB"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (db && *db)
		return mf_strdup(db);
	if (data && *data)
		return mf_printf("%s/mufahris/default", data);
	return mf_printf("%s/.local/share/mufahris/default", home ? home : ".");
}

int mf_index_location(const char *given, char **out, struct mf_error *err)
{
	*out = NULL;
	if (given && !*given) {
		mf_error_set(err, MF_E_USAGE, "--db=: the name of the folder is empty");
		mf_error_hint(err, "give the folder of an index, or leave --db out for the usual one");
		return MF_E_USAGE;
	}
	*out = given ? mf_strdup(given) : usual();
	return 0;
}
