/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/names.h"

#include <string.h>

#include "indexer/analysis/names/gazetteer.h"
#include "indexer/store/error.h"

enum { S_ENTITY_OFF, S_ENTITY_BLOB, S_ENTITY_NUMBER, S_SOURCE_OFF, S_SOURCE_BLOB, S_SOURCE_NUMBER, SECTIONS };

int mf_names_open(struct mf_names *n, const char *path, struct mf_error *err)
{
	struct mf_sections *f = &n->file;
	int rc;

	memset(n, 0, sizeof *n);
	rc = mf_sections_open(f, path, MF_NAMES_KIND, MF_NAMES_VERSION, SECTIONS, err);
	if (rc < 0)
		return rc;
	n->entity_number = f->at[S_ENTITY_NUMBER];
	n->source_number = f->at[S_SOURCE_NUMBER];
	if (mf_stringset_open(&n->entities, f, S_ENTITY_OFF) == 0 &&
	    mf_stringset_open(&n->sources, f, S_SOURCE_OFF) == 0 &&
	    f->len[S_ENTITY_NUMBER] == n->entities.n * sizeof(uint32_t) &&
	    f->len[S_SOURCE_NUMBER] == n->sources.n * sizeof(uint32_t))
		return 0;
	mf_names_close(n);
	return mf_store_damaged(err, "%s: sections do not fit together", path);
}

void mf_names_close(struct mf_names *n)
{
	mf_sections_close(&n->file);
	memset(n, 0, sizeof *n);
}

int mf_names_write(const struct mf_stringset *entities, const uint32_t *entity_number,
		   const struct mf_stringset *sources, const uint32_t *source_number, const char *path,
		   struct mf_error *err)
{
	struct mf_sections_writer s;
	int rc = mf_sections_create(&s, path, err);

	if (rc < 0)
		return rc;
	mf_stringset_put(&s, entities);
	mf_sections_put(&s, entity_number, entities->n * sizeof *entity_number);
	mf_stringset_put(&s, sources);
	mf_sections_put(&s, source_number, sources->n * sizeof *source_number);
	return mf_sections_finish(&s, MF_NAMES_KIND, MF_NAMES_VERSION, err);
}

int mf_name_split(const char *text, size_t len, struct mf_name *out)
{
	const char *part[4];
	size_t n = 0;

	if (!len || text[len - 1] != '\0')
		return -1;
	for (size_t at = 0; at < len && n < 4; at += strlen(text + at) + 1)
		part[n++] = text + at;
	if (n < 4)
		return -1;
	out->id = part[0];
	out->type = part[1][0] == 'p' ? MF_PERSON : part[1][0] == 'l' ? MF_PLACE : MF_ORG;
	out->label = part[2];
	out->label_en = part[3];
	return 0;
}
