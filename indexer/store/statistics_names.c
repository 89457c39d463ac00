/* SPDX-License-Identifier: GPL-2.0-or-later */
/* statistics_names.c - the names of an archive, and by which label each is shown. */
#include <string.h>

#include "indexer/store/names.h"
#include "indexer/store/packing.h"
#include "indexer/store/statistics_private.h"

/* The names with a key of this beginning, one after the other, those of one id and type as one. */
struct names {
	struct mf_keys_merge merge;
	bool more;                /* merge has a key in hand */
	struct mf_buf text, next; /* of the best label so far; of the key in hand */
	struct mf_archive_name name;
};

static bool names_start(struct names *n, const struct mf_statistics *s, struct mf_packed beginning)
{
	memset(n, 0, sizeof *n);
	n->text = n->next = (struct mf_buf)MF_BUF_INIT;
	mf_keys_merge_start(&n->merge, s->run[MF_RUN_NAMES], s->layers);
	n->more = mf_keys_merge_seek(&n->merge, beginning.data, beginning.len);
	return n->more;
}

static void names_release(struct names *n)
{
	mf_keys_merge_release(&n->merge);
	mf_buf_release(&n->text);
	mf_buf_release(&n->next);
}

/* The key in hand, and how many passages have the name so. */
static bool read_key(struct names *n, struct mf_name *name, int64_t count[static 2])
{
	char *room;

	count[0] = count[1] = 0;
	for (size_t i = 0; i < n->merge.values; i++) {
		int64_t more[2];
		mf_value_counts(n->merge.value[i], more);
		count[0] += more[0];
		count[1] += more[1];
	}
	mf_buf_reset(&n->next);
	room = mf_buf_reserve(&n->next, 2 * n->merge.key_len + 1);
	if (!room)
		return false;
	n->next.len = mf_unpack(n->merge.key, n->merge.key_len, room);
	return mf_name_split(n->next.data, n->next.len, name) == 0;
}

static void take_label(struct names *n, const struct mf_name *name)
{
	struct mf_buf spare = n->text;

	n->text = n->next;
	n->next = spare;
	n->name.id = name->id;
	n->name.label = name->label;
	n->name.label_en = name->label_en;
	n->name.type = name->type;
}

/* The next name that lives: its label is the one that most passages have, the first in byte order of such. */
static bool names_next(struct names *n)
{
	int64_t best = 0;

	memset(&n->name, 0, sizeof n->name);
	for (; n->more; n->more = mf_keys_merge_next(&n->merge)) {
		struct mf_name name;
		int64_t count[2];
		if (!read_key(n, &name, count) || (count[0] <= 0 && count[1] <= 0))
			continue;
		if (n->name.id && (strcmp(name.id, n->name.id) != 0 || name.type != n->name.type))
			return true;
		n->name.passages += count[0] > 0 ? (uint64_t)count[0] : 0;
		n->name.adjective += count[1] > 0 ? (uint64_t)count[1] : 0;
		if (n->name.id && count[0] + count[1] <= best)
			continue;
		best = count[0] + count[1];
		take_label(n, &name);
	}
	return n->name.id != NULL;
}

/* What the keys of an id begin with. */
static struct mf_packed key_of_id(const char *id, struct mf_buf *room)
{
	size_t len = strlen(id) + 1;
	char *out = mf_buf_reserve(room, 2 * len);

	return (struct mf_packed){ room->data, out ? mf_pack(id, len, out) : 0 };
}

bool mf_statistics_name(const struct mf_statistics *s, const char *id, int type, struct mf_arena *arena,
			struct mf_archive_name *out)
{
	struct mf_buf room = MF_BUF_INIT;
	struct names n;
	bool found = false;

	names_start(&n, s, key_of_id(id, &room));
	while (!found && names_next(&n) && strcmp(n.name.id, id) == 0)
		found = type < 0 || n.name.type == type;
	if (found) {
		*out = n.name;
		out->id = mf_arena_strdup(arena, n.name.id);
		out->label = mf_arena_strdup(arena, n.name.label);
		out->label_en = mf_arena_strdup(arena, n.name.label_en);
	}
	names_release(&n);
	mf_buf_release(&room);
	return found;
}

uint64_t mf_statistics_entity(const struct mf_statistics *s, const char *id, bool adjectives)
{
	struct mf_buf room = MF_BUF_INIT;
	struct names n;
	uint64_t sum = 0;

	names_start(&n, s, key_of_id(id, &room));
	while (names_next(&n) && strcmp(n.name.id, id) == 0)
		sum += n.name.passages + (adjectives ? n.name.adjective : 0);
	names_release(&n);
	mf_buf_release(&room);
	return sum;
}

void mf_statistics_names(const struct mf_statistics *s,
			 void (*each)(void *ctx, const struct mf_archive_name *name), void *ctx)
{
	struct names n;

	names_start(&n, s, (struct mf_packed){ "", 0 });
	while (names_next(&n))
		each(ctx, &n.name);
	names_release(&n);
}
