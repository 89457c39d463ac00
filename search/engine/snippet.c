/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/snippet.h"

#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"
#include "wrappers/libc/utf8.h"

#define FRAGMENTS 3 /* at most, where the words are far apart */
#define LEAD 5      /* words shown before the first marked one */

void mf_snippeter_init(struct mf_snippeter *s)
{
	memset(s, 0, sizeof *s);
	s->tokens = (struct mf_tokens)MF_TOKENS_INIT;
}

void mf_snippeter_release(struct mf_snippeter *s)
{
	mf_tokens_release(&s->tokens);
	free(s->names.v);
	free(s->numbers.v);
	free(s->mark);
	free(s->chars_to);
}

/* ---- marks ---- */

static void add_mark(struct mf_snippeter *s, uint32_t begin, uint32_t end, uint8_t how, unsigned word)
{
	if (begin >= end)
		return;
	s->mark = mf_grow(s->mark, &s->mark_cap, s->marks + 1, sizeof *s->mark);
	s->mark[s->marks++] = (struct mf_mark){ begin, end, how, word < 255 ? (uint8_t)word : 255 };
}

static int compare_marks(const void *a, const void *b)
{
	const struct mf_mark *x = a, *y = b;

	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

/* In order, not overlapping: marks that touch the same words become one. */
static void settle_marks(struct mf_snippeter *s)
{
	size_t kept = 0;

	if (s->marks)
		qsort(s->mark, s->marks, sizeof *s->mark, compare_marks);
	for (size_t i = 0; i < s->marks; i++) {
		struct mf_mark *last = kept ? &s->mark[kept - 1] : NULL;
		if (last && s->mark[i].begin < last->end) {
			last->end = s->mark[i].end > last->end ? s->mark[i].end : last->end;
			last->how = s->mark[i].how < last->how ? s->mark[i].how : last->how;
			continue;
		}
		s->mark[kept++] = s->mark[i];
	}
	s->marks = kept;
}

/* The words of a phrase are marked only where the phrase stands. */
static bool only_in_phrase(const struct mf_plan_node *n, uint16_t word, bool *anywhere)
{
	bool found = false;

	if (n->kind == MF_PLAN_NOT || n->must_not)
		return false;
	for (size_t i = 0; i < n->words; i++)
		if (n->word[i] == word) {
			found = true;
			*anywhere = *anywhere || n->kind == MF_PLAN_WORD;
		}
	for (size_t i = 0; i < n->children; i++)
		found = only_in_phrase(n->child[i], word, anywhere) || found;
	return found;
}

static bool exact_at(const struct mf_scanned *scan, uint16_t word, uint32_t at, bool first)
{
	for (size_t i = 0; i < scan->places; i++)
		if (scan->place[i].at == at && scan->place[i].word == word &&
		    (scan->place[i].how == MF_MATCH_EXACT ||
		     (first && scan->place[i].how == MF_MATCH_CLITIC)))
			return true;
	return false;
}

/* Does word number `at` of the stream stand in a whole phrase of the plan? */
static bool in_phrase(const struct mf_plan_node *n, const struct mf_scanned *scan, uint16_t word, uint32_t at)
{
	if (n->kind == MF_PLAN_NOT || n->must_not)
		return false;
	for (size_t i = 0; i < n->children; i++)
		if (in_phrase(n->child[i], scan, word, at))
			return true;
	if (n->kind == MF_PLAN_NEAR)
		for (size_t i = 0; i < n->words; i++)
			if (n->word[i] == word)
				return true;
	if (n->kind != MF_PLAN_PHRASE)
		return false;
	for (size_t i = 0; i < n->words; i++) {
		size_t k = 0;
		if (n->word[i] != word || at < i)
			continue;
		while (k < n->words && exact_at(scan, n->word[k], at - (uint32_t)i + (uint32_t)k, k == 0))
			k++;
		if (k == n->words)
			return true;
	}
	return false;
}

/* Is this place to be marked: a word of the query that is not only a relative by root. */
static bool wanted(const struct mf_snippet_input *in, const struct mf_spot *p)
{
	bool anywhere = false;

	if (p->how == MF_MATCH_ROOT || !only_in_phrase(in->plan->root, p->word, &anywhere))
		return false;
	return anywhere || in_phrase(in->plan->root, in->scan, p->word, p->at);
}

/* Marks the words whose place in the stream is [from, from + tokens). */
static void mark_words(struct mf_snippeter *s, const struct mf_snippet_input *in, uint32_t from)
{
	for (size_t i = 0; i < in->scan->places; i++) {
		const struct mf_spot *p = &in->scan->place[i];
		if (p->at == MF_NO_PLACE || p->at < from || p->at - from >= s->tokens.n || !wanted(in, p))
			continue;
		const struct mf_token *t = &s->tokens.v[p->at - from];
		add_mark(s, t->begin, t->end, p->how, p->word);
	}
}

static void mark_numbers(struct mf_snippeter *s, const struct mf_snippet_input *in)
{
	bool any = false;

	for (size_t i = 0; i < in->scan->places; i++)
		any = any || (in->scan->place[i].at == MF_NO_PLACE && wanted(in, &in->scan->place[i]));
	if (!any)
		return;
	mf_numbers_find(&s->tokens, &s->numbers);
	for (size_t i = 0; i < s->numbers.n; i++) {
		const struct mf_number *n = &s->numbers.v[i];
		for (size_t w = 0; w < in->plan->words.n && n->words; w++) {
			const struct mf_query_word *word = &in->plan->words.v[w];
			for (size_t k = 0; k < word->stems; k++)
				if (word->stem[k].len == strlen(n->value) &&
				    memcmp(word->stem[k].stem, n->value, word->stem[k].len) == 0)
					add_mark(s, s->tokens.v[n->first].begin, s->tokens.v[n->last - 1].end,
						 MF_MATCH_NUMBER, (unsigned)w);
		}
	}
}

static void mark_entities(struct mf_snippeter *s, const struct mf_snippet_input *in, const char *text,
			  size_t len)
{
	if (!in->entities)
		return;
	mf_entities_find(in->g, NULL, &s->tokens, text, len, &s->names);
	for (size_t i = 0; i < s->names.n; i++) {
		const struct mf_mention *m = &s->names.v[i];
		struct mf_entity e;
		if (m->entity == MF_NO_ENTITY || m->type == MF_NISBA)
			continue;
		mf_gazetteer_entity(in->g, m->entity, &e);
		for (size_t k = 0; k < in->entities; k++)
			if (strcmp(in->entity[k], e.id) == 0)
				add_mark(s, m->begin, m->end, MF_MATCH_ENTITY, 255);
	}
}

/* ---- windows ---- */

struct window {
	size_t first, last; /* tokens [first, last) */
	double worth;
};

static void count_chars(struct mf_snippeter *s, const char *text)
{
	uint32_t chars = 0, at = 0;

	s->chars_to = mf_grow(s->chars_to, &s->chars_cap, s->tokens.n + 1, sizeof *s->chars_to);
	for (size_t i = 0; i < s->tokens.n; i++) {
		chars += (uint32_t)mf_utf8_count(text + at, s->tokens.v[i].end - at);
		at = s->tokens.v[i].end;
		s->chars_to[i] = chars;
	}
}

/* Characters from the end of the word before `first` to the end of the word `last`. */
static size_t chars_between(const struct mf_snippeter *s, size_t first, size_t last)
{
	return s->chars_to[last] - (first ? s->chars_to[first - 1] : 0);
}

/* The worth of a window: different words count most, repeats a little. */
static double window_worth(const struct mf_snippeter *s, uint32_t begin, uint32_t end, const bool *used)
{
	bool seen[256] = { false };
	double worth = 0;

	for (size_t i = 0; i < s->marks; i++) {
		const struct mf_mark *m = &s->mark[i];
		if (m->begin < begin || m->end > end)
			continue;
		worth += seen[m->word] || (used && used[m->word]) ? 0.1 : m->how == MF_MATCH_EXACT ? 1.1 : 1;
		seen[m->word] = true;
	}
	return worth;
}

static bool sentence_start(const struct mf_snippeter *s, size_t token)
{
	return token == 0 || s->tokens.v[token].gap >= MF_GAP_SENTENCE;
}

/* The window of about `chars` characters that starts at or a little before a marked word. */
static struct window window_at(const struct mf_snippeter *s, size_t first, size_t low, size_t chars,
			       const bool *used)
{
	struct window w = { first, first, 0 };
	size_t back = first;

	for (size_t k = 0; k < LEAD && back > low; k++) {
		if (sentence_start(s, back))
			break;
		back--;
	}
	w.first = back;
	w.last = first + 1;
	while (w.last < s->tokens.n && chars_between(s, w.first, w.last) <= chars)
		w.last++;
	while (w.first > low && !sentence_start(s, w.first) &&
	       chars_between(s, w.first - 1, w.last - 1) <= chars)
		w.first--;
	w.worth = window_worth(s, s->tokens.v[w.first].begin, s->tokens.v[w.last - 1].end, used) +
		  (sentence_start(s, w.first) ? 0.2 : 0);
	return w;
}

static size_t token_of(const struct mf_snippeter *s, uint32_t begin)
{
	size_t low = 0, high = s->tokens.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->tokens.v[mid].end <= begin)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct window best_window(const struct mf_snippeter *s, size_t low, size_t chars, const bool *used)
{
	struct window best = { low, low, -1 };

	for (size_t i = 0; i < s->marks; i++) {
		size_t token = token_of(s, s->mark[i].begin);
		if (token < low)
			continue;
		struct window w = window_at(s, token, low, chars, used);
		if (w.worth > best.worth)
			best = w;
	}
	if (best.worth < 0 && low < s->tokens.n)
		best = window_at(s, low, low, chars, used);
	return best;
}

/* ---- fragments ---- */

static void fill_fragment(struct mf_snippeter *s, const struct mf_snippet_input *in, uint32_t begin,
			  uint32_t end, struct mf_arena *arena, struct mf_fragment *out)
{
	struct mf_mark *marks = mf_arena_alloc(arena, (s->marks + 1) * sizeof *marks);
	size_t n = 0;

	for (size_t i = 0; i < s->marks; i++)
		if (s->mark[i].begin >= begin && s->mark[i].end <= end) {
			marks[n] = s->mark[i];
			marks[n].begin -= begin;
			marks[n++].end -= begin;
		}
	out->text = mf_arena_strndup(arena, in->text + begin, end - begin);
	out->len = end - begin;
	out->begin = in->begin + begin;
	out->mark = marks;
	out->marks = n;
}

/* A fragment ends with the punctuation that closes its last word. */
static uint32_t after_word(const struct mf_snippeter *s, const char *text, size_t len, size_t last)
{
	uint32_t end = s->tokens.v[last - 1].end,
		 next = last < s->tokens.n ? s->tokens.v[last].begin : (uint32_t)len;

	while (end < next && !strchr(" \t\r\n", text[end]))
		end++;
	return end;
}

static uint32_t before_word(const struct mf_snippeter *s, const char *text, size_t first)
{
	uint32_t begin = s->tokens.v[first].begin, previous = first ? s->tokens.v[first - 1].end : 0;

	while (begin > previous && !strchr(" \t\r\n", text[begin - 1]))
		begin--;
	return begin;
}

static void add_windows(struct mf_snippeter *s, const struct mf_snippet_input *in, size_t low,
			struct mf_arena *arena, struct mf_fragment *fragment, size_t *n)
{
	struct window w[FRAGMENTS];
	bool used[256] = { false };
	size_t count = 0, chars = in->chars;

	while (count < FRAGMENTS) {
		struct window next = best_window(s, low, count ? in->chars / 2 : chars, used);
		bool fresh = count == 0;
		if (next.last <= next.first)
			break;
		for (size_t i = 0; i < s->marks; i++) {
			const struct mf_mark *m = &s->mark[i];
			if (m->begin >= s->tokens.v[next.first].begin &&
			    m->end <= s->tokens.v[next.last - 1].end && !used[m->word]) {
				used[m->word] = true;
				fresh = true;
			}
		}
		for (size_t k = 0; k < count; k++)
			fresh = fresh && (next.last <= w[k].first || next.first >= w[k].last);
		if (!fresh)
			break;
		w[count++] = next;
	}
	for (size_t i = 1; i < count; i++) /* in the order of the text */
		for (size_t k = i; k > 0 && w[k].first < w[k - 1].first; k--) {
			struct window t = w[k];
			w[k] = w[k - 1];
			w[k - 1] = t;
		}
	for (size_t i = 0; i < count; i++) {
		uint32_t begin = before_word(s, in->text, w[i].first),
			 end = after_word(s, in->text, in->len, w[i].last);
		fill_fragment(s, in, begin, end, arena, &fragment[i]);
		fragment[i].cut_before = w[i].first > low;
		fragment[i].cut_after = w[i].last < s->tokens.n;
	}
	*n = count;
}

/* The title line of a text is shown as the title; it is part of the snippet only where nothing else is. */
static size_t first_of_body(const struct mf_snippeter *s, const struct mf_snippet_input *in)
{
	size_t low = 0;
	bool marked = false;

	while (low < s->tokens.n && s->tokens.v[low].begin + in->begin < in->title_end)
		low++;
	if (low == s->tokens.n)
		return 0;
	for (size_t i = 0; i < s->marks; i++)
		marked = marked || s->mark[i].begin + in->begin >= in->title_end;
	return marked || !s->marks ? low : 0;
}

static void mark_title(struct mf_snippeter *s, const struct mf_snippet_input *in, struct mf_arena *arena,
		       struct mf_hit *hit)
{
	size_t len = strlen(in->title);
	struct mf_fragment *f;
	struct mf_snippet_input title = *in;

	if (!in->scan->view.title || !len)
		return;
	s->marks = 0;
	mf_segment(&s->tokens, in->title, len);
	mark_words(s, in, 0);
	mark_entities(s, in, in->title, len);
	settle_marks(s);
	if (!s->marks)
		return;
	f = mf_arena_zalloc(arena, sizeof *f);
	title.text = in->title;
	title.begin = 0;
	fill_fragment(s, &title, 0, (uint32_t)len, arena, f);
	f->begin = UINT32_MAX;
	hit->title_marks = f;
}

void mf_snippet_make(struct mf_snippeter *s, const struct mf_snippet_input *in, struct mf_arena *arena,
		     struct mf_hit *hit)
{
	struct mf_fragment *fragment = mf_arena_zalloc(arena, FRAGMENTS * sizeof *fragment);
	size_t low;

	mark_title(s, in, arena, hit);
	s->marks = 0;
	mf_segment(&s->tokens, in->text, in->len);
	mark_words(s, in, in->scan->view.forms - (uint32_t)s->tokens.n);
	mark_numbers(s, in);
	mark_entities(s, in, in->text, in->len);
	settle_marks(s);
	count_chars(s, in->text);
	hit->fragment = fragment;
	low = first_of_body(s, in);
	if (!s->tokens.n || !in->chars || chars_between(s, low, s->tokens.n - 1) <= in->chars) {
		uint32_t begin = s->tokens.n && in->chars ? before_word(s, in->text, low) : 0,
			 end = (uint32_t)in->len;
		while (end > begin && in->chars && strchr(" \t\r\n", in->text[end - 1]))
			end--;
		fill_fragment(s, in, begin, end, arena, fragment);
		hit->fragments = 1;
		return;
	}
	add_windows(s, in, low, arena, fragment, &hit->fragments);
}
