/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gazetteer_turtle.c - SKOS in Turtle into the builder.
 *
 * The tables `properties` and `types` are the vocabulary.  What is wrong is reported with its file and
 * line; the rest loads.
 */
#include <string.h>

#include "indexer/analysis/names/gazetteer_build.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/serd/mf_turtle.h"

#define NS_ENTITY "https://mufahris.example/entity/"
#define NS_OWN "https://mufahris.example/gazetteer#"
#define NS_SKOS "http://www.w3.org/2004/02/skos/core#"
#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NAME_MAX_BYTES 400

struct reader {
	struct mf_gazetteer_builder *b;
	const char *name;
	const char *kept; /* the name, as long as the builder lives */
};

enum property {
	P_TYPE,
	P_PREFERRED,
	P_OTHER,
	P_HIDDEN,
	P_CERTAIN,
	P_BROADER,
	P_MATCH,
	P_REQUIRES,
	P_UNLESS,
	P_BLOCK,
	P_EXACT,
	P_NO_CLITICS,
	P_NO_PARTIAL,
	P_IGNORED
};
static const struct {
	const char *iri;
	enum property property;
} properties[] = {
	{ NS_RDF "type", P_TYPE },
	{ NS_SKOS "prefLabel", P_PREFERRED },
	{ NS_SKOS "altLabel", P_OTHER },
	{ NS_SKOS "hiddenLabel", P_HIDDEN },
	{ NS_SKOS "broader", P_BROADER },
	{ NS_SKOS "exactMatch", P_MATCH },
	{ NS_SKOS "inScheme", P_IGNORED },
	{ NS_SKOS "note", P_IGNORED },
	{ NS_SKOS "scopeNote", P_IGNORED },
	{ NS_SKOS "definition", P_IGNORED },
	{ NS_OWN "certain", P_CERTAIN },   /* an alias for which requires and unless are not asked */
	{ NS_OWN "requires", P_REQUIRES }, /* one of these must stand in the document */
	{ NS_OWN "unless", P_UNLESS },     /* none of these may */
	{ NS_OWN "block", P_BLOCK },       /* matches and yields nothing */
	{ NS_OWN "exact", P_EXACT },       /* no folding */
	{ NS_OWN "noClitics", P_NO_CLITICS },
	{ NS_OWN "noPartial", P_NO_PARTIAL }, /* no last name alone */
};

static const struct {
	const char *name;
	uint8_t type, flags;
} types[] = {
	{ "Person", MF_PERSON, 0 },
	{ "Place", MF_PLACE, 0 },
	{ "City", MF_PLACE, GZ_CITY },
	{ "Country", MF_PLACE, GZ_COUNTRY },
	{ "Continent", MF_PLACE, 0 },
	{ "AdministrativeArea", MF_PLACE, 0 },
	{ "State", MF_PLACE, 0 },
	{ "LandmarksOrHistoricalBuildings", MF_PLACE, 0 },
	{ "TouristAttraction", MF_PLACE, 0 },
	{ "BodyOfWater", MF_PLACE, 0 },
	{ "RiverBodyOfWater", MF_PLACE, 0 },
	{ "SeaBodyOfWater", MF_PLACE, 0 },
	{ "LakeBodyOfWater", MF_PLACE, 0 },
	{ "OceanBodyOfWater", MF_PLACE, 0 },
	{ "Canal", MF_PLACE, 0 },
	{ "Mountain", MF_PLACE, 0 },
	{ "Landform", MF_PLACE, 0 },
	{ "Volcano", MF_PLACE, 0 },
	{ "Airport", MF_PLACE, 0 },
	{ "Corporation", MF_ORG, 0 },
	{ "NGO", MF_ORG, 0 },
	{ "PoliticalParty", MF_ORG, 0 },
	{ "CollegeOrUniversity", MF_ORG, 0 },
	{ "SportsTeam", MF_ORG, 0 },
	{ "Airline", MF_ORG, 0 },
	{ "BankOrCreditUnion", MF_ORG, 0 },
	{ "School", MF_ORG, 0 },
	{ "Hospital", MF_ORG, 0 },
	{ "Newspaper", MF_ORG, 0 },
	{ "TelevisionChannel", MF_ORG, 0 },
	{ "RadioStation", MF_ORG, 0 },
};

