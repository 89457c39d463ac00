/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spelling.c - did you mean: words that the archive does not have, or hardly, and the nearest that it has.
 * Letters that Arabic readers and writers confuse cost less than others. */
#include "search/engine/spelling.h"

#include <math.h>
#include <string.h>

#include "indexer/analysis/words/token.h"
#include "search/engine/near.h"
#include "search/engine/search.h"
#include "wrappers/libc/edits.h"
#include "wrappers/libc/utf8.h"

enum { STEP = 10, SOUND = 5, DOTS = 6, SWAP = 6, KEY = 8, LONG_VOWEL = 6, DOUBLED = 5, SPLIT = 12 };

#define LETTERS 24 /* longest word that is corrected */
#define FAR_MORE 50
#define MOST_WORDS 12      /* a longer query is not corrected: each word is a walk over all forms */
#define LARGE_ARCHIVE 5000 /* passages: from here on a form that stands once may be a slip itself */

/* Letters in one group are taken for each other: by sound, by their dots, as neighbours on the keyboard. */
static const char *const sounds[] = { "ضظ", "ضد",  "تط",  "سص", "ذزظ", "ذد",  "ثسص", "قك",
				      "غع", "حهخ", "اءع", "جغ", "شس",  "يئء", "وؤء", NULL };
