/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tagger_private.h - features, model and decoding; for tagger*.c, entity_tagged.c and training/. */
#ifndef MF_NAMES_TAGGER_PRIVATE_H
#define MF_NAMES_TAGGER_PRIVATE_H

#include <stdbool.h>

#include "indexer/analysis/names/entity_private.h"
#include "indexer/analysis/names/tagger.h"

/* For each type a name's first word, its further words, and a first word with proclitics before it. */
enum mf_tag {
	TAG_NONE,
	TAG_PERSON,
	TAG_IN_PERSON,
	TAG_TO_PERSON,
	TAG_PLACE,
	TAG_IN_PLACE,
	TAG_TO_PLACE,
	TAG_ORG,
	TAG_IN_ORG,
	TAG_TO_ORG,
	TAGS
};
/* enum mf_entity_type of a tag that is not TAG_NONE */
static inline uint8_t mf_tag_type(uint8_t tag)
{
	return (uint8_t)((tag - 1) / 3);
}
static inline bool mf_tag_inside(uint8_t tag)
{
	return tag != TAG_NONE && (tag - 1) % 3 == 1;
}
static inline bool mf_tag_clitic(uint8_t tag)
{
	return tag != TAG_NONE && (tag - 1) % 3 == 2;
}

/* ---- the model ---- */

#define TAG_MAGIC "mftag\0\0\1"
#define TAG_SCALE 512 /* a weight of 1 */
enum mf_tag_gap { TAG_GAP_SPACE, TAG_GAP_TIGHT, TAG_GAP_BREAK, TAG_GAPS };
struct mf_tag_head {
	char magic[8];
	uint64_t hash; /* of all bytes after it */
	uint32_t key_mask, word_mask;
	int32_t step[TAG_GAPS][TAGS][TAGS]; /* from a tag to the next one, over a gap */
	int32_t first[TAGS];                /* at the head of a sentence */
	uint32_t spare;
};

/* ---- features: tagger_form.c, tagger_place.c ---- */

/* Classes of forms, for features that look at several words. */
enum mf_tag_class {
	CLASS_EDGE,
	CLASS_NUMBER,
	CLASS_FOREIGN,
	CLASS_FRAGMENT,
	CLASS_PREPOSITION,
	CLASS_STOP,
	CLASS_TITLE,
	CLASS_OFFICE,
	CLASS_SAYS,
	CLASS_SPEECH,
	CLASS_CITY,
	CLASS_AREA,
	CLASS_MEDIA,
	CLASS_ORG_HEAD,
	CLASS_MEMORIAL,
	CLASS_NISBA,
	CLASS_PARTICLE,
	CLASS_GIVEN,
	CLASS_GIVEN_WORD,
	CLASS_FAMILY,
	CLASS_PLACE,
	CLASS_VERB,
	CLASS_NOUN,
	CLASS_THE_NOUN,
	CLASS_PROPER,
	CLASS_UNKNOWN,
	CLASS_THE_UNKNOWN,
	CLASS_WITH_GIVEN,
	CLASS_WITH_NOUN,
	CLASS_WITH_UNKNOWN,
	CLASSES
};

#define FORM_FEATURES 48
struct mf_tag_form {
	uint32_t feature[FORM_FEATURES];
	uint8_t n;         /* all: of the word itself */
	uint8_t near, far; /* so many of them also of the words beside it, and of those one further off */
	uint8_t class;     /* enum mf_tag_class */
};

/* What the dictionary knows of a form: bits. */
enum { DICT_VERB = 1, DICT_NOUN = 2, DICT_ADJECTIVE = 4, DICT_PROPER = 8, DICT_TOOL = 16, DICT_BITS = 5 };
uint32_t mf_tag_word(const struct mf_tagger *t, const char *form, size_t len);
uint32_t mf_tag_word_hash(const char *form, size_t len); /* the upper bits of an entry; never 0 */

/* The letters of proclitics on a form that has some. */
uint8_t mf_tag_clitics(const struct mf_tagger *t, const struct mf_gazetteer *g, const char *form, size_t len);

void mf_tag_form_make(struct mf_tag_form *out, const struct mf_tagger *t, const struct mf_gazetteer *g,
		      const char *form, size_t len, uint8_t kind);

enum mf_tag_role { ROLE_SELF, ROLE_BEFORE, ROLE_AFTER, ROLE_BEFORE_2, ROLE_AFTER_2, ROLES };
static inline uint32_t mf_tag_mix(uint32_t a, uint32_t b)
{
	uint32_t h = (a ^ (b * 0x9e3779b1u)) * 0x85ebca6bu;

	h ^= h >> 15;
	h *= 0xc2b2ae35u;
	h ^= h >> 13;
	return h ? h : 1;
}

/* One document as the tagger sees it. */
struct mf_tag_view {
	const struct mf_naming *s;
	const uint8_t *class;  /* of each token */
	const uint16_t *known; /* of each token: what the gazetteer and the rules say, 0: nothing */
};
/* known[] of all tokens by the mentions found so far. */
void mf_tag_known(const struct mf_naming *s, uint16_t *known);
#define PLACE_FEATURES 20
/* Features of a token in its place, beside those of forms; `from` and `to` bound its sentence. */
size_t mf_tag_place(const struct mf_tag_view *view, size_t i, size_t from, size_t to,
		    uint32_t out[PLACE_FEATURES]);
uint8_t mf_tag_gap_of(uint8_t gap);
/* The end of the sentence that begins at a token. */
size_t mf_tag_sentence(const struct mf_tokens *tokens, size_t from);

/* ---- decoding: tagger.c ---- */

/* Tags the document: tag[] and, for each token, how much worse the best way is that gives it none of its
 * tag's type (of TAG_NONE: any other tag), in units of TAG_SCALE. */
void mf_tagging_run(struct mf_tagging *tagging, const struct mf_naming *s, uint8_t *tag, int32_t *margin);

/* Has the dictionary the token, with affixes or without, and no list of names? */
bool mf_tagging_is_word(const struct mf_tagging *tagging, size_t token);
/* Does the name of an organisation begin with it: وزارة, صحيفة, an unknown word? */
bool mf_tagging_is_head(const struct mf_tagging *tagging, size_t token);
/* The letters of proclitics on a token that has some. */
uint8_t mf_tagging_clitics(const struct mf_tagging *tagging, const struct mf_naming *s, size_t token);

#endif