static bool starts(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* "…/entity/kz" -> "kz"; NULL, and a report, where it is no good id. */
static const char *entity_id(const struct reader *r, const char *iri, long line)
{
	const char *id = iri + strlen(NS_ENTITY);

	if (!starts(iri, NS_ENTITY)) {
		mf_gb_report(r->b, r->name, line, "<%.150s> is not in the namespace " NS_ENTITY, iri);
		return NULL;
	}
	if (!*id || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(id) || strlen(id) > 80) {
		mf_gb_report(r->b, r->name, line,
			     "'%.150s' is no id: lower-case letters, digits and '-' make one", id);
		return NULL;
	}
	return id;
}

static void set_type(const struct reader *r, struct mf_gb_entity *e, const struct mf_statement *st)
{
	const char *name = strrchr(st->object, '/'), *part = strrchr(st->object, '#');
	uint8_t type = GB_NO_TYPE, flags = 0;
	size_t n;

	name = part ? part + 1 : name ? name + 1 : st->object;
	n = strlen(name);
	if (!strcmp(st->object, NS_SKOS "Concept"))
		return;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(name, types[i].name))
			type = types[i].type, flags = types[i].flags;
	if (type == GB_NO_TYPE && n >= 12 && !strcmp(name + n - 12, "Organization"))
		type = MF_ORG;
	if (type == GB_NO_TYPE)
		mf_gb_report(r->b, r->name, st->line, "unknown type '%.100s' of '%s'", name, e->id);
	else if (e->type != GB_NO_TYPE && e->type != type)
		mf_gb_report(r->b, r->name, st->line, "'%s' is a %s already, and cannot be a %s too", e->id,
			     mf_entity_type_names[e->type], mf_entity_type_names[type]);
	else
		e->type = type, e->flags |= flags;
}

static void add_label(const struct reader *r, struct mf_gb_entity *e, const struct mf_statement *st, int role)
{
	static const char *const role_names[] = { "prefLabel", "altLabel", "hiddenLabel", "g:certain" };

	if (!*st->language)
		mf_gb_report(r->b, r->name, st->line, "the label '%.150s' has no language (\"...\"@ar)",
			     st->object);
	for (size_t i = 0; i < e->names_n; i++) {
		const struct mf_gb_name *other = &e->names[i];

		if (other->file != r->b->file || strcmp(other->language, st->language) != 0)
			continue;
		if (other->len == st->object_len && !memcmp(other->text, st->object, other->len)) {
			mf_gb_report(r->b, r->name, st->line, "'%.150s' is a label of '%s' already (%s)",
				     st->object, e->id, role_names[other->role]);
			if (role > GB_PREFERRED)
				return;
		} else if (role == GB_PREFERRED && other->role == GB_PREFERRED) {
			mf_gb_report(r->b, r->name, st->line,
				     "'%s' has a prefLabel@%s already; '%.150s' becomes an altLabel", e->id,
				     st->language, st->object);
			role = GB_OTHER;
		}
	}
	mf_gb_name_add(r->b, e, st->object, st->object_len, st->language, role);
}

static void set_flag(const struct reader *r, struct mf_gb_entity *e, const struct mf_statement *st,
		     uint8_t flag)
{
	if (!strcmp(st->object, "true") || !strcmp(st->object, "1"))
		e->flags |= flag;
	else if (!strcmp(st->object, "false") || !strcmp(st->object, "0"))
		e->flags &= (uint8_t)~flag;
	else
		mf_gb_report(r->b, r->name, st->line, "'%.100s' is neither true nor false", st->object);
}

static bool good_literal(const struct reader *r, const struct mf_statement *st)
{
	if (!st->literal)
		mf_gb_report(r->b, r->name, st->line, "a text in quotes is wanted, not <%.150s>", st->object);
	else if (st->object_len == 0 || st->object_len > NAME_MAX_BYTES)
		mf_gb_report(r->b, r->name, st->line, "a text of 1 to %d bytes is wanted", NAME_MAX_BYTES);
	else if (!mf_utf8_valid(st->object, st->object_len, NULL))
		mf_gb_report(r->b, r->name, st->line, "the text is not UTF-8");
	else
		return true;
	return false;
}

