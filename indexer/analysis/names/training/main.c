/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - train-names MODEL DICTIONARY GAZETTEER.ttl... PIECE.txt...: writes the tagger's model.
 *
 * Each piece is taken in twice: as the gazetteer sees it, and with many of its entities hidden, since the
 * news to come will name people that no list has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/training/training.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define GAZETTEER_CEILING ((size_t)256 << 20)
#define HIDDEN_PERCENT 65 /* of the people and organisations, in the second reading */
#define HIDDEN_PLACES 25  /* of the places */

struct trainer {
	struct mf_gazetteer *gazetteer;
	struct mf_tagger words; /* a dictionary without weights */
	struct mf_crf *crf;
	struct mf_tokens tokens;
	struct mf_mentions mentions;
	size_t pieces;
};

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && !strcmp(text + len - n, end);
}

static int compile(char **paths, int n, struct mf_buf *block, struct mf_error *err)
{
	struct mf_gazetteer_builder *b = mf_gazetteer_builder_new(NULL, NULL);
	int rc = mf_gazetteer_add_cldr(b, err);

	for (int i = 0; rc == 0 && i < n; i++) {
		struct mf_buf text = MF_BUF_INIT;
		const char *name = strrchr(paths[i], '/');

		if (!ends_with(paths[i], ".ttl"))
			continue;
		rc = mf_file_read(paths[i], GAZETTEER_CEILING, &text, err);
		if (rc == 0)
			rc = mf_gazetteer_add_turtle(b, name ? name + 1 : paths[i], text.data, text.len, err);
		mf_buf_release(&text);
	}
	if (rc == 0)
		rc = mf_gazetteer_compile(b, block, err);
	mf_gazetteer_builder_free(b);
	return rc;
}

/* Is the entity hidden in the second reading of a piece? */
static bool is_hidden(const struct mf_gazetteer *g, const struct mf_mention *m, size_t piece)
{
	struct mf_entity e;
	uint64_t hash;

	if (m->entity == MF_NO_ENTITY || m->type == MF_NISBA)
		return false;
	mf_gazetteer_entity(g, m->entity, &e);
	hash = mf_hash64_seeded(e.id, strlen(e.id), piece);
	return (hash >> 16) % 100 < (e.type == MF_PLACE ? HIDDEN_PLACES : HIDDEN_PERCENT);
}

static void hide(const struct mf_gazetteer *g, struct mf_mentions *mentions, size_t piece)
{
	size_t kept = 0;

	for (size_t i = 0; i < mentions->n; i++)
		if (!is_hidden(g, &mentions->v[i], piece))
			mentions->v[kept++] = mentions->v[i];
	mentions->n = kept;
}

static int add_piece(struct trainer *t, const char *path, struct mf_error *err)
{
	struct mf_piece piece;
	struct mf_naming s;
	uint16_t *known;
	uint8_t *tag;
	int rc = mf_piece_read(&piece, path, err);

	if (rc == 0) {
		mf_segment(&t->tokens, piece.text.data, piece.text.len);
		tag = mf_calloc(t->tokens.n + 1, sizeof *tag);
		known = mf_calloc(t->tokens.n + 1, sizeof *known);
		mf_piece_tags(&piece, &t->tokens, tag);
		mf_naming_begin(&s, t->gazetteer, &t->tokens, piece.text.data, piece.text.len, &t->mentions);
		for (int reading = 0; reading < 2; reading++) {
			if (reading == 1)
				hide(t->gazetteer, &t->mentions, t->pieces);
			mf_tag_known(&s, known);
			mf_crf_add(t->crf, &t->words, &s, known, tag);
		}
		mf_naming_end(&s);
		t->pieces++;
		free(tag);
		free(known);
	}
	mf_piece_release(&piece);
	return rc;
}

static int train(char **argv, int argc, struct mf_error *err)
{
	struct trainer t = { .crf = mf_crf_new(), .tokens = MF_TOKENS_INIT };
	struct mf_buf block = MF_BUF_INIT, words = MF_BUF_INIT, model = MF_BUF_INIT;
	struct mf_tag_head head = { .magic = TAG_MAGIC };
	int rc = compile(argv + 3, argc - 3, &block, err);

	if (rc == 0)
		rc = mf_gazetteer_open(&t.gazetteer, block.data, block.len, err);
	if (rc == 0)
		rc = mf_dictionary_read(argv[2], &words, &head.word_mask, err);
	t.words = (struct mf_tagger){ .head = &head, .words = (const uint32_t *)words.data };
	for (int i = 3; rc == 0 && i < argc; i++)
		if (ends_with(argv[i], ".txt") && !mf_piece_held_out(argv[i]))
			rc = add_piece(&t, argv[i], err);
	if (rc == 0) {
		mf_crf_train(t.crf);
		mf_crf_write(t.crf, &words, head.word_mask, &model);
		rc = mf_file_replace(argv[1], model.data, model.len, err);
	}
	mf_crf_free(t.crf);
	mf_gazetteer_close(t.gazetteer);
	mf_tokens_release(&t.tokens);
	free(t.mentions.v);
	mf_buf_release(&block);
	mf_buf_release(&words);
	mf_buf_release(&model);
	return rc;
}

int main(int argc, char **argv)
{
	struct mf_error err = MF_ERROR_INIT;

	if (argc < 4) {
		fputs("usage: train-names MODEL DICTIONARY GAZETTEER.ttl... PIECE.txt...\n", stderr);
		return 2;
	}
	if (train(argv, argc, &err) < 0) {
		fprintf(stderr, "train-names: %s\n", err.text);
		return 2;
	}
	return 0;
}
