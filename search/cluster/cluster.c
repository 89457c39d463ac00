/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/cluster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/cluster/messages.h"
#include "search/engine/order.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/message.h"

struct mf_cluster {
	struct mf_engine *engine;
	struct mf_remote remote;
	const struct mf_transport *transport;
	size_t shards;
	char **name;
	char **failure; /* of the request in hand, by shard: why it is left out, or NULL */
};

/* ---- asking ---- */

static void fail(struct mf_cluster *c, size_t shard, const char *why)
{
	if (!c->failure[shard])
		c->failure[shard] = mf_strdup(why);
}

static int nobody(const struct mf_cluster *c, struct mf_error *err)
{
	mf_error_set(err, MF_E_IO, "no shard answers; %s: %s", c->name[0],
		     c->failure[0] ? c->failure[0] : "");
	mf_error_hint(err, "start the shards of this generation: mufahris-shard");
	return MF_E_IO;
}

/* A question to each shard, as bytes; those without are not asked.  reply[i].at is NULL where there is no
 * answer, else stands at the payload. */
struct asking {
	struct mf_cluster *c;
	struct mf_buf *question;
	char **bytes; /* of the replies */
	struct mf_wire *reply;
	struct mf_error refused; /* MF_E_LIMIT of a shard: no answer without it is worth having */
	bool refuses;
};

static void asking_begin(struct asking *a, struct mf_cluster *c)
{
	*a = (struct asking){ .c = c };
	a->question = mf_calloc(c->shards, sizeof *a->question);
	a->bytes = mf_calloc(c->shards, sizeof *a->bytes);
	a->reply = mf_calloc(c->shards, sizeof *a->reply);
	for (size_t i = 0; i < c->shards; i++)
		a->question[i] = (struct mf_buf)MF_BUF_INIT;
}

static void asking_end(struct asking *a)
{
	for (size_t i = 0; i < a->c->shards; i++) {
		mf_buf_release(&a->question[i]);
		free(a->bytes[i]);
	}
	free(a->question);
	free(a->bytes);
	free(a->reply);
}

static void take_reply(struct asking *a, size_t shard, struct mf_reply *r, struct mf_arena *arena)
{
	struct mf_error err = MF_ERROR_INIT;
	struct mf_wire *w = &a->reply[shard];

	a->bytes[shard] = r->bytes;
	if (r->failure) {
		fail(a->c, shard, r->failure);
		free(r->failure);
		return;
	}
	*w = (struct mf_wire){ (const unsigned char *)r->bytes, (const unsigned char *)r->bytes + r->length,
			       arena, false };
	int rc = mf_answer_get(w, &err);
	if (rc < 0) {
		if (rc == MF_E_LIMIT) {
			a->refused = err;
			a->refuses = true;
		}
		fail(a->c, shard, err.text);
		*w = (struct mf_wire){ NULL, NULL, arena, true };
	}
}

static int asking_run(struct asking *a, struct mf_arena *arena, struct mf_error *err)
{
	struct mf_question *question = mf_calloc(a->c->shards + 1, sizeof *question);
	struct mf_reply *reply = mf_calloc(a->c->shards + 1, sizeof *reply);
	size_t n = 0, left = 0;
	int rc = 0;

	for (size_t i = 0; i < a->c->shards; i++)
		if (a->question[i].len && !a->c->failure[i])
			question[n++] = (struct mf_question){ i, a->question[i].data, a->question[i].len };
	if (n)
		rc = a->c->transport->ask(a->c->transport->self, question, n, reply, err);
	for (size_t i = 0; rc == 0 && i < n; i++)
		take_reply(a, question[i].shard, &reply[i], arena);
	for (size_t i = 0; i < a->c->shards; i++)
		left += !a->c->failure[i];
	free(question);
	free(reply);
	if (rc == 0 && a->refuses) {
		if (err)
			*err = a->refused;
		return MF_E_LIMIT;
	}
	return rc < 0 ? rc : left ? 0 : nobody(a->c, err);
}

