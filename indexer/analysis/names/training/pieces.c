/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pieces.c - reads a piece of corpus/news; its marks are described in corpus/README.md. */
#include <stdlib.h>
#include <string.h>

#include "indexer/analysis/names/training/training.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define PIECE_CEILING ((size_t)1 << 20)

void mf_piece_release(struct mf_piece *p)
{
	mf_buf_release(&p->text);
	free(p->mark);
	memset(p, 0, sizeof *p);
}

/* Appends text without its marks, which are noted. */
static int add_marked(struct mf_piece *p, const char *text, size_t len, const char *path,
		      struct mf_error *err)
{
	static const char letters[] = "pgo";
	const char *end = text + len;

	while (text < end) {
		const char *open = memchr(text, '{', (size_t)(end - text)), *close, *letter;

		if (!open)
			break;
		close = memchr(open, '}', (size_t)(end - open));
		if (!close || open + 2 >= close || open[2] != ':')
			return mf_error_set(err, MF_E_INPUT, "%s: a mark is not closed", path);
		mf_buf_add(&p->text, text, (size_t)(open - text));
		letter = strchr(letters, open[1]);
		if (letter) {
			p->mark = mf_grow(p->mark, &p->cap, p->marks + 1, sizeof *p->mark);
			p->mark[p->marks++] =
				(struct mf_piece_mark){ (uint32_t)p->text.len,
							(uint32_t)(p->text.len + (size_t)(close - open) - 3),
							(uint8_t)(letter - letters) };
		}
		mf_buf_add(&p->text, open + 3, (size_t)(close - open) - 3);
		text = close + 1;
	}
	mf_buf_add(&p->text, text, (size_t)(end - text));
	return 0;
}

int mf_piece_read(struct mf_piece *p, const char *path, struct mf_error *err)
{
	struct mf_buf file = MF_BUF_INIT;
	const char *body, *title;
	int rc;

	*p = (struct mf_piece){ .text = MF_BUF_INIT };
	rc = mf_file_read(path, PIECE_CEILING, &file, err);
	if (rc < 0)
		return rc;
	body = strstr(file.data, "\n\n");
	title = strncmp(file.data, "Title: ", strlen("Title: ")) == 0 ? file.data + strlen("Title: ") : NULL;
	if (!body || !title)
		rc = mf_error_set(err, MF_E_INPUT, "%s: no piece of news: it has no title", path);
	else
		rc = add_marked(p, body + 2, strlen(body + 2), path, err);
	if (rc == 0) {
		mf_buf_addstr(&p->text, "\n\n");
		rc = add_marked(p, title, strcspn(title, "\n"), path, err);
	}
	mf_buf_release(&file);
	return rc;
}

void mf_piece_tags(const struct mf_piece *p, const struct mf_tokens *tokens, uint8_t *tag)
{
	size_t i = 0;

	memset(tag, TAG_NONE, tokens->n);
	for (size_t k = 0; k < p->marks; k++) {
		const struct mf_piece_mark *m = &p->mark[k];
		uint8_t first = (uint8_t)(TAG_PERSON + 3 * m->type);
		size_t from;

		while (i < tokens->n && tokens->v[i].end <= m->begin)
			i++;
		for (from = i; i < tokens->n && tokens->v[i].begin < m->end; i++)
			tag[i] = (uint8_t)(i > from                        ? first + 1
					   : tokens->v[i].begin < m->begin ? first + 2
									   : first);
	}
}

bool mf_piece_held_out(const char *path)
{
	const char *name = strrchr(path, '/'), *dash;

	name = name ? name + 1 : path;
	dash = strchr(name, '-');
	return dash && dash > name && dash[-1] == '0';
}
