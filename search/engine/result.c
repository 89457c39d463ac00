/* SPDX-License-Identifier: GPL-2.0-or-later */
/* result.c - what holds of results however they are written. */
#include "search/engine/result.h"
#include "wrappers/libc/message.h"

#include <string.h>

const char *const mf_match_names[MF_MATCHES] = {
	N_("same form"), N_("stem"),   N_("broken plural"),    N_("clitic"), N_("root"),
	N_("number"),    N_("entity"), N_("spelling variant"), N_("prefix"),
};

void mf_results_reset(struct mf_results *r)
{
	struct mf_arena arena = r->arena;

	mf_arena_reset(&arena);
	*r = (struct mf_results){ .arena = arena };
	r->query = r->interpreted = r->meant = r->warning = "";
	r->explain_lexemes = r->explain_tree = r->explain_query = "";
}

void mf_results_release(struct mf_results *r)
{
	mf_arena_release(&r->arena);
	mf_results_reset(r);
}

bool mf_begins_with_title(const struct mf_hit *hit)
{
	size_t len = strlen(hit->title);

	return hit->fragments && hit->fragment->len >= len &&
	       memcmp(hit->fragment->text, hit->title, len) == 0 &&
	       strcspn(hit->fragment->text + len, "\n") == strspn(hit->fragment->text + len, " \t\r");
}