/* An answer that was read to its end and is well-formed? */
static bool whole(struct asking *a, size_t shard)
{
	const struct mf_wire *w = &a->reply[shard];

	if (!w->bad && w->at == w->end)
		return true;
	fail(a->c, shard, _("its answer is none"));
	return false;
}

static void put_head(struct asking *a, size_t shard, enum mf_question_kind kind, struct mf_search *s)
{
	bool planned = kind != MF_ASK_STANDS && kind != MF_ASK_SOURCES;
	struct mf_question_head head = { kind, mf_cluster_generation(a->c),
					 planned ? mf_search_plan_hash(s) : 0 };
	struct mf_request request = *s->request;

	request.stands = planned ? s->stands : NULL;
	request.stands_n = planned ? s->stands_n : 0;
	mf_question_put(&a->question[shard], &head, &request);
}

/* The same question to all. */
static void put_all(struct asking *a, enum mf_question_kind kind, struct mf_search *s)
{
	put_head(a, 0, kind, s);
	for (size_t i = 1; i < a->c->shards; i++)
		mf_buf_add(&a->question[i], a->question[0].data, a->question[0].len);
}

/* ---- the questions ---- */

static void begin(void *self)
{
	struct mf_cluster *c = self;

	for (size_t i = 0; i < c->shards; i++) {
		free(c->failure[i]);
		c->failure[i] = NULL;
	}
}

static size_t missing(void *self, struct mf_arena *arena, const char *const **list, size_t *shards)
{
	struct mf_cluster *c = self;
	const char **line = mf_arena_alloc(arena, (c->shards + 1) * sizeof *line);
	size_t n = 0;

	for (size_t i = 0; i < c->shards; i++)
		if (c->failure[i])
			line[n++] = mf_arena_printf(arena, "%s: %s", c->name[i], c->failure[i]);
	*list = line;
	*shards = c->shards;
	return n;
}

static int stands(void *self, struct mf_search *s, bool *out, struct mf_error *err)
{
	struct mf_cluster *c = self;
	struct asking a;
	int rc;

	asking_begin(&a, c);
	put_all(&a, MF_ASK_STANDS, s);
	rc = asking_run(&a, s->arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_wire *w = &a.reply[i];
		if (!w->at)
			continue;
		w->bad = mf_wire_count(w, 1) != s->plan.quotes || w->bad;
		for (size_t q = 0; q < s->plan.quotes; q++)
			out[q] = mf_wire_number(w, 1) || out[q];
		whole(&a, i);
	}
	asking_end(&a);
	return rc;
}

static void take_found(struct mf_part_found *part, size_t shard, bool counted, struct mf_found *out)
{
	for (size_t k = 0; k < part->n; k++) {
		mf_candidates_add(&out->best, (uint32_t)shard, (uint32_t)k, part->v[k].first);
		out->best.v[out->best.n - 1].far = &part->v[k];
	}
	out->total += part->total;
	out->documents += part->documents;
	out->all = out->all && part->all;
	if (!counted)
		memcpy(&out->facet[out->facet_parts++ * MF_FACETS], part->facet,
		       MF_FACETS * sizeof *part->facet);
}

/* Facets are counted when a request asks first; where it goes deeper they are as they were. */
static void put_find(struct asking *a, struct mf_search *s, unsigned max, bool all, bool counted)
{
	struct mf_request request = *s->request;
	struct mf_search wanted = *s;

	request.facets = counted ? 0 : request.facets;
	wanted.request = &request;
	put_all(a, MF_ASK_FIND, &wanted);
	for (size_t i = 0; i < a->c->shards; i++) {
		mf_buf_varint(&a->question[i], max);
		mf_buf_varint(&a->question[i], all);
	}
}

/* The first `max` of what the shards gave, as one index would have them. */
static void merge_found(const struct mf_search *s, unsigned max, bool all, struct mf_found *out)
{
	struct mf_candidates *best = &out->best;

	if (all && s->request->sort != MF_SORT_RELEVANCE)
		mf_order_by_date(s->engine->index, best->v, best->n, s->request->sort == MF_SORT_NEWEST);
	else
		mf_order_by_score(s->engine->index, best->v, best->n);
	if (max && best->n > max)
		best->n = max;
}

