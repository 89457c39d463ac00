/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/command.h"

static bool is_given(const struct mf_command *c, const void *options)
{
	const unsigned char *field = (const unsigned char *)options + c->at;

	for (size_t i = 0; i < c->size; i++)
		if (field[i])
			return true;
	return false;
}

const struct mf_command *mf_command_choose(const struct mf_command *table, const void *options,
					   struct mf_error *err)
{
	const struct mf_command *chosen = NULL, *c = table;

	for (; c->option; c++) {
		if (!is_given(c, options))
			continue;
		if (c->wins)
			return c;
		if (chosen) {
			mf_error_set(err, MF_E_USAGE, "--%s and --%s cannot be given together",
				     chosen->option, c->option);
			return NULL;
		}
		chosen = c;
	}
	return chosen ? chosen : c;
}
