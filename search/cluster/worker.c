/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/worker.h"

#include <stdlib.h>
#include <string.h>

#include "search/cluster/messages.h"
#include "search/engine/search.h"
#include "wrappers/libc/mem.h"

struct mf_worker {
	struct mf_engine *engine;
	size_t member;
	struct mf_arena arena; /* of the answer in hand */
};

int mf_worker_open(struct mf_worker **out, const char *archive, const char *member, struct mf_error *err)
{
	struct mf_worker *w = mf_calloc(1, sizeof *w);
	int rc = mf_engine_open_part(&w->engine, archive, &member, 1, &w->member, err);

	w->arena = (struct mf_arena)MF_ARENA_INIT;
	if (rc < 0) {
		free(w);
		w = NULL;
	}
	*out = w;
	return rc;
}

int mf_worker_dictionary(struct mf_worker *w, const char *path, struct mf_error *err)
{
	return mf_engine_dictionary(w->engine, path, err);
}

void mf_worker_close(struct mf_worker *w)
{
	if (!w)
		return;
	mf_engine_free(w->engine);
	mf_arena_release(&w->arena);
	free(w);
}

size_t mf_worker_member(const struct mf_worker *w)
{
	return w->member;
}

uint64_t mf_worker_generation(const struct mf_worker *w)
{
	return mf_engine_index(w->engine)->manifest.hash;
}

struct asked {
	struct mf_worker *w;
	const struct mf_request *request;
	struct mf_wire *from;
	struct mf_buf *to;
};

static int no_question(struct mf_error *err)
{
	mf_error_set(err, MF_E_INPUT, "the bytes are no question");
	mf_error_hint(err, "coordinator and shards have to be of one version");
	return MF_E_INPUT;
}

static int stands(struct asked *a, struct mf_error *err)
{
	bool *stand;
	size_t n;
	int rc = mf_part_stands(a->w->engine, a->request, a->from->arena, &stand, &n, err);

	if (rc < 0)
		return rc;
	mf_buf_varint(a->to, n);
	for (size_t i = 0; i < n; i++)
		mf_buf_varint(a->to, stand[i]);
	return 0;
}

static int find(struct asked *a, struct mf_error *err)
{
	unsigned max = (unsigned)mf_wire_number(a->from, UINT32_MAX);
	bool all = mf_wire_number(a->from, 1) != 0;
	struct mf_part_found found;
	int rc = a->from->bad ? no_question(err)
			      : mf_part_find(a->w->engine, a->request, max, all, a->from->arena, &found, err);

	if (rc == 0)
		mf_answer_put_found(a->to, &found);
	return rc;
}

static int show(struct asked *a, struct mf_error *err)
{
	size_t n = mf_wire_count(a->from, 11);
	struct mf_candidate *c = mf_arena_zalloc(a->from->arena, (n + 1) * sizeof *c);
	const struct mf_hit *hit;
	int rc;

	for (size_t i = 0; i < n; i++) {
		c[i].segment = (uint32_t)mf_wire_number(a->from, UINT32_MAX);
		c[i].passage = (uint32_t)mf_wire_number(a->from, UINT32_MAX);
		c[i].score = mf_wire_real(a->from);
		c[i].duplicates = (unsigned)mf_wire_number(a->from, UINT32_MAX);
	}
	rc = a->from->bad ? no_question(err)
			  : mf_part_show(a->w->engine, a->request, c, n, a->from->arena, &hit, err);
	if (rc == 0)
		mf_answer_put_hits(a->to, hit, n);
	return rc;
}

static int copies(struct asked *a, struct mf_error *err)
{
	size_t n = mf_wire_count(a->from, 2);
	struct mf_twin *twin = mf_arena_zalloc(a->from->arena, (n + 1) * sizeof *twin);
	struct mf_copy *copy = mf_arena_zalloc(a->from->arena, (n + 1) * sizeof *copy);
	int rc;

	for (size_t i = 0; i < n; i++) {
		twin[i].segment = (uint32_t)mf_wire_number(a->from, UINT32_MAX);
		twin[i].passage = (uint32_t)mf_wire_number(a->from, UINT32_MAX);
	}
	rc = a->from->bad ? no_question(err)
			  : mf_part_copies(a->w->engine, a->request, twin, n, a->from->arena, copy, err);
	if (rc == 0)
		mf_answer_put_copies(a->to, copy, n);
	return rc;
}