static int find(void *self, struct mf_search *s, unsigned max, bool all, struct mf_found *out,
		struct mf_error *err)
{
	struct mf_cluster *c = self;
	bool counted = out->facet != NULL;
	struct asking a;
	int rc;

	out->documents = 0;
	if (!counted)
		out->facet = mf_arena_zalloc(s->arena, c->shards * MF_FACETS * sizeof *out->facet);
	asking_begin(&a, c);
	put_find(&a, s, max, all, counted);
	rc = asking_run(&a, s->arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_part_found part;
		if (!a.reply[i].at)
			continue;
		mf_answer_get_found(&a.reply[i], &part);
		if (whole(&a, i))
			take_found(&part, i, counted, out);
	}
	asking_end(&a);
	merge_found(s, max, all, out);
	return rc;
}

static int show(void *self, struct mf_search *s, const struct mf_candidate *from, size_t n, unsigned rank,
		struct mf_hit *out, struct mf_error *err)
{
	struct mf_cluster *c = self;
	size_t *count = mf_calloc(c->shards, sizeof *count);
	struct asking a;
	int rc;

	asking_begin(&a, c);
	for (size_t i = 0; i < n; i++)
		count[from[i].segment]++;
	for (size_t i = 0; i < c->shards; i++)
		if (count[i]) {
			put_head(&a, i, MF_ASK_SHOW, s);
			mf_buf_varint(&a.question[i], count[i]);
		}
	for (size_t i = 0; i < n; i++) {
		struct mf_buf *to = &a.question[from[i].segment];
		mf_buf_varint(to, from[i].far->segment);
		mf_buf_varint(to, from[i].far->passage);
		mf_wire_put_real(to, s->request->sort == MF_SORT_RELEVANCE ? from[i].score : NAN);
		mf_buf_varint(to, from[i].duplicates);
	}
	rc = asking_run(&a, s->arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_hit *hit = mf_arena_zalloc(s->arena, (count[i] + 1) * sizeof *hit);
		size_t next = 0;
		if (!a.reply[i].at)
			continue;
		mf_answer_get_hits(&a.reply[i], hit, count[i]);
		if (!whole(&a, i))
			continue;
		for (size_t k = 0; k < n; k++)
			if (from[k].segment == i) {
				out[k] = hit[next++];
				out[k].rank = rank + (unsigned)k;
			}
	}
	asking_end(&a);
	free(count);
	return rc;
}

static int copies(void *self, struct mf_search *s, const struct mf_twin *const *twin, size_t n,
		  struct mf_copy *out, struct mf_error *err)
{
	static const struct mf_copy none = { "", "", "", "", "", 0 };
	struct mf_cluster *c = self;
	size_t *count = mf_calloc(c->shards, sizeof *count);
	struct asking a;
	int rc;

	asking_begin(&a, c);
	for (size_t i = 0; i < n; i++) {
		out[i] = none;
		count[twin[i]->segment]++;
	}
	for (size_t i = 0; i < c->shards; i++)
		if (count[i]) {
			put_head(&a, i, MF_ASK_COPIES, s);
			mf_buf_varint(&a.question[i], count[i]);
		}
	for (size_t i = 0; i < n; i++) {
		mf_buf_varint(&a.question[twin[i]->segment], twin[i]->far->segment);
		mf_buf_varint(&a.question[twin[i]->segment], twin[i]->far->passage);
	}
	rc = asking_run(&a, s->arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_copy *copy = mf_arena_zalloc(s->arena, (count[i] + 1) * sizeof *copy);
		size_t next = 0;
		if (!a.reply[i].at)
			continue;
		mf_answer_get_copies(&a.reply[i], copy, count[i]);
		if (!whole(&a, i))
			continue;
		for (size_t k = 0; k < n; k++)
			if (twin[k]->segment == i)
				out[k] = copy[next++];
	}
	asking_end(&a);
	free(count);
	return rc;
}

static int document(void *self, struct mf_search *s, const char *id, struct mf_results *out,
		    struct mf_error *err)
{
	struct mf_cluster *c = self;
	bool found = false, unsure = false;
	struct asking a;
	int rc;