static const char *const dots[] = { "بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "هة", NULL };
static const char *const keys[] = { "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرةوزظ", NULL };

static void lower(struct mf_near_costs *c, uint32_t a, uint32_t b, uint8_t cost)
{
	uint8_t *x = &c->replace[a - 0x620][b - 0x620], *y = &c->replace[b - 0x620][a - 0x620];

	if (*x > cost)
		*x = *y = cost;
}

static void lower_groups(struct mf_near_costs *c, const char *const *group, uint8_t cost, bool neighbours)
{
	for (; *group; group++) {
		uint32_t letter[16];
		size_t n = mf_edits_letters(*group, strlen(*group), letter, 16);
		for (size_t i = 0; i < n; i++)
			for (size_t k = i + 1; k < n && (!neighbours || k == i + 1); k++)
				lower(c, letter[i], letter[k], cost);
	}
}

static void costs_make(struct mf_near_costs *c)
{
	mf_near_costs_init(c, STEP);
	c->long_vowel = LONG_VOWEL;
	c->doubled = DOUBLED;
	c->swap = SWAP;
	lower_groups(c, keys, KEY, true);
	lower_groups(c, dots, DOTS, false);
	lower_groups(c, sounds, SOUND, false);
}

static uint64_t least_count(const struct mf_statistics *statistics)
{
	return mf_statistics_totals(statistics)->passages >= LARGE_ARCHIVE ? 3 : 1;
}

struct best {
	uint64_t least;
	struct mf_arena *arena;
	const char *form;
	double cost;
};

/* A form that is more frequent may be a little farther away. */
static void offer(void *ctx, const char *form, size_t len, uint64_t count, unsigned distance)
{
	struct best *best = ctx;
	double cost = (double)distance - 2 * log10((double)count);

	if (!distance || count < best->least || (best->form && cost >= best->cost))
		return;
	best->form = mf_arena_strndup(best->arena, form, len);
	best->cost = cost;
}

/* Two words that lack the blank between them. */
static const char *split(const struct mf_statistics *statistics, size_t letters, const char *form, size_t len,
			 const struct best *best)
{
	const char *found = NULL;
	uint64_t most = best->least * 2 - 1;
	size_t at = 0;

	for (size_t i = 0; i + 3 <= letters && at < len; i++) {
		if (i >= 3) {
			uint64_t left = mf_statistics_form(statistics, form, at),
				 right = mf_statistics_form(statistics, form + at, len - at);
			uint64_t count = left < right ? left : right;
			if (count > most) {
				most = count;
				found = mf_arena_printf(best->arena, "%.*s %.*s", (int)at, form,
							(int)(len - at), form + at);
			}
		}
		mf_utf8_next(form, len, &at);
	}
	return found && (!best->form || best->cost > SPLIT - 2 * log10((double)most)) ? found : NULL;
}

const char *mf_spelling_correct(const struct mf_statistics *statistics, const char *form, size_t len,
				struct mf_arena *arena)
{
	struct mf_near_costs *costs = mf_arena_alloc(arena, sizeof *costs);
	struct best best = { .least = least_count(statistics), .arena = arena };
	struct mf_near near = { .costs = costs, .each = offer, .ctx = &best };
	const char *parts;

	near.letters = mf_edits_letters(form, len, near.letter, LETTERS);
	if (near.letters < 3)
		return NULL;
	costs_make(costs);
	near.bound = near.letters < 5 ? STEP : near.letters < 8 ? STEP + SOUND : 2 * STEP;
	mf_near_walk(&near, statistics, "", 0);
	parts = split(statistics, near.letters, form, len, &best);
	return parts ? parts : best.form;
}

/* Passages that one finds by the word, roughly: those of its own form, else those of the stems. */
static uint64_t found_by(const struct mf_statistics *statistics, const struct mf_query_word *w)
{
	uint64_t sum = mf_statistics_form(statistics, w->form, w->form_len);

	for (size_t i = 0; i < w->stems && !sum; i++)
		sum += w->stem[i].count;
	return sum;
}

/* A better spelling, or NULL: of a word that the index has, only one that is far more frequent. */
static const char *better_word(const struct mf_statistics *statistics, const struct mf_query_word *w,
			       struct mf_arena *arena)
{
	uint64_t count;
	const char *better;

	if (w->prefix || (w->kind != MF_TOKEN_ARABIC && w->kind != MF_TOKEN_WORD))
		return NULL;
	count = found_by(statistics, w);
	if (count >= least_count(statistics))
		return NULL;
	better = mf_spelling_correct(statistics, w->form, w->form_len, arena);
	return better && mf_statistics_form(statistics, better, strlen(better)) < count * FAR_MORE ? NULL
												   : better;
}

static const struct mf_query_word *word_of(const struct mf_query_words *words, const char *form, size_t len)
{
	for (size_t i = 0; i < words->n; i++)
		if (words->v[i].form_len == len && memcmp(words->v[i].form, form, len) == 0)
			return &words->v[i];
	return NULL;
}

/* A form as the texts spell it; of two with a blank between, both. */
static void put_spelled(struct mf_buf *out, struct mf_search *s, const char *form)
{
	while (*form) {
		size_t len = strcspn(form, " ");
		mf_buf_addstr(out, mf_statistics_surface(s->look.statistics, form, len, s->arena));
		form += len;
		if (*form)
			mf_buf_addch(out, *form++);
	}
}

const char *mf_spelling_query(struct mf_search *s)
{
	const char *query = s->request->query, *corrected = NULL;
	struct mf_tokens tokens = MF_TOKENS_INIT;
	struct mf_buf text = MF_BUF_INIT;
	size_t at = 0;
	bool changed = false;

	if (s->plan.words.n > MOST_WORDS)
		return NULL;
	mf_segment(&tokens, query, strlen(query));
	for (size_t i = 0; i < tokens.n; i++) {
		const struct mf_token *t = &tokens.v[i];
		char room[MF_FORM_MAX + 1];
		const struct mf_query_word *w =
			word_of(&s->plan.words, mf_form_held(&tokens, i, room), t->form_len);
		const char *better = w ? better_word(s->look.statistics, w, s->arena) : NULL;
		mf_buf_add(&text, query + at, t->begin - at);
		if (better)
			put_spelled(&text, s, better);
		else
			mf_buf_add(&text, query + t->begin, t->end - t->begin);
		changed = changed || better;
		at = t->end;
	}
	mf_buf_addstr(&text, query + at);
	if (changed)
		corrected = mf_arena_strndup(s->arena, text.data, text.len);
	mf_buf_release(&text);
	mf_tokens_release(&tokens);
	return corrected;
}
