/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/place.h"

#include "wrappers/libc/message.h"

static const char *comma(const struct mf_buf *out, size_t from, bool people)
{
	return out->len == from ? "" : people ? _(", ") : ", ";
}

static bool paged(const struct mf_locus *spot)
{
	return *spot->value[MF_PLACE_VOLUME] || *spot->value[MF_PLACE_PAGE];
}

void mf_place_put(struct mf_buf *out, const struct mf_locus *spot, bool people)
{
	size_t from = out->len;
	const char *const *value = spot ? spot->value : NULL;

	if (!spot)
		return;
	if (*value[MF_PLACE_VOLUME])
		mf_buf_printf(out, people ? _("vol. %s") : "vol. %s", value[MF_PLACE_VOLUME]);
	if (*value[MF_PLACE_PAGE]) {
		mf_buf_addstr(out, comma(out, from, people));
		mf_buf_printf(out, people ? _("p. %s") : "p. %s", value[MF_PLACE_PAGE]);
	}
	if (!paged(spot))
		mf_buf_addstr(out, value[MF_PLACE_CHAPTER]);
	if (*value[MF_PLACE_VERSE]) {
		mf_buf_addstr(out, comma(out, from, people));
		mf_buf_printf(out, people ? _("verse %s") : "verse %s", value[MF_PLACE_VERSE]);
	}
	if (*value[MF_PLACE_TIME]) {
		mf_buf_addstr(out, comma(out, from, people));
		mf_buf_addstr(out, value[MF_PLACE_TIME]);
	}
	if (out->len == from && *value[MF_PLACE_ANCHOR])
		mf_buf_printf(out, "#%s", value[MF_PLACE_ANCHOR]);
}

const char *mf_place_chapter(const struct mf_locus *spot)
{
	return spot && paged(spot) ? spot->value[MF_PLACE_CHAPTER] : "";
}