	asking_begin(&a, c);
	put_all(&a, MF_ASK_DOCUMENT, s);
	for (size_t i = 0; i < c->shards; i++)
		mf_wire_put_string(&a.question[i], id);
	rc = asking_run(&a, s->arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_wire *w = &a.reply[i];
		struct mf_hit *hit = mf_arena_zalloc(s->arena, sizeof *hit);
		uint64_t total;
		if (w->at && mf_wire_number(w, 1) && !found) {
			total = mf_wire_number(w, UINT32_MAX);
			mf_answer_get_hits(w, hit, 1);
			found = whole(&a, i) && hit->fragments == 1;
			hit->rank = 1;
			out->hit = hit;
			out->hits = out->documents = found;
			out->total = total;
			out->exact = out->whole = true;
		}
		unsure = unsure || c->failure[i];
	}
	asking_end(&a);
	if (rc < 0 || found)
		return rc;
	if (!unsure)
		return MF_E_NOTFOUND;
	mf_error_set(err, MF_E_IO, "no shard that answers has the document %s, and not all answer", id);
	mf_error_hint(err, "ask again when all shards are there");
	return MF_E_IO;
}

static int follow(void *self, const char *before, const char *prefix, uint64_t last, bool by_postings,
		  struct mf_arena *arena, struct mf_far_form **out, size_t *n, struct mf_error *err)
{
	struct mf_cluster *c = self;
	struct mf_request request;
	struct mf_search none = { .request = &request };
	size_t room = 0;
	struct asking a;
	int rc;

	mf_request_init(&request);
	asking_begin(&a, c);
	for (size_t i = 0; i < c->shards; i++) {
		const struct mf_question_head head = { MF_ASK_FOLLOW, mf_cluster_generation(c), 0 };
		mf_question_put(&a.question[i], &head, none.request);
		mf_wire_put_string(&a.question[i], before);
		mf_wire_put_string(&a.question[i], prefix);
		mf_buf_varint(&a.question[i], last);
		mf_buf_varint(&a.question[i], by_postings);
	}
	rc = asking_run(&a, arena, err);
	*n = 0;
	for (size_t i = 0; rc == 0 && i < c->shards; i++)
		room += (size_t)(a.reply[i].end - a.reply[i].at) / 2;
	*out = mf_arena_alloc(arena, (room + 1) * sizeof **out);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_wire *w = &a.reply[i];
		size_t had = *n, forms = w->at ? mf_wire_count(w, 2) : 0;
		for (size_t k = 0; k < forms; k++) {
			struct mf_far_form *form = &(*out)[(*n)++];
			form->text = mf_wire_text(w, &form->len);
			form->count = mf_wire_number(w, UINT32_MAX);
		}
		if (w->at && !whole(&a, i))
			*n = had;
	}
	asking_end(&a);
	return rc;
}

static int sources(void *self, struct mf_arena *arena, const char ***out, size_t *n, struct mf_error *err)
{
	struct mf_cluster *c = self;
	struct mf_request request;
	struct mf_search none = { .request = &request };
	size_t room = 0;
	struct asking a;
	int rc;

	mf_request_init(&request);
	asking_begin(&a, c);
	put_all(&a, MF_ASK_SOURCES, &none);
	rc = asking_run(&a, arena, err);
	*n = 0;
	for (size_t i = 0; rc == 0 && i < c->shards; i++)
		room += (size_t)(a.reply[i].end - a.reply[i].at);
	*out = mf_arena_alloc(arena, (room + 1) * sizeof **out);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_wire *w = &a.reply[i];
		size_t had = *n, names = w->at ? mf_wire_count(w, 1) : 0;
		for (size_t k = 0; k < names; k++) {
			const char *name = mf_wire_string(w);
			(*out)[(*n)++] = name ? name : "";
		}
		if (w->at && !whole(&a, i))
			*n = had;
	}
	asking_end(&a);
	return rc;
}

static int study(void *self, struct mf_search *s, const struct mf_study_options *options,
		 struct mf_study_part *out, struct mf_error *err)
{
	struct mf_cluster *c = self;
	struct asking a;
	int rc;

