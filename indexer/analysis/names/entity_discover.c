/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entity_discover.c - names that no list has, known by what stands around them.
 *
 *   people   two or three words after a title, up to a verb, a function word or a punctuation mark:
 *            "الجنرال X Y قال", "وزير الصحة X Y"
 *   people   or before what they are: "وصرح X Y نائب وزير الصحة"; or in the credit of a picture
 *   media    what stands in quotes after وكالة, صحيفة, قناة, and after the place of a dateline
 *   towns    the word after مدينة, بلدة, قرية
 *
 * One such sighting of a person is right half of the time: what follows a title may as well be the
 * object of its sentence.  So a name counts (MF_BY_RULE) where a verb of speech follows, or goes before
 * and its first part is known as a first name, or where it is in the text twice; otherwise it is a
 * candidate for someone to confirm (MF_CANDIDATE).  Media in quotes count at once; towns where the
 * class word and the name stand together twice.
 */
#include <string.h>

#include "indexer/analysis/names/entity_private.h"
#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/utf8.h"

#define PERSON_MIN 2
#define PERSON_MAX 3
#define OFFICE_MAX 5 /* words between وزير and the name */
#define NAME_MIN 3   /* letters of a part of a name */
#define TOWN_MIN 4
#define MEDIA_MAX 4 /* words in quotes */

/* May the token be part of a name that is in no list? */
static bool is_name_word(const struct mf_naming *s, size_t i, size_t letters)
{
	const struct mf_token *v = &s->tokens->v[i];

	return v->kind == MF_TOKEN_ARABIC && !(s->marks[i] & (TOKEN_KNOWN & ~TOKEN_ORDINARY)) &&
	       !mf_token_ordinary(s, i) && mf_utf8_count(mf_form(s->tokens, i), v->form_len) >= letters &&
	       !mf_stop_word(mf_form(s->tokens, i), v->form_len);
}

/* Does a name end before token i for certain? */
static bool ends_before(const struct mf_naming *s, size_t i)
{
	const struct mf_tokens *t = s->tokens;

	return i >= t->n || !mf_gz_inside(t->v[i].gap) || (s->marks[i] & (TOKEN_SPEECH | TOKEN_TITLE)) ||
	       mf_stop_word(mf_form(t, i), t->v[i].form_len);
}

/* How often the run of tokens stands in the text. */
static size_t times(const struct mf_naming *s, size_t first, size_t last)
{
	const struct mf_tokens *t = s->tokens;
	size_t n = 0, len = last - first, from, to;

	mf_naming_near(s, first, &from, &to);
	for (size_t i = from; i + len <= to; i++) {
		size_t k = 0;

		while (k < len && mf_same_form(t, i + k, first + k))
			k++;
		n += k == len;
	}
	return n;
}

/* والبحث العلمي: the second thing that a minister heads. */
static bool is_another_office(const struct mf_naming *s, size_t i)
{
	return !strncmp(mf_form(s->tokens, i), "وال", strlen("وال")) && !(s->marks[i] & TOKEN_GIVEN);
}

/* Skips what a person heads: الدفاع الروسي, مجلس النواب, شركة X. */
static size_t skip_office(const struct mf_naming *s, size_t i)
{
	const struct mf_tokens *t = s->tokens;
	size_t end = i + OFFICE_MAX;

	for (; i < t->n && i < end && mf_gz_inside(t->v[i].gap); i++)
		if ((s->marks[i] & TOKEN_PERSON) ||
		    (!mf_token_has_article(s, i) && !is_another_office(s, i) &&
		     !(s->marks[i] & (TOKEN_COVERED | TOKEN_ORDINARY | TOKEN_NISBA))))
			return i;
	return i;
}

static bool ends_with(const struct mf_naming *s, size_t i, const char *end)
{
	size_t len = s->tokens->v[i].form_len, n = strlen(end);

	return len >= n && !memcmp(mf_form(s->tokens, i) + len - n, end, n);
}

/* Does a run of unknown words look like a name, not like "زيادة الرواتب"?  After a first name it does. */
static bool looks_like_name(const struct mf_naming *s, size_t first, size_t last)
{
	if (s->marks[first] & TOKEN_GIVEN)
		return true;
	for (size_t i = first; i < last; i++)
		if (ends_with(s, i, "ه") || ends_with(s, i, "ات") || ends_with(s, i, "ها") ||
		    (mf_token_has_article(s, i) && (i == first || !ends_with(s, i, "ي"))))
			return false;
	return true;
}

