/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/location.h"

#include <stdlib.h>

#include "wrappers/libc/mem.h"

char *mf_index_location(const char *given)
{
	const char *db = getenv("MUFAHRIS_DB"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (given)
		return mf_strdup(given);
	if (db && *db)
		return mf_strdup(db);
	if (data && *data)
		return mf_printf("%s/mufahris/default", data);
	return mf_printf("%s/.local/share/mufahris/default", home ? home : ".");
}
