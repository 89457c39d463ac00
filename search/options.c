/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.c - the options of mufahris-search. */
#include "search/options.h"

#include <string.h>

#include "indexer/analysis/schema.h"
#include "search/output/study_table.h"
#include "wrappers/libc/utf8.h"
#include "wrappers/libc/message.h"

static const char *const within_values[] = { "document", "passage", NULL };
static const char *const group_values[] = { "passage", "document", NULL };
static const char *const duplicate_values[] = { "show", "collapse", "list", NULL };
static const char *const sort_values[] = { "relevance", "newest", "oldest", NULL };
static const char *const color_values[] = { "auto", "always", "never", NULL };
static const char *const bidi_values[] = { "auto", "isolate", "visual", "none", NULL };

static const char *const unit_values[] = { "forms", "stems", NULL };
static const char *const period_values[] = { "day", "month", "year", NULL };
static const char *const order_values[] = { "document", "next", "previous", "date", NULL };

static const char *const name_values[] = { "person", "place", "org", NULL };

static const char *const translate_values[] = { "auto", "always", "never", NULL };

#define LIMIT_UNSET UINT64_MAX /* what is usual, see choose_study and choose_facets */
#define FACET_VALUES 15        /* for readers */
const struct mf_search_options mf_search_defaults = {
	.within = MF_WITHIN_PASSAGE,
	.limit = LIMIT_UNSET,
	.facet_limit = LIMIT_UNSET,
	.group_by = MF_GROUP_PASSAGE,
	.duplicates = MF_DUPLICATES_COLLAPSE,
	.snippet = 240,
	.query = "",
	.freq = MF_NOT_ASKED,
	.collocates = MF_NOT_ASKED,
	.timeline = MF_NOT_ASKED,
	.window = 5,
	.context = 6,
};

/* clang-format off */
#define AT(field) .at = offsetof(struct mf_search_options, field)
#define GROUP(text) { .kind = MF_OPTION_GROUP, .help = text }