static void add_relation(const struct reader *r, struct mf_gb_entity *e, const struct mf_statement *st,
			 bool match)
{
	const char *value = st->object;

	if (st->literal) {
		mf_gb_report(r->b, r->name, st->line, "an IRI is wanted, not the text '%.150s'", st->object);
		return;
	}
	if (match)
		e->match = mf_arena_strdup(&r->b->arena, value);
	else if ((value = entity_id(r, value, st->line)) != NULL)
		e->broader = mf_arena_strdup(&r->b->arena, value);
}

static void on_statement(void *ctx, const struct mf_statement *st)
{
	const struct reader *r = ctx;
	size_t p = 0, n = sizeof properties / sizeof *properties;
	enum property property;
	struct mf_gb_entity *e;
	const char *id;

	if (st->blank ||
	    (!starts(st->subject, NS_ENTITY) && !st->literal && strstr(st->object, "ConceptScheme")))
		return;
	while (p < n && strcmp(st->predicate, properties[p].iri) != 0)
		p++;
	if (p == n) {
		if (starts(st->predicate, NS_OWN) || starts(st->predicate, NS_SKOS))
			mf_gb_report(r->b, r->name, st->line, "unknown property <%.150s>", st->predicate);
		return; /* other vocabularies may say what they like */
	}
	property = properties[p].property;
	if (property == P_IGNORED || !(id = entity_id(r, st->subject, st->line)))
		return;
	if (property != P_TYPE && property != P_BROADER && property != P_MATCH && !good_literal(r, st))
		return;
	e = mf_gb_entity_at(r->b, id, strlen(id));
	if (!e->source) {
		e->source = r->kept;
		e->line = st->line;
	}
	switch (property) {
	case P_TYPE:
		set_type(r, e, st);
		break;
	case P_PREFERRED:
		add_label(r, e, st, GB_PREFERRED);
		break;
	case P_OTHER:
		add_label(r, e, st, GB_OTHER);
		break;
	case P_HIDDEN:
		add_label(r, e, st, GB_HIDDEN);
		break;
	case P_CERTAIN:
		add_label(r, e, st, GB_CERTAIN);
		break;
	case P_BROADER:
		add_relation(r, e, st, false);
		break;
	case P_MATCH:
		add_relation(r, e, st, true);
		break;
	case P_REQUIRES:
		mf_gb_string_add(r->b, &e->required, &e->required_n, &e->required_cap, st->object,
				 st->object_len);
		break;
	case P_UNLESS:
		mf_gb_string_add(r->b, &e->forbidden, &e->forbidden_n, &e->forbidden_cap, st->object,
				 st->object_len);
		break;
	case P_BLOCK:
		mf_gb_string_add(r->b, &e->blocked, &e->blocked_n, &e->blocked_cap, st->object,
				 st->object_len);
		break;
	case P_EXACT:
		set_flag(r, e, st, GZ_EXACT);
		break;
	case P_NO_CLITICS:
		set_flag(r, e, st, GZ_NO_CLITICS);
		break;
	case P_NO_PARTIAL:
		set_flag(r, e, st, GZ_NO_PARTIAL);
		break;
	case P_IGNORED:
		break;
	}
}

static void on_problem(void *ctx, long line, long column, const char *what)
{
	const struct reader *r = ctx;

	mf_gb_report(r->b, r->name, line, "column %ld: %.200s", column, what);
}

int mf_gazetteer_add_turtle(struct mf_gazetteer_builder *b, const char *name, const char *text, size_t len,
			    struct mf_error *err)
{
	struct reader r = { b, name, mf_arena_strdup(&b->arena, name) };
	struct mf_turtle_sink sink = { on_statement, on_problem, &r };
	size_t bad = 0;

	if (len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) /* byte order mark */
		text += 3, len -= 3;
	if (!mf_utf8_valid(text, len, &bad))
		return mf_error_set(err, MF_E_INPUT, "%s: not UTF-8 at byte %zu", name, bad);
	if (len > 0 && memchr(text, '\0', len))
		return mf_error_set(err, MF_E_INPUT, "%s: not a text file", name);
	mf_turtle_read(text, len, &sink);
	b->file++;
	return 0;
}
