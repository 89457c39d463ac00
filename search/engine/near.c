/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/near.h"

#include <string.h>

#include "wrappers/libc/utf8.h"

#define FAR 200u
#define DEPTH (MF_NEAR_LETTERS + MF_NEAR_BAND)

struct walk {
	const struct mf_near *near;
	uint32_t path[DEPTH + 1]; /* letters of the form in hand */
	unsigned row[DEPTH + 2][MF_NEAR_LETTERS + 1];
	unsigned least[DEPTH + 2]; /* of each row */
	size_t depth;              /* letters whose rows are computed */
};

void mf_near_costs_init(struct mf_near_costs *c, uint8_t step)
{
	memset(c->replace, step, sizeof c->replace);
	c->step = c->long_vowel = c->doubled = c->swap = step;
}

static unsigned replacing(const struct mf_near_costs *c, uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	return a - 0x620 < 64 && b - 0x620 < 64 ? c->replace[a - 0x620][b - 0x620] : c->step;
}

/* A letter that one of the two does not have; `before` is the one in front of it there. */
static unsigned leaving_out(const struct mf_near_costs *c, uint32_t letter, uint32_t before)
{
	if (letter == before)
		return c->doubled;
	return letter == 0x627 || letter == 0x648 || letter == 0x64a ? c->long_vowel : c->step; /* ا و ي */
}

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static void first_row(struct walk *w)
{
	const struct mf_near *near = w->near;

	w->row[0][0] = 0;
	for (size_t j = 1; j <= near->letters; j++)
		w->row[0][j] = j > MF_NEAR_BAND
				       ? FAR
				       : w->row[0][j - 1] + leaving_out(near->costs, near->letter[j - 1],
									j > 1 ? near->letter[j - 2] : 0);
	w->least[0] = 0;
}

/* The row for one letter more of the form; true where no more letters lead back below the bound. */
static bool add_row(struct walk *w, uint32_t letter)
{
	const struct mf_near_costs *c = w->near->costs;
	const uint32_t *word = w->near->letter;
	size_t i = ++w->depth;
	uint32_t before = i > 1 ? w->path[i - 2] : 0;
	const unsigned *above = w->row[i - 1];
	unsigned *row = w->row[i], least;

	w->path[i - 1] = letter;
	row[0] = above[0] + leaving_out(c, letter, before);
	least = row[0];
	for (size_t j = 1; j <= w->near->letters; j++) {
		uint32_t mine = word[j - 1];
		unsigned best = FAR;
		if (j + MF_NEAR_BAND >= i && j <= i + MF_NEAR_BAND) {
			best = above[j - 1] + replacing(c, letter, mine);
			best = smaller(best, above[j] + leaving_out(c, letter, before));
			best = smaller(best, row[j - 1] + leaving_out(c, mine, j > 1 ? word[j - 2] : 0));
			if (i > 1 && j > 1 && letter == word[j - 2] && before == mine)
				best = smaller(best, w->row[i - 2][j - 2] + c->swap);
		}
		row[j] = best;
		least = smaller(least, best);
	}
	w->least[i] = least;
	return least > w->near->bound && w->least[i - 1] + c->swap > w->near->bound;
}

/* Brings the rows up to the form; where it leads too far, returns the bytes up to the letter that does. */
static size_t follow(struct walk *w, const struct mf_buf *form)
{
	size_t at = 0, depth = 0;

	while (at < form->len) {
		uint32_t letter = mf_utf8_next(form->data, form->len, &at);
		if (depth < w->depth && w->path[depth] == letter) {
			depth++;
			continue;
		}
		w->depth = depth;
		if (depth == w->near->letters + MF_NEAR_BAND || add_row(w, letter)) {
			w->depth = depth;
			return at;
		}
		depth++;
	}
	w->depth = depth;
	return 0;
}

void mf_near_walk(const struct mf_near *near, const struct mf_statistics *statistics, const char *prefix,
		  size_t prefix_len)
{
	struct walk w = { .near = near, .depth = 0 };
	struct mf_forms f;
	bool more;

	first_row(&w);
	mf_forms_start(&f, statistics);
	more = mf_forms_seek(&f, prefix, prefix_len);
	while (more && f.text.len >= prefix_len && memcmp(f.text.data, prefix, prefix_len) == 0) {
		size_t too_far = follow(&w, &f.text);
		unsigned distance = too_far ? FAR : w.row[w.depth][near->letters];
		if (distance <= near->bound)
			near->each(near->ctx, f.text.data, f.text.len, f.count, distance);
		more = too_far ? mf_forms_skip(&f, too_far) : mf_forms_next(&f);
	}
	mf_forms_release(&f);
}