static const struct mf_option options[] = {
	GROUP(N_("What to search")),
	{ .name = "db", .letter = 'd', .kind = MF_OPTION_TEXT, AT(db), .arg = "DIR", .empty = true,
	  .help = N_("the index; default: $MUFAHRIS_DB, else ~/.local/share/mufahris/default") },
	{ .name = "cluster", .kind = MF_OPTION_TEXT, AT(cluster), .arg = "FILE",
	  .help = N_("the archive that FILE describes, on several machines; see mufahris-cluster(7)") },
	{ .name = "require-all", .kind = MF_OPTION_FLAG, AT(require_all),
	  .help = N_("a shard that does not answer is an error") },
	{ .name = "exact", .kind = MF_OPTION_FLAG, AT(exact),
	  .help = N_("words in the spelling typed only, as if each had = before it") },
	{ .name = "no-expand", .kind = MF_OPTION_FLAG, AT(no_expand),
	  .help = N_("names only as typed, not in the other spellings and scripts of the entity") },
	{ .name = "no-variants", .kind = MF_OPTION_FLAG, AT(no_variants),
	  .help = N_("rare words only as typed, not in other spellings that the index has") },
	{ .name = "translate", .kind = MF_OPTION_CHOICE, AT(translate), .values = translate_values,
	  .help = N_("English words as their Arabic translations; auto: those that the index hardly has (default: "
		  "auto)") },
	{ .name = "dictionary", .kind = MF_OPTION_TEXT, AT(dictionary), .arg = "FILE",
	  .help = N_("another English dictionary, in the form of dictd: FILE.index with FILE.dict or FILE.dict.dz") },
	{ .name = "strict", .kind = MF_OPTION_FLAG, AT(strict),
	  .help = N_("a query that does not parse is an error, not plain words") },

	GROUP(N_("Narrow")),
	{ .name = "entity", .kind = MF_OPTION_LIST, AT(entity), .arg = "X",
	  .help = N_("only passages that mention entity X: its id, or any of its names in any script; repeated: "
		  "all of them; A,B: any of them") },
	{ .name = "person", .kind = MF_OPTION_LIST, AT(person), .arg = "X", .help = N_("the same for a person") },
	{ .name = "place", .kind = MF_OPTION_LIST, AT(place), .arg = "X", .help = N_("the same for a place") },
	{ .name = "org", .kind = MF_OPTION_LIST, AT(org), .arg = "X",
	  .help = N_("the same for an organisation") },
	{ .name = "source", .kind = MF_OPTION_LIST, AT(source), .arg = "X",
	  .help = N_("only documents from source X") },
	{ .name = "date", .kind = MF_OPTION_TEXT, AT(date), .arg = "RANGE",
	  .help = N_("published then; 2022, 2022-01, 2022-01-06, A..B, A.., ..B, last:7d, none, or as "
		  "Arabic writes it") },
	{ .name = "new-since", .kind = MF_OPTION_TEXT, AT(new_since), .arg = "DATE",
	  .help = N_("published on that day or later: what is new for a query that is kept; last:7d, 2022-01-06; "
		  "documents without a date are left out") },
	{ .name = "added-since", .kind = MF_OPTION_TEXT, AT(added_since), .arg = "DATE",
	  .help = N_("added to the index on that day or later, whenever published; yesterday, last:7d, "
		  "2022-01-06T14:30 (in the time of this machine; with Z of UTC)") },
	{ .name = "mentions", .kind = MF_OPTION_TEXT, AT(mentions), .arg = "RANGE",
	  .help = N_("only passages that mention a date in the range") },
	{ .name = "within", .kind = MF_OPTION_CHOICE, AT(within), .values = within_values,
	  .help = N_("where entities must stand; default: passage") },
	{ .name = "narrower", .kind = MF_OPTION_FLAG, AT(narrower),
	  .help = N_("a place also means the places in it: Kazakhstan includes Almaty") },
	{ .name = "no-adjectives", .kind = MF_OPTION_FLAG, AT(no_adjectives),
	  .help = N_("the adjective of a country does not count as a mention of it") },

	GROUP(N_("Count")),
	{ .name = "facets", .kind = MF_OPTION_WORDS, AT(facets), .arg = "LIST", .values = mf_facet_names,
	  .bare = "person,place,org,date,source",
	  .help = N_("count documents over all matches, by any of") },
	{ .name = "facet-limit", .kind = MF_OPTION_NUMBER, AT(facet_limit), .arg = "N", .max = 1000000,
	  .help = N_("values of each person, place, org and source facet; 0: all; default: 15 in text and html, all in "
		  "the other formats") },

	GROUP(N_("Study all passages that match")),
	{ .name = "freq", .kind = MF_OPTION_CHOICE, AT(freq), .values = unit_values, .bare = "forms",
	  .help = N_("words by frequency") },
	{ .name = "ngrams", .kind = MF_OPTION_NUMBER, AT(ngrams), .arg = "N", .min = MF_NGRAM_MIN,
	  .max = MF_NGRAM_MAX, .help = N_("rows of N words that occur twice or more, by frequency") },
	{ .name = "collocates", .kind = MF_OPTION_CHOICE, AT(collocates), .values = unit_values, .bare = "forms",
	  .help = N_("words near those of the query, by log-likelihood") },
	{ .name = "window", .kind = MF_OPTION_NUMBER, AT(window), .arg = "WORDS", .min = 1, .max = 100,
	  .help = N_("how near, for --collocates: words on each side; default: 5") },
	{ .name = "timeline", .kind = MF_OPTION_CHOICE, AT(timeline), .values = period_values, .bare = "month",
	  .help = N_("documents by date of publication") },
	{ .name = "concordance", .kind = MF_OPTION_FLAG, AT(concordance),
	  .help = N_("every occurrence in its context; also by --format=kwic") },
	{ .name = "kwic-sort", .kind = MF_OPTION_CHOICE, AT(kwic_sort), .values = order_values,
	  .help = N_("order of its lines; next and previous: by the words there; default: document") },
	{ .name = "context", .kind = MF_OPTION_NUMBER, AT(context), .arg = "WORDS", .min = 0, .max = 100,
	  .help = N_("words around its occurrences; default: 6") },
	{ .name = "dispersion", .kind = MF_OPTION_TEXT, AT(dispersion), .arg = "DOCUMENT", .bare = "",
	  .help = N_("where in each document the words of the query stand, in that one alone") },
	{ .name = "together", .kind = MF_OPTION_WORDS, AT(together), .arg = "LIST", .values = name_values,
	  .bare = "person", .help = N_("names that passages have together, of any of") },
	{ .name = "no-stop-words", .kind = MF_OPTION_FLAG, AT(no_stop_words),
	  .help = N_("leave function words out of these counts") },

	GROUP(N_("Show")),
	{ .name = "limit", .letter = 'n', .kind = MF_OPTION_NUMBER, AT(limit), .arg = "N", .max = 100000,
	  .help = N_("how many results; default: 10; 50 rows of a study, 100 lines of a concordance") },
	{ .name = "offset", .kind = MF_OPTION_NUMBER, AT(offset), .arg = "N", .max = 10000000,
	  .help = N_("leave out the first N") },
	{ .name = "sort", .kind = MF_OPTION_CHOICE, AT(sort), .values = sort_values,
	  .help = N_("order of results; default: relevance") },
	{ .name = "group-by", .kind = MF_OPTION_CHOICE, AT(group_by), .values = group_values,
	  .help = N_("document: one result for each, with its best passage") },
	{ .name = "duplicates", .kind = MF_OPTION_CHOICE, AT(duplicates), .values = duplicate_values,
	  .help = N_("near-identical passages: each, or one with their number, or one and a list of the others; default: collapse") },
	{ .name = "snippet", .kind = MF_OPTION_NUMBER, AT(snippet), .arg = "CHARS", .min = 0, .max = 100000,
	  .help = N_("length of snippets in characters; 0: the whole passage; default: 240") },
	{ .name = "explain", .kind = MF_OPTION_FLAG, AT(explain),
	  .help = N_("how the query was read, and why each result was found") },

	GROUP(MF_GROUP_OUTPUT),
	{ .name = "format", .kind = MF_OPTION_CHOICE, AT(format), .arg = "FORMAT", .value = mf_writer_name,
	  .help = N_("form of the results; one of") },
	{ .name = "color", .kind = MF_OPTION_CHOICE, AT(color), .values = color_values,
	  .help = N_("colour matched words; without colour they stand between asterisks; NO_COLOR is obeyed") },
	{ .name = "bidi", .kind = MF_OPTION_CHOICE, AT(bidi), .values = bidi_values,
	  .help = N_("isolate: mark the direction of Arabic for terminals that know bidi; visual: reorder and "
		  "join for those that do not; auto: isolate on a terminal") },
	{ .name = "no-pager", .kind = MF_OPTION_FLAG, AT(no_pager),
	  .help = N_("print more than a screen without $MUFAHRIS_PAGER, $PAGER or less") },
	{ .name = "ranking", .kind = MF_OPTION_LIST, AT(ranking), .arg = "NAME=NUMBER",
	  .help = N_("for experiments: k1, b, exact, stem, root, entity, proximity, window, title, variant, coverage, depth") },
	{ .name = "tag", .kind = MF_OPTION_TEXT, AT(tag), .arg = "NAME",
	  .help = N_("name of the run in --format=trec") },

	GROUP(N_("Other work")),
	{ .name = "show", .kind = MF_OPTION_TEXT, AT(show), .arg = "DOCUMENT",
	  .help = N_("the whole document with this id, the words of QUERY marked; with --explain how each matched; "
		  "ID#PART opens it there: #p68, #v2p68 (page), #c3 (chapter), #t00:01:05") },
	{ .name = "save", .kind = MF_OPTION_TEXT, AT(save), .arg = "NAME",
	  .help = N_("keep query and filters, in $XDG_DATA_HOME/mufahris/queries; later @NAME among the words of a "
		  "query stands for them, and options add to it") },
	{ .name = "saved", .kind = MF_OPTION_TEXT, AT(saved), .arg = "NAME", .bare = "",
	  .help = N_("the kept queries, one a line; with NAME the arguments of that one") },
	{ .name = "forget", .kind = MF_OPTION_TEXT, AT(forget), .arg = "NAME",
	  .help = N_("keep the query NAME no longer") },
	{ .name = "suggest", .kind = MF_OPTION_TEXT, AT(suggest), .arg = "PREFIX",
	  .help = N_("words and names of the index that begin so, most frequent first") },
	{ .name = "batch", .kind = MF_OPTION_TEXT, AT(batch), .arg = "FILE",
	  .help = N_("one query a line: id, tab, query") },
	{ .name = "help", .letter = 'h', .kind = MF_OPTION_FLAG, AT(help), .last = true,
	  .help = N_("this text") },
	{ .name = "version", .letter = 'V', .kind = MF_OPTION_FLAG, AT(version), .last = true,
	  .help = N_("the version of the program") },
	{ .name = "print-completion", .kind = MF_OPTION_TEXT, AT(print_completion), .arg = "SHELL",
	  .last = true },
	{ .kind = MF_OPTION_END },
};
/* clang-format on */