	asking_begin(&a, c);
	put_all(&a, MF_ASK_STUDY, s);
	for (size_t i = 0; i < c->shards; i++)
		mf_question_put_study(&a.question[i], options);
	rc = asking_run(&a, s->arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		static const struct mf_study_part nothing;
		if (!a.reply[i].at)
			continue;
		mf_answer_get_counts(&a.reply[i], options, &out[i]);
		if (!whole(&a, i))
			out[i] = nothing;
	}
	asking_end(&a);
	return rc;
}

/* Is each a line of a concordance? */
static bool one_mark_each(const struct mf_hit *hit, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (hit[i].fragments != 1 || hit[i].fragment->marks != 1)
			return false;
	return true;
}

static int lines(void *self, struct mf_search *s, const struct mf_study_options *options,
		 const struct mf_study_line *line, size_t n, struct mf_arena *arena, struct mf_hit *out,
		 struct mf_error *err)
{
	struct mf_cluster *c = self;
	size_t *count = mf_calloc(c->shards, sizeof *count);
	struct asking a;
	int rc;

	asking_begin(&a, c);
	for (size_t i = 0; i < n; i++)
		count[line[i].shard]++;
	for (size_t i = 0; i < c->shards; i++)
		if (count[i]) {
			put_head(&a, i, MF_ASK_LINES, s);
			mf_question_put_study(&a.question[i], options);
			mf_buf_varint(&a.question[i], count[i]);
		}
	for (size_t i = 0; i < n; i++)
		mf_question_put_line(&a.question[line[i].shard], &line[i]);
	rc = asking_run(&a, arena, err);
	for (size_t i = 0; rc == 0 && i < c->shards; i++) {
		struct mf_hit *hit = mf_arena_zalloc(arena, (count[i] + 1) * sizeof *hit);
		size_t next = 0;
		if (!a.reply[i].at)
			continue;
		mf_answer_get_hits(&a.reply[i], hit, count[i]);
		a.reply[i].bad = a.reply[i].bad || !one_mark_each(hit, count[i]);
		if (!whole(&a, i))
			continue;
		for (size_t k = 0; k < n; k++)
			if (line[k].shard == i)
				out[k] = hit[next++];
	}
	asking_end(&a);
	free(count);
	return rc;
}

/* ---- opening ---- */

int mf_cluster_open(struct mf_cluster **out, const char *archive, const struct mf_transport *transport,
		    struct mf_error *err)
{
	struct mf_cluster *c = mf_calloc(1, sizeof *c);
	int rc = mf_engine_open_part(&c->engine, archive, NULL, 0, NULL, err);

	*out = NULL;
	if (rc < 0) {
		free(c);
		return rc;
	}
	c->transport = transport;
	c->shards = mf_engine_index(c->engine)->manifest.members;
	c->name = mf_calloc(c->shards, sizeof *c->name);
	c->failure = mf_calloc(c->shards, sizeof *c->failure);
	for (size_t i = 0; i < c->shards; i++)
		c->name[i] = mf_printf("shard %zu", i + 1);
	c->remote = (struct mf_remote){ c,      begin,    missing, stands,  find,  show,
					copies, document, follow,  sources, study, lines };
	mf_engine_ask(c->engine, &c->remote);
	*out = c;
	return 0;
}

void mf_cluster_call(struct mf_cluster *c, size_t shard, const char *name)
{
	free(c->name[shard]);
	c->name[shard] = mf_strdup(name);
}

void mf_cluster_close(struct mf_cluster *c)
{
	if (!c)
		return;
	begin(c);
	for (size_t i = 0; i < c->shards; i++)
		free(c->name[i]);
	mf_engine_free(c->engine);
	free(c->name);
	free(c->failure);
	free(c);
}

struct mf_engine *mf_cluster_engine(struct mf_cluster *c)
{
	return c->engine;
}

size_t mf_cluster_shards(const struct mf_cluster *c)
{
	return c->shards;
}

uint64_t mf_cluster_generation(const struct mf_cluster *c)
{
	return mf_engine_index(c->engine)->manifest.hash;
}