/* Does the verb at a token say that the name at token `first` is its subject? */
static bool is_said(const struct mf_naming *s, size_t verb, size_t first)
{
	return (s->marks[verb] & TOKEN_SAYS) ||
	       ((s->marks[verb] & TOKEN_SPEECH) && (s->marks[first] & TOKEN_GIVEN));
}

/* Does the last name at a token, not its first, stand alone beside a verb of speech somewhere else? */
static bool is_quoted(const struct mf_naming *s, size_t token)
{
	const struct mf_tokens *t = s->tokens;
	size_t from, to;

	if (mf_token_has_article(s, token))
		return false;
	mf_naming_near(s, token, &from, &to);
	for (size_t i = from; i < to; i++)
		if (i != token && mf_same_form(t, i, token) &&
		    (i == 0 || !mf_same_form(t, i - 1, token - 1)) &&
		    ((mf_token_spaced(t, i) && (s->marks[i - 1] & TOKEN_SPEECH)) ||
		     (mf_token_spaced(t, i + 1) && (s->marks[i + 1] & TOKEN_SPEECH))))
			return true;
	return false;
}

/* لفتح تحقيق: what the bearer of the title is to do? */
static bool is_purpose(const struct mf_naming *s, size_t first)
{
	return !(s->marks[first] & TOKEN_GIVEN) && !strncmp(mf_form(s->tokens, first), "ل", strlen("ل"));
}

/* A name that has come to a last name with the article, وائل الحمداني, goes on with such a name only. */
static bool is_over(const struct mf_naming *s, size_t first, size_t i)
{
	return i >= first + PERSON_MIN && mf_token_has_article(s, i - 1) && !mf_token_has_article(s, i) &&
	       strcmp(mf_form(s->tokens, i - 2), "عبد") != 0;
}

static void find_person(struct mf_naming *s, const struct mf_gz_hit *title, bool office)
{
	const struct mf_tokens *t = s->tokens;
	size_t first = title->first + title->len, last;
	bool speaks, quoted, over = false;

	if (mf_is_memorial(s, title->first))
		return;
	if (office)
		first = skip_office(s, first);
	if (office && first == title->first + title->len)
		return;
	if (first < t->n && is_another_office(s, first))
		return;
	for (last = first; last < t->n && last < first + PERSON_MAX + 1; last++)
		if (!mf_token_spaced(t, last) || !is_name_word(s, last, NAME_MIN) ||
		    (over = is_over(s, first, last)))
			break;
	if (last - first < PERSON_MIN || last - first > PERSON_MAX || !(over || ends_before(s, last)))
		return;
	quoted = is_quoted(s, last - 1);
	if (!quoted && !looks_like_name(s, first, last))
		return;
	speaks = (last < t->n && mf_gz_inside(t->v[last].gap) && (s->marks[last] & TOKEN_SPEECH)) ||
		 (mf_token_spaced(t, title->first) && is_said(s, title->first - 1, first));
	mf_naming_add(s, (uint32_t)first, (uint32_t)last, 0, MF_NO_ENTITY, MF_PERSON,
		      speaks || quoted || (times(s, first, last) > 1 && !is_purpose(s, first))
			      ? MF_BY_RULE
			      : MF_CANDIDATE);
}

/* A name before what its bearer is: "وصرح X Y نائب وزير الصحة", "وقال X Y، رئيس الجمعية". */
static void find_person_before(struct mf_naming *s, const struct mf_gz_hit *title)
{
	static const char *const deputies[] = { "نائب", "نائبه", "مساعد", "مساعده", "وكيل", "وكيله" };
	const struct mf_tokens *t = s->tokens;
	size_t last = title->first, first;

	for (size_t i = 0; i < sizeof deputies / sizeof *deputies; i++)
		if (mf_token_spaced(t, last) && !strcmp(mf_form(t, last - 1), deputies[i]))
			last--;
	/* قال ابن شقيق رئيس: without a comma only a deputy's title comes after his name */
	if (last == 0 || t->v[last].gap > MF_GAP_COMMA ||
	    (last == title->first && t->v[last].gap != MF_GAP_COMMA))
		return;
	for (first = last; first > 0 && last - first < PERSON_MAX; first--)
		if (!is_name_word(s, first - 1, NAME_MIN) || (first < last && !mf_token_spaced(t, first)))
			break;
	if (last - first >= PERSON_MIN && mf_token_spaced(t, first) && is_said(s, first - 1, first) &&
	    (last < title->first || looks_like_name(s, first, last)))
		mf_naming_add(s, (uint32_t)first, (uint32_t)last, 0, MF_NO_ENTITY, MF_PERSON, MF_BY_RULE);
}