static const char *const usage[] = { "[-d DIR] [OPTION]... QUERY...", NULL };
static const struct mf_example examples[] = {
	{ "mufahris-search قوات حفظ السلام", N_("any of the words; more, closer and rarer ones are better") },
	{ "mufahris-search '\"حفظ السلام\" AND (روسيا OR كازاخستان)'", N_("a phrase, and one of two words") },
	{ "mufahris-search --person=Tokayev --date=2022-01 --facets", N_("who and what else in that month") },
	{ "mufahris-search --save=csto --org=CSTO قوات; mufahris-search @csto --new-since=last:7d",
	  N_("keep a query; ask it again for what is new") },
	{ "mufahris-search --format=json -n 50 'عنوان:انتخابات -محلية'", N_("for programs") },
	{ NULL, NULL },
};

const struct mf_program mf_search_program = {
	"mufahris-search",
	N_("Searches an index of Arabic texts."),
	usage,
	examples,
	options,
	N_("Queries:\n"
	   "  a b c          any of the words      +a -b          with a, without b\n"
	   "  a AND b        both                  a OR b         one of them\n"
	   "  NOT a          without a             ( )            groups\n"
	   "  \"a b c\"        phrase                \"a b\"~5        within five words\n"
	   "  =a  =\"a b\"     to the letter         a*             words that begin so\n"
	   "  @NAME          a kept query (--save)\n"
	   "A query that does not parse is read as plain words. One that begins with - goes after --.\n"
	   "\n"
	   "Configuration: $MUFAHRIS_CONFIG, else $XDG_CONFIG_HOME/mufahris/config (~/.config/mufahris/config):\n"
	   "  [search]       limit = 20, color = never, exact = yes: any long option of a search\n"
	   "  [ranking]      title = 3: as --ranking=title=3\n"
	   "What is given on the command line comes after it.\n"),
};

