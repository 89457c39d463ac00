/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/sections.h"

#include <string.h>

#include "indexer/store/error.h"

struct footer {
	uint64_t at[MF_SECTIONS_MAX], len[MF_SECTIONS_MAX];
	uint32_t n, version;
	char kind[4], magic[4];
};

static const char magic[4] = { 'M', 'F', 'S', '1' };

int mf_sections_create(struct mf_sections_writer *w, const char *path, struct mf_error *err)
{
	memset(w, 0, sizeof *w);
	return mf_writer_create(&w->file, path, err);
}

void mf_sections_begin(struct mf_sections_writer *w)
{
	static const char zeros[8];
	uint64_t at = mf_writer_offset(w->file);

	if (at % 8)
		mf_writer_add(w->file, zeros, 8 - at % 8);
	w->at[w->n++] = mf_writer_offset(w->file);
}

void mf_sections_add(struct mf_sections_writer *w, const void *bytes, size_t len)
{
	mf_writer_add(w->file, bytes, len);
	w->len[w->n - 1] += len;
}

void mf_sections_put(struct mf_sections_writer *w, const void *bytes, size_t len)
{
	mf_sections_begin(w);
	mf_sections_add(w, bytes, len);
}

int mf_sections_finish(struct mf_sections_writer *w, const char *kind, uint32_t version, struct mf_error *err)
{
	struct footer f;

	memset(&f, 0, sizeof f);
	memcpy(f.at, w->at, sizeof f.at);
	memcpy(f.len, w->len, sizeof f.len);
	f.n = w->n;
	f.version = version;
	memcpy(f.kind, kind, sizeof f.kind);
	memcpy(f.magic, magic, sizeof f.magic);
	mf_writer_add(w->file, &f, sizeof f);
	return mf_writer_close(w->file, false, err);
}

int mf_sections_open(struct mf_sections *s, const char *path, const char *kind, uint32_t version, unsigned n,
		     struct mf_error *err)
{
	struct footer f;
	int rc;

	memset(s, 0, sizeof *s);
	rc = mf_map_open(&s->map, path, err);
	if (rc < 0)
		return rc;
	if (s->map.len < sizeof f)
		goto bad;
	memcpy(&f, s->map.data + s->map.len - sizeof f, sizeof f);
	if (memcmp(f.magic, magic, sizeof magic) != 0 || memcmp(f.kind, kind, sizeof f.kind) != 0)
		goto bad;
	if (f.version != version) {
		mf_sections_close(s);
		mf_error_set(err, MF_E_VERSION, "%s: has version %u, this program reads version %u", path,
			     f.version, version);
		mf_store_hint_rebuild(err, NULL);
		return MF_E_VERSION;
	}
	if (f.n != n || n > MF_SECTIONS_MAX)
		goto bad;
	for (unsigned i = 0; i < n; i++) {
		if (f.at[i] % 8 || f.at[i] > s->map.len || f.len[i] > s->map.len - f.at[i])
			goto bad;
		s->at[i] = s->map.data + f.at[i];
		s->len[i] = f.len[i];
	}
	s->n = n;
	return 0;
bad:
	mf_sections_close(s);
	return mf_store_damaged(err, "%s: damaged or cut short", path);
}

void mf_sections_close(struct mf_sections *s)
{
	mf_map_close(&s->map);
	memset(s, 0, sizeof *s);
}
