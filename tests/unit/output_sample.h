/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output_sample.h - a small result set for the tests of the output formats. */
#ifndef MF_TESTS_OUTPUT_SAMPLE_H
#define MF_TESTS_OUTPUT_SAMPLE_H

#include <string.h>

#include "search/output/writer.h"

static const char snippet_text[] = "قال الرئيس توكاييف إن\nالقوات وصلت";

struct sample {
	struct mf_mark mark[2];
	struct mf_fragment fragment[2];
	struct mf_hit_entity entity;
	const char *mention;
	struct mf_reason reason;
	struct mf_locus spot;
	struct mf_hit hit;
	struct mf_facet_value persons[1], dates[2];
	struct mf_facet facet[2];
	struct mf_results results;
};

static inline struct mf_mark mark_of(const char *text, const char *word)
{
	uint32_t begin = (uint32_t)(strstr(text, word) - text);

	return (struct mf_mark){ begin, begin + (uint32_t)strlen(word), MF_MATCH_EXACT, 0 };
}

static inline void sample_init(struct sample *s)
{
	memset(s, 0, sizeof *s);
	s->mark[0] = mark_of(snippet_text, "توكاييف");
	s->mark[1] = mark_of(snippet_text, "القوات");
	s->fragment[0] = (struct mf_fragment){
		snippet_text, strlen(snippet_text), 812, s->mark, 2, NULL, false, true
	};
	s->fragment[1] = (struct mf_fragment){ "نهاية", strlen("نهاية"), 1400, NULL, 0, NULL, true, false };
	s->entity = (struct mf_hit_entity){ "tokayev", "قاسم جومارت توكاييف", "Kassym-Jomart Tokayev", 0 };
	s->mention = "2022-01-06";
	s->reason = (struct mf_reason){ "توكايف", "توكاييف", MF_MATCH_VARIANT, 2.5 };
	s->hit = (struct mf_hit){
		.rank = 1,
		.score = 9.8125,
		.document = "003.txt",
		.title = "عنوان, \"أول\"",
		.date = "2022-01-08",
		.date_source = "",
		.date_stated = "",
		.date_doubt = "",
		.added = "",
		.source = "",
		.url = "",
		.author = "",
		.path = "corpus/003.txt",
		.passage = 2,
		.begin = 812,
		.end = 1490,
		.fragment = s->fragment,
		.fragments = 2,
		.entity = &s->entity,
		.entities = 1,
		.mention = &s->mention,
		.mentions = 1,
		.duplicates = 2,
		.reason = &s->reason,
		.reasons = 1,
	};
	s->persons[0] = (struct mf_facet_value){
		"tokayev", "قاسم جومارت توكاييف", "Kassym-Jomart Tokayev", 5, 1, true, false
	};
	s->dates[0] = (struct mf_facet_value){ "2022-01-08", "2022-01-08", "", 3, 0, false, false };
	s->dates[1] = (struct mf_facet_value){ "", "(no date)", "", 1, 0, false, false };
	s->facet[0] = (struct mf_facet){ .name = "person",
					 .value = s->persons,
					 .values = 1,
					 .total_values = 4,
					 .exact = true,
					 .own_filter_left_out = true };
	s->facet[1] = (struct mf_facet){ .name = "date",
					 .value = s->dates,
					 .values = 2,
					 .total_values = 2,
					 .in_time = true,
					 .exact = true };
	s->results = (struct mf_results){
		.query = "توكايف قوات",
		.interpreted = "",
		.meant = "",
		.total = 12,
		.documents = 5,
		.exact = true,
		.took_ms = 1.25,
		.warning = "",
		.hit = &s->hit,
		.hits = 1,
		.facet = s->facet,
		.facets = 2,
		.explain_lexemes = "",
		.explain_tree = "",
		.explain_query = "",
	};
}

#endif
