/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dictionary.c - the words of Hunspell's Arabic dictionary (Ayaspell, GPL 2, LGPL 2.1 or MPL 1.1).
 *
 * Its file has parts headed by names: tools, names (nouns), verbs in all their forms.  A word is followed
 * by '/' and a number of affixes, which tells proper nouns and adjectives from other nouns.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/training/training.h"
#include "indexer/analysis/words/fold.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define DICTIONARY_CEILING ((size_t)64 << 20)
#define WORDS_LEAST 10000

static uint32_t part_of(const char *line, uint32_t before)
{
	static const struct {
		const char *head;
		uint32_t class;
	} parts[] = {
		{ "stopwords.dic", DICT_TOOL },
		{ "tools.dic", DICT_TOOL },
		{ "names.dic", DICT_NOUN },
		{ "verb.huns.dic", DICT_VERB },
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strncmp(line, parts[i].head, strlen(parts[i].head)))
			return parts[i].class;
	return before;
}

static uint32_t class_of(uint32_t part, const char *affixes)
{
	long number = *affixes == '/' ? strtol(affixes + 1, NULL, 10) : 0;

	if (part == DICT_NOUN && number == 60)
		return DICT_PROPER;
	if (part == DICT_NOUN && (number == 166 || number == 168 || number == 169))
		return DICT_ADJECTIVE;
	return part;
}

struct table {
	uint32_t *v;
	uint32_t mask, n;
};

static void put(struct table *t, uint32_t hash, uint32_t class)
{
	uint32_t i = (hash >> DICT_BITS) & t->mask;

	while (t->v[i] != 0 && t->v[i] >> DICT_BITS != hash >> DICT_BITS)
		i = (i + 1) & t->mask;
	t->n += t->v[i] == 0;
	t->v[i] = hash | class | (t->v[i] & ((1u << DICT_BITS) - 1));
}

int mf_dictionary_read(const char *path, struct mf_buf *out, uint32_t *mask, struct mf_error *err)
{
	struct mf_buf file = MF_BUF_INIT, folded = MF_BUF_INIT;
	struct table t = { .mask = (1u << 18) - 1 };
	uint32_t part = DICT_TOOL;
	int rc = mf_file_read(path, DICTIONARY_CEILING, &file, err);

	t.v = mf_calloc(t.mask + 1, sizeof *t.v);
	for (const char *line = file.data, *end; rc == 0 && *line; line = end + (*end != '\0')) {
		size_t len = strcspn(line, "/\t\r\n");

		end = line + strcspn(line, "\n");
		part = part_of(line, part);
		if ((unsigned char)*line < 0x80 || t.n > t.mask / 2)
			continue;
		mf_buf_reset(&folded);
		mf_fold(&folded, line, len);
		if (folded.len >= 4)
			put(&t, mf_tag_word_hash(folded.data, folded.len), class_of(part, line + len));
	}
	if (rc == 0 && t.n < WORDS_LEAST)
		rc = mf_error_set(err, MF_E_INPUT, "%s: not the Arabic dictionary of Hunspell", path);
	*mask = t.mask;
	mf_buf_add(out, t.v, (t.mask + 1) * sizeof *t.v);
	free(t.v);
	mf_buf_release(&folded);
	mf_buf_release(&file);
	return rc;
}