/* The operands, joined by blanks. */
static const char *join(struct mf_arena *arena, const struct mf_strings *words)
{
	struct mf_buf text = MF_BUF_INIT;
	const char *joined;

	for (size_t i = 0; i < words->n; i++) {
		if (i)
			mf_buf_addch(&text, ' ');
		mf_buf_addstr(&text, words->item[i]);
	}
	joined = mf_arena_strndup(arena, text.data, text.len);
	mf_buf_release(&text);
	return joined;
}

/* Is there something to list without a query? */
static bool can_browse(const struct mf_search_options *o)
{
	return o->study || o->entity.n || o->person.n || o->place.n || o->org.n || o->source.n || o->date ||
	       o->mentions || o->new_since || o->added_since || o->facets || o->sort != MF_SORT_RELEVANCE;
}

/* Which study is asked for; at most one can be. */
static int choose_study(struct mf_search_options *o, struct mf_error *err)
{
	const bool asked[MF_STUDIES] = {
		[MF_STUDY_FREQ] = o->freq != MF_NOT_ASKED,
		[MF_STUDY_NGRAMS] = o->ngrams,
		[MF_STUDY_COLLOCATES] = o->collocates != MF_NOT_ASKED,
		[MF_STUDY_TIMELINE] = o->timeline != MF_NOT_ASKED,
		[MF_STUDY_CONCORDANCE] = o->concordance,
		[MF_STUDY_DISPERSION] = o->dispersion,
		[MF_STUDY_TOGETHER] = o->together,
	};
	static const uint64_t limit[MF_STUDIES] = { 10, 50, 50, 50, 10000000, 100, 50, 50 };
	const struct mf_writer_format *format = mf_writer_formats[o->format];

	o->study = MF_STUDY_NONE;
	for (unsigned i = 1; i < MF_STUDIES; i++) {
		if (asked[i] && o->study)
			return mf_error_set(err, MF_E_USAGE, "--%s and --%s cannot be given together",
					    mf_study_names[o->study], mf_study_names[i]);
		if (asked[i])
			o->study = i;
	}
	if (!o->study && format == &mf_writer_kwic)
		o->study = MF_STUDY_CONCORDANCE;
	if (o->limit == LIMIT_UNSET)
		o->limit = limit[o->study];
	if (!o->study && format == &mf_writer_svg) {
		mf_error_set(err, MF_E_USAGE, "only a study can be written as svg");
		mf_error_hint(err, "--timeline, --freq, --ngrams=N or --collocates");
		return MF_E_USAGE;
	}
	if (!o->study)
		return 0;
	if (o->suggest || o->facets)
		return mf_error_set(err, MF_E_USAGE, "--%s and --%s cannot be given together",
				    mf_study_names[o->study], o->suggest ? "suggest" : "facets");
	if (!mf_study_has_format((enum mf_study_kind)o->study, format)) {
		mf_error_set(err, MF_E_USAGE, "--%s cannot be written as %s", mf_study_names[o->study],
			     format->name);
		mf_error_hint(err, "--format=text, json, jsonl or csv");
		return MF_E_USAGE;
	}
	return 0;
}

