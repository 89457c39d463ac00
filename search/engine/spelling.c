/* SPDX-License-Identifier: GPL-2.0-or-later */
/* spelling.c - did you mean: words that the index does not have, or hardly, and the nearest that it has.
 *
 * The forms of a vocabulary are sorted, so walking them in order is walking a trie: rows of the
 * distance (Damerau and Levenshtein's, restricted to neighbours) are kept for the letters that a form
 * shares with the one before, and where a row is past the bound all forms with these letters are
 * skipped at once.  Letters that Arabic readers and writers confuse cost less than others.
 */
#include "search/engine/spelling.h"

#include <math.h>
#include <string.h>

#include "indexer/analysis/words/token.h"
#include "search/engine/search.h"
#include "wrappers/libc/utf8.h"

enum { STEP = 10, SOUND = 5, DOTS = 6, SWAP = 6, KEY = 8, LONG_VOWEL = 6, DOUBLED = 5, SPLIT = 12 };

#define LETTERS 24 /* longest word that is corrected */
#define BAND 3     /* letters that a form may be longer or shorter */
#define FAR 200u
#define FAR_MORE 50
#define MOST_WORDS 12     /* a longer query is not corrected: each word is a walk over all forms */
#define MODELS 5          /* passages that show how a form is spelt */
#define LARGE_INDEX 5000u /* passages: from here on a form that stands once may be a slip itself */

/* Letters in one group are taken for each other: by sound, by their dots, as neighbours on the keyboard. */
static const char *const sounds[] = { "ضظ", "ضد",  "تط",  "سص", "ذزظ", "ذد",  "ثسص", "قك",
				      "غع", "حهخ", "اءع", "جغ", "شس",  "يئء", "وؤء", NULL };