/* Whose picture it is: (X Y/فرانس برس), with the agency at a token. */
static void find_credit(struct mf_naming *s, size_t agency)
{
	const struct mf_token *v = s->tokens->v;
	size_t first = agency;

	if (agency < PERSON_MIN || s->text[v[agency].begin - 1] != '/')
		return;
	while (first > 0 && agency - first < PERSON_MAX && is_name_word(s, first - 1, NAME_MIN) &&
	       (first == agency || mf_token_spaced(s->tokens, first)))
		first--;
	if (agency - first >= PERSON_MIN && v[first].begin > 0 && s->text[v[first].begin - 1] == '(')
		mf_naming_add(s, (uint32_t)first, (uint32_t)agency, 0, MF_NO_ENTITY, MF_PERSON, MF_BY_RULE);
}

static void find_media(struct mf_naming *s, const struct mf_gz_hit *word)
{
	const struct mf_tokens *t = s->tokens;
	size_t first = word->first + word->len, last = first + 1;

	if (first >= t->n || t->v[first].gap != MF_GAP_QUOTE)
		return;
	while (last < t->n && last - first < MEDIA_MAX && mf_token_spaced(t, last))
		last++;
	if (last < t->n && t->v[last].gap != MF_GAP_QUOTE)
		return;
	for (size_t i = first; i < last; i++)
		if (s->marks[i] & TOKEN_COVERED)
			return;
	mf_naming_add(s, (uint32_t)first, (uint32_t)last, 0, MF_NO_ENTITY, MF_ORG, MF_BY_RULE);
}

/* A name of two words shows in that the second one always follows the first. */
static void find_town(struct mf_naming *s, const struct mf_gz_hit *word, bool of_arts)
{
	const struct mf_tokens *t = s->tokens;
	size_t town = word->first + word->len, sightings = 0, from, to;
	bool pair = mf_token_spaced(t, town + 1);

	if (!mf_token_spaced(t, town) || !is_name_word(s, town, TOWN_MIN) || ends_with(s, town, "ها") ||
	    (of_arts && mf_token_has_article(s, town)) ||                /* مدينة الفنون */
	    (ends_with(s, town, "ه") && !mf_token_has_article(s, town))) /* مدينة منكوبة */
		return;
	mf_naming_near(s, town, &from, &to);
	for (size_t i = from + 1; i < to; i++) {
		/* after any form of any class word: مدينة X, بمدينة X */
		if (!mf_same_form(t, i, town) || !(s->marks[i - 1] & TOKEN_CLASS))
			continue;
		sightings++;
		pair = pair && mf_token_spaced(t, i + 1) && mf_same_form(t, i + 1, town + 1);
	}
	mf_naming_add(s, (uint32_t)town, (uint32_t)town + (sightings > 1 && pair ? 2 : 1), 0, MF_NO_ENTITY,
		      MF_PLACE, sightings > 1 ? MF_BY_RULE : MF_CANDIDATE);
}

static void find_title(struct mf_naming *s, const struct mf_gz_hit *title, bool office)
{
	size_t before = s->out->n;

	find_person(s, title, office);
	if (office && s->out->n == before)
		find_person_before(s, title);
}

/* Names beside those found: whose picture it is, the medium of a dateline. */
static void find_beside(struct mf_naming *s)
{
	for (size_t i = 0, n = s->out->n; i < n; i++) {
		const struct mf_mention m = s->out->v[i];

		if (m.type == MF_ORG && m.origin == MF_BY_NAME)
			find_credit(s, m.first);
		else if (m.type == MF_PLACE)
			mf_medium_discover(s, m.first, m.last);
	}
}

void mf_names_discover(struct mf_naming *s)
{
	find_beside(s);
	for (size_t i = 0; i < s->hits_n; i++) {
		const struct mf_gz_hit *hit = &s->hits[i];
		const struct mf_gz_entry *entry;
		uint32_t end = hit->first + hit->len;

		if (end >= s->tokens->n || (s->marks[hit->first] & TOKEN_COVERED) ||
		    (s->marks[end] & TOKEN_COVERED && !mf_naming_entry(s, hit->node, GZ_TITLE)))
			continue;
		if ((entry = mf_naming_entry(s, hit->node, GZ_TITLE)) != NULL)
			find_title(s, hit, entry->value);
		else if (mf_naming_entry(s, hit->node, GZ_MEDIA))
			find_media(s, hit);
		else if ((entry = mf_naming_entry(s, hit->node, GZ_CLASS)) != NULL &&
			 (entry->value == GZ_CLASS_CITY || entry->value == GZ_CLASS_TOWN))
			find_town(s, hit, entry->value == GZ_CLASS_CITY);
	}
}
