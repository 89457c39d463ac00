/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translate/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

struct mf_dictionary {
	struct mf_map map;
	struct mf_buf bytes; /* where it is not mapped */
	const struct mf_dictionary_header *header;
	const uint32_t *offset;
	const char *text;
};

static int read_header(struct mf_dictionary *d, const char *data, size_t len, const char *name,
		       struct mf_error *err)
{
	const struct mf_dictionary_header *h = (const void *)data;
	size_t head = sizeof *h;

	if (len >= head && memcmp(h->magic, MF_DICTIONARY_MAGIC, sizeof h->magic) == 0 &&
	    h->entries < MF_DICTIONARY_BYTES && h->text && h->text < MF_DICTIONARY_BYTES &&
	    len == head + ((size_t)h->entries + 1) * sizeof(uint32_t) + h->text && !data[len - 1]) {
		d->header = h;
		d->offset = (const void *)(data + head);
		d->text = data + head + ((size_t)h->entries + 1) * sizeof(uint32_t);
		return 0;
	}
	mf_error_set(err, MF_E_CORRUPT, "%s: no compiled dictionary", name);
	mf_error_hint(err, "build mufahris again, or name a dictionary in the form of dictd");
	return MF_E_CORRUPT;
}

static int finish(struct mf_dictionary *d, int rc, struct mf_dictionary **out)
{
	if (rc < 0) {
		mf_dictionary_free(d);
		d = NULL;
	}
	*out = d;
	return rc;
}

int mf_dictionary_open(struct mf_dictionary **out, const char *path, struct mf_error *err)
{
	struct mf_dictionary *d = mf_calloc(1, sizeof *d);
	int rc;

	d->bytes = (struct mf_buf)MF_BUF_INIT;
	rc = mf_map_open(&d->map, path, err);
	return finish(d, rc < 0 ? rc : read_header(d, d->map.data, d->map.len, path, err), out);
}

int mf_dictionary_take(struct mf_dictionary **out, struct mf_buf *table, struct mf_error *err)
{
	struct mf_dictionary *d = mf_calloc(1, sizeof *d);

	d->bytes = *table;
	*table = (struct mf_buf)MF_BUF_INIT;
	return finish(d, read_header(d, d->bytes.data, d->bytes.len, "the dictionary", err), out);
}

void mf_dictionary_free(struct mf_dictionary *d)
{
	if (!d)
		return;
	mf_map_close(&d->map);
	mf_buf_release(&d->bytes);
	free(d);
}

uint32_t mf_dictionary_entries(const struct mf_dictionary *d)
{
	return d->header->entries;
}

uint32_t mf_dictionary_longest(const struct mf_dictionary *d)
{
	return d->header->longest;
}

/* The text ends with a NUL, so whatever begins in it ends in it. */
const char *mf_dictionary_key(const struct mf_dictionary *d, uint32_t entry)
{
	return entry < d->header->entries && d->offset[entry] < d->header->text ? d->text + d->offset[entry]
										: "";
}

/* A headword of bytes that may have none at its end. */
static int compare(const char *entry, const char *key, size_t len)
{
	size_t n = strlen(entry);
	int order = memcmp(entry, key, n < len ? n : len);

	return order ? order : n < len ? -1 : n > len;
}

uint32_t mf_dictionary_lower(const struct mf_dictionary *d, const char *key, size_t len)
{
	uint32_t low = 0, high = d->header->entries;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (compare(mf_dictionary_key(d, mid), key, len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Are the translations of an entry in it: strings, and an empty one? */
static const char *translations(const struct mf_dictionary *d, uint32_t entry)
{
	uint32_t from = d->offset[entry], to = d->offset[entry + 1];

	from += (uint32_t)strlen(mf_dictionary_key(d, entry)) + 1;
	return to <= d->header->text && from + 2 <= to && !d->text[to - 1] && !d->text[to - 2]
		       ? d->text + from
		       : NULL;
}

const char *mf_dictionary_find(const struct mf_dictionary *d, const char *key, size_t len)
{
	uint32_t entry = mf_dictionary_lower(d, key, len);

	return len && entry < d->header->entries && compare(mf_dictionary_key(d, entry), key, len) == 0
		       ? translations(d, entry)
		       : NULL;
}