static int document(struct asked *a, struct mf_error *err)
{
	const char *id = mf_wire_string(a->from);
	struct mf_results results = MF_RESULTS_INIT;
	int rc = a->from->bad || !id ? no_question(err)
				     : mf_engine_document(a->w->engine, a->request, id, &results, err);

	if (rc == 0) {
		mf_buf_varint(a->to, 1);
		mf_buf_varint(a->to, results.total);
		mf_answer_put_hits(a->to, results.hit, results.hits);
	} else if (rc == MF_E_NOTFOUND) {
		mf_buf_varint(a->to, 0);
		rc = 0;
	}
	mf_results_release(&results);
	return rc;
}

static int follow(struct asked *a, struct mf_error *err)
{
	const char *before = mf_wire_string(a->from), *prefix = mf_wire_string(a->from);
	uint64_t last = mf_wire_number(a->from, UINT64_MAX);
	bool by_postings = mf_wire_number(a->from, 1) != 0;
	struct mf_far_form *form;
	size_t n;
	int rc = a->from->bad || !before || !prefix
			 ? no_question(err)
			 : mf_part_follow(a->w->engine, before, prefix, last, by_postings, a->from->arena,
					  &form, &n, err);

	if (rc < 0)
		return rc;
	mf_buf_varint(a->to, n);
	for (size_t i = 0; i < n; i++) {
		mf_wire_put_text(a->to, form[i].text, form[i].len);
		mf_buf_varint(a->to, form[i].count);
	}
	return 0;
}

static int sources(struct asked *a, struct mf_error *err)
{
	const char **name;
	size_t n;
	int rc = mf_part_sources(a->w->engine, a->from->arena, &name, &n);

	(void)err;
	mf_buf_varint(a->to, n);
	for (size_t i = 0; i < n; i++)
		mf_wire_put_string(a->to, name[i]);
	return rc;
}

static int study(struct asked *a, struct mf_error *err)
{
	struct mf_study_options options;
	struct mf_study_part part;
	int rc;

	mf_question_get_study(a->from, &options);
	rc = a->from->bad ? no_question(err)
			  : mf_study_part_run(a->w->engine, a->request, &options, a->from->arena, &part, err);
	if (rc == 0)
		mf_answer_put_counts(a->to, &part);
	return rc;
}

static int lines(struct asked *a, struct mf_error *err)
{
	struct mf_study_options options;
	struct mf_study_line *line;
	struct mf_hit *hit;
	size_t n;
	int rc;

	mf_question_get_study(a->from, &options);
	line = mf_question_get_lines(a->from, &n);
	hit = mf_arena_zalloc(a->from->arena, (n + 1) * sizeof *hit);
	rc = a->from->bad ? no_question(err)
			  : mf_study_part_lines(a->w->engine, &options, line, n, a->from->arena, hit, err);
	if (rc == 0)
		mf_answer_put_hits(a->to, hit, n);
	return rc;
}

static int check_generation(const struct mf_worker *w, uint64_t generation, struct mf_error *err)
{
	if (generation == mf_worker_generation(w))
		return 0;
	mf_error_set(err, MF_E_VERSION, "asked for another generation of the archive (%016llx, not %016llx)",
		     (unsigned long long)generation, (unsigned long long)mf_worker_generation(w));
	mf_error_hint(err, "give the coordinator and every shard the same archive");
	return MF_E_VERSION;
}

static int answer(struct asked *a, const struct mf_question_head *head, struct mf_error *err)
{
	static int (*const kind[MF_ASKS])(struct asked *, struct mf_error *) = {
		stands, find, show, copies, document, follow, sources, study, lines,
	};
	int rc = check_generation(a->w, head->generation, err);

	return rc == 0 ? kind[head->kind](a, err) : rc;
}

void mf_worker_answer(struct mf_worker *w, const char *question, size_t length, struct mf_buf *out)
{
	const unsigned char *at = (const unsigned char *)question;
	struct mf_wire from = { at, at + length, &w->arena, false };
	struct mf_error err = MF_ERROR_INIT;
	struct mf_request request;
	struct mf_question_head head;
	struct asked asked = { w, &request, &from, out };
	int rc;

	mf_arena_reset(&w->arena);
	mf_answer_begin(out);
	rc = mf_question_get(&from, &head, &request) ? 0 : no_question(&err);
	request.plan = head.plan;
	rc = rc == 0 ? answer(&asked, &head, &err) : rc;
	if (rc == 0 && out->overflow)
		rc = mf_error_set(&err, MF_E_LIMIT, "the answer is too long");
	if (rc < 0)
		mf_answer_error(out, rc, &err);
	mf_answer_end(out);
}