static const char *const dots[] = { "بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "هة", NULL };
static const char *const keys[] = { "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرةوزظ", NULL };

struct costs {
	uint8_t of[64][64]; /* letters U+0620..U+065F */
};

struct walk {
	const struct costs *costs;
	uint32_t word[LETTERS];
	size_t n;
	unsigned bound;
	uint32_t path[LETTERS + BAND + 1]; /* letters of the form in hand */
	unsigned row[LETTERS + BAND + 2][LETTERS + 1];
	unsigned least[LETTERS + BAND + 2]; /* of each row */
	size_t depth;                       /* letters whose rows are computed */
};

static size_t letters_of(const char *text, size_t len, uint32_t *out, size_t max)
{
	size_t n = 0;

	for (size_t at = 0; at < len; n++) {
		uint32_t c = mf_utf8_next(text, len, &at);
		if (n == max)
			return max + 1;
		out[n] = c;
	}
	return n;
}

static void lower(struct costs *c, uint32_t a, uint32_t b, uint8_t cost)
{
	uint8_t *x = &c->of[a - 0x620][b - 0x620], *y = &c->of[b - 0x620][a - 0x620];

	if (*x > cost)
		*x = *y = cost;
}

static void lower_groups(struct costs *c, const char *const *group, uint8_t cost, bool neighbours)
{
	for (; *group; group++) {
		uint32_t letter[16];
		size_t n = letters_of(*group, strlen(*group), letter, 16);
		for (size_t i = 0; i < n; i++)
			for (size_t k = i + 1; k < n && (!neighbours || k == i + 1); k++)
				lower(c, letter[i], letter[k], cost);
	}
}

static void costs_make(struct costs *c)
{
	memset(c->of, STEP, sizeof c->of);
	lower_groups(c, keys, KEY, true);
	lower_groups(c, dots, DOTS, false);
	lower_groups(c, sounds, SOUND, false);
}

static unsigned replacing(const struct costs *c, uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	return a - 0x620 < 64 && b - 0x620 < 64 ? c->of[a - 0x620][b - 0x620] : STEP;
}

/* A letter that one of the two does not have; `before` is the one in front of it there. */
static unsigned leaving_out(uint32_t letter, uint32_t before)
{
	if (letter == before)
		return DOUBLED;
	return letter == 0x627 || letter == 0x648 || letter == 0x64a ? LONG_VOWEL : STEP; /* ا و ي */
}

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The row for one letter more of the form; true where no more letters lead back below the bound. */
static bool add_row(struct walk *w, uint32_t letter)
{
	size_t i = ++w->depth;
	uint32_t before = i > 1 ? w->path[i - 2] : 0;
	const unsigned *above = w->row[i - 1];
	unsigned *row = w->row[i], least;

	w->path[i - 1] = letter;
	row[0] = above[0] + leaving_out(letter, before);
	least = row[0];
	for (size_t j = 1; j <= w->n; j++) {
		uint32_t mine = w->word[j - 1];
		unsigned best = FAR;
		if (j + BAND >= i && j <= i + BAND) {
			best = above[j - 1] + replacing(w->costs, letter, mine);
			best = smaller(best, above[j] + leaving_out(letter, before));
			best = smaller(best, row[j - 1] + leaving_out(mine, j > 1 ? w->word[j - 2] : 0));
			if (i > 1 && j > 1 && letter == w->word[j - 2] && before == mine)
				best = smaller(best, w->row[i - 2][j - 2] + SWAP);
		}
		row[j] = best;
		least = smaller(least, best);
	}
	w->least[i] = least;
	return least > w->bound && w->least[i - 1] + SWAP > w->bound;
}

/* The first form from `from` on that does not begin with the text. */
static uint32_t skip(const struct mf_stringset *forms, const char *text, size_t len, uint32_t from)
{
	uint32_t step = 1, low = from;

	for (; low + step < forms->n; step *= 2) {
		size_t mine;
		const char *at = mf_stringset_get(forms, low + step, &mine);
		if (mine < len || memcmp(at, text, len) != 0)
			break;
		low += step;
	}
	while (step) { /* form `low` begins so */
		size_t mine;
		const char *at = low + step < forms->n ? mf_stringset_get(forms, low + step, &mine) : NULL;
		if (at && mine >= len && memcmp(at, text, len) == 0)
			low += step;
		step /= 2;
	}
	return low + 1;
}

static uint64_t count_of(const struct mf_index *index, const char *form, size_t len)
{
	uint64_t sum = 0;

	for (size_t s = 0; s < index->segments; s++) {
		uint32_t id = mf_vocabulary_id(&index->segment[s].vocabulary, form, len);
		if (id != MF_NONE)
			sum += index->segment[s].vocabulary.id_count[id];
	}
	return sum;
}

static uint64_t least_count(const struct mf_index *index)
{
	return index->passages >= LARGE_INDEX ? 3 : 1;
}

struct best {
	const char *form;
	size_t len;
	double cost;
};

/* A form that is more frequent may be a little farther away. */
static void offer(struct best *best, const struct mf_index *index, const char *form, size_t len,
		  unsigned cost)
{
	uint64_t count = count_of(index, form, len);
	double with_count = (double)cost - 2 * log10((double)(count ? count : 1));

	if (count >= least_count(index) && (!best->form || with_count < best->cost))
		*best = (struct best){ form, len, with_count };
}

static void walk_forms(struct walk *w, const struct mf_index *index, const struct mf_stringset *forms,
		       struct best *best)
{
	for (uint32_t rank = 0; rank < forms->n;) {
		size_t len, at = 0, depth = 0;
		const char *form = mf_stringset_get(forms, rank, &len);
		bool far = false;
		while (at < len && !far) {
			uint32_t letter = mf_utf8_next(form, len, &at);
			if (depth < w->depth && w->path[depth] == letter) {
				depth++;
				continue;
			}
			w->depth = depth;
			far = depth++ == w->n + BAND || add_row(w, letter);
		}
		if (far) {
			w->depth = depth - 1;
			rank = skip(forms, form, at, rank);
			continue;
		}
		w->depth = depth;
		if (w->row[depth][w->n] <= w->bound && w->row[depth][w->n] > 0)
			offer(best, index, form, len, w->row[depth][w->n]);
		rank++;
	}
}

/* Two words that lack the blank between them. */
static const char *split(const struct mf_index *index, const struct walk *w, const char *form, size_t len,
			 struct best *best, struct mf_arena *arena)
{
	const char *found = NULL;
	uint64_t most = least_count(index) * 2 - 1;
	size_t at = 0;

	for (size_t i = 0; i + 3 <= w->n && at < len; i++) {
		if (i >= 3) {
			uint64_t left = count_of(index, form, at),
				 right = count_of(index, form + at, len - at);
			uint64_t count = left < right ? left : right;
			if (count > most) {
				most = count;
				found = mf_arena_printf(arena, "%.*s %.*s", (int)at, form, (int)(len - at),
							form + at);
			}
		}
		mf_utf8_next(form, len, &at);
	}
	return found && (!best->form || best->cost > SPLIT - 2 * log10((double)most)) ? found : NULL;
}

const char *mf_spelling_correct(const struct mf_index *index, const char *form, size_t len,
				struct mf_arena *arena)
{
	struct walk *w = mf_arena_zalloc(arena, sizeof *w);
	struct costs *costs = mf_arena_alloc(arena, sizeof *costs);
	struct best best = { NULL, 0, 0 };
	const char *parts;

	w->n = letters_of(form, len, w->word, LETTERS);
	if (w->n < 3 || w->n > LETTERS)
		return NULL;
	costs_make(costs);
	w->costs = costs;
	w->bound = w->n < 5 ? STEP : w->n < 8 ? STEP + SOUND : 2 * STEP;
	for (size_t j = 1; j <= w->n; j++)
		w->row[0][j] =
			j > BAND ? FAR
				 : w->row[0][j - 1] + leaving_out(w->word[j - 1], j > 1 ? w->word[j - 2] : 0);
	for (size_t s = 0; s < index->segments; s++) {
		w->depth = 0;
		walk_forms(w, index, &index->segment[s].vocabulary.forms, &best);
	}
	parts = split(index, w, form, len, &best, arena);
	return parts ? parts : best.form ? mf_arena_strndup(arena, best.form, best.len) : NULL;
}

/* Passages that one finds by the word, roughly: those of its own form, else those of the stems. */
static uint64_t found_by(const struct mf_index *index, const struct mf_query_word *w)
{
	uint64_t sum = count_of(index, w->form, w->form_len);

	for (size_t i = 0; i < w->stems && !sum; i++)
		for (size_t s = 0; s < index->segments; s++) {
			const struct mf_vocabulary *v = &index->segment[s].vocabulary;
			uint32_t stem = mf_stringset_find(&v->stems, w->stem[i].stem, w->stem[i].len);
			uint32_t n;
			const uint32_t *id = mf_rows_get(&v->stem_forms, stem, &n);
			for (uint32_t k = 0; k < n; k++)
				sum += id[k] < v->forms.n ? v->id_count[id[k]] : 0;
		}
	return sum;
}

/* A better spelling, or NULL: of a word that the index has, only one that is far more frequent. */
static const char *better_word(const struct mf_index *index, const struct mf_query_word *w,
			       struct mf_arena *arena)
{
	uint64_t count;
	const char *better;

	if (w->prefix || (w->kind != MF_TOKEN_ARABIC && w->kind != MF_TOKEN_WORD))
		return NULL;
	count = found_by(index, w);
	if (count >= least_count(index))
		return NULL;
	better = mf_spelling_correct(index, w->form, w->form_len, arena);
	return better && count_of(index, better, strlen(better)) < count * FAR_MORE ? NULL : better;
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
		mf_buf_addstr(out, mf_engine_surface(s->engine, form, len, MODELS, s->arena));
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
		const char *better = w ? better_word(s->engine->index, w, s->arena) : NULL;
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