/* For readers the first values of a facet, for programs all. */
static int choose_facets(struct mf_search_options *o, struct mf_error *err)
{
	const struct mf_writer_format *format = mf_writer_formats[o->format];
	bool readers = format == &mf_writer_text || format == &mf_writer_html;

	if (o->facet_limit == LIMIT_UNSET)
		o->facet_limit = readers ? FACET_VALUES : 0;
	if (o->facets && o->show)
		return mf_error_set(err, MF_E_USAGE, "--show and --facets cannot be given together");
	if (o->facets && (format == &mf_writer_trec || format == &mf_writer_bibtex))
		return mf_error_set(err, MF_E_USAGE, "--facets cannot be written as %s", format->name);
	if (o->facets && o->batch && format == &mf_writer_csv && o->limit) {
		mf_error_set(err, MF_E_USAGE, "--batch --format=csv is one table: of results or of facets");
		mf_error_hint(err, "with --limit=0 it has the facets; --format=jsonl has both");
		return MF_E_USAGE;
	}
	return 0;
}

/* The option that asks for something else than an answer to one query; NULL where none does. */
static const char *errand_of(const struct mf_search_options *o)
{
	return o->suggest ? "suggest" : o->batch ? "batch" : o->saved ? "saved" : o->forget ? "forget" : NULL;
}

/* What no single option can tell. */
static int check_together(struct mf_search_options *o, struct mf_error *err)
{
	const char *errand;

	if (o->help || o->version || o->print_completion)
		return 0;
	if (choose_study(o, err) < 0 || choose_facets(o, err) < 0)
		return MF_E_USAGE;
	if (o->date && o->new_since)
		return mf_error_set(err, MF_E_USAGE, "--date and --new-since cannot be given together");
	errand = errand_of(o);
	if (o->save && (errand || o->show))
		return mf_error_set(err, MF_E_USAGE, "--save and --%s cannot be given together",
				    errand ? errand : "show");
	if (o->query_words && errand)
		return mf_error_set(err, MF_E_USAGE, "--%s takes no QUERY, but '%.60s' was given", errand,
				    o->query);
	if (!o->query_words && !errand && !o->show && !can_browse(o)) {
		mf_error_set(err, MF_E_USAGE, "a query is missing");
		mf_error_hint(err, "give words to search for, a filter, or --facets; --help shows examples");
		return MF_E_USAGE;
	}
	if (mf_writer_formats[o->format] == &mf_writer_trec) { /* runs are judged by document */
		o->group_by = MF_GROUP_DOCUMENT;
		o->duplicates = MF_DUPLICATES_SHOW;
	}
	if (mf_writer_formats[o->format] == &mf_writer_bibtex) /* an entry is of a document */
		o->group_by = MF_GROUP_DOCUMENT;
	return 0;
}

int mf_search_options_parse(int argc, char **argv, struct mf_arena *arena, struct mf_search_options *out,
			    struct mf_error *err)
{
	struct mf_strings operands;
	int code;

	*out = mf_search_defaults;
	code = mf_options_parse(&mf_search_program, argc, argv, arena, out, &operands, err);
	if (code)
		return code;
	out->query = join(arena, &operands);
	out->query_words = operands.n;
	return check_together(out, err);
}

void mf_search_options_help(struct mf_buf *out)
{
	mf_options_help(&mf_search_program, out);
	mf_buf_addstr(out, _("\nFields, as field:word, field:\"several words\" or field:( ... ):\n"));
	for (const struct mf_query_field *field = mf_query_fields; field->name; field++) {
		size_t columns = mf_utf8_count(field->arabic, strlen(field->arabic));

		mf_buf_printf(out, _("  %-8s %s%*s%s, as in %s\n"), field->name, field->arabic,
			      columns < 8 ? (int)(8 - columns) : 1, "", _(field->help), field->example);
	}
	mf_buf_addstr(
		out,
		_("\nExit status: 0 something found, 1 nothing found, 2 error, 3 shards of a cluster are missing.\n"));
}
