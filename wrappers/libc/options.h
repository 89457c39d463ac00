/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.h - one table of options: what the parser accepts, what --help says, what shells complete.
 *
 * A program describes itself in a constant `struct mf_program`.  Each option names the field of the
 * program's options struct that it sets (`at`, by offsetof), so parsing needs no code of its own.
 * Parsed strings are borrowed from argv; arrays live in the arena.
 *
 * Accepted: --name, --name=value, --name value, -n, -nvalue, -n value, clusters of short flags, `--`
 * before operands; options and operands in any order.  Long names are never abbreviated: a name
 * added later could not break a script.  `-` alone, and a `-` before a letter outside ASCII (as in
 * the query -كلمة), are operands.
 */
#ifndef MF_LIBC_OPTIONS_H
#define MF_LIBC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wrappers/libc/arena.h"
#include "wrappers/libc/buf.h"
#include "wrappers/libc/error.h"

enum mf_option_kind {                   /* what the option takes -> type of the field at `at` */
		      MF_OPTION_END,    /* after the last option */
		      MF_OPTION_GROUP,  /* a heading in --help; `help` is its text; no field */
		      MF_OPTION_FLAG,   /* nothing -> bool */
		      MF_OPTION_NUMBER, /* decimal number in [min, max] -> uint64_t */
		      MF_OPTION_SIZE,   /* bytes, with K, M or G after (powers of 1024), in [min, max] ->
					   uint64_t */
		      MF_OPTION_CHOICE, /* one of the values -> unsigned, its place among them */
		      MF_OPTION_WORDS,  /* several of the values, commas between -> uint32_t, bit 1 << place
					   each */
		      MF_OPTION_TEXT,   /* anything -> const char * (the last one wins) */
		      MF_OPTION_LIST,   /* anything, repeatable -> struct mf_strings */
};

struct mf_strings {
	const char **item;
	size_t n;
};

struct mf_option {
	const char *name; /* long name without the dashes; NULL for a group */
	char letter;      /* short name, or 0 */
	enum mf_option_kind kind;
	size_t at;       /* offset of the field */
	const char *arg; /* what --help calls the argument; FILE, DIR and PATH also steer completion */
	const char *const *values;      /* CHOICE, WORDS: accepted values, NULL at the end ... */
	const char *(*value)(size_t i); /* ... or a function that gives the i-th one, NULL past the last */
	const char *bare;  /* the argument is optional, only after '=', and this is meant when it is absent */
	uint64_t min, max; /* NUMBER, SIZE; max 0 = no bound */
	bool empty;        /* TEXT, LIST: an empty value is taken; else it is refused */
	bool last;         /* parsing ends here: --help, --version */
	const char *help;  /* for --help; '\n' begins a new line; NULL = not listed anywhere */
};

struct mf_example {
	const char *command, *what;
};

struct mf_program {
	const char *name;                  /* "mufahris-search" */
	const char *summary;               /* one sentence */
	const char *const *usage;          /* lines after the name, NULL at the end */
	const struct mf_example *examples; /* command NULL at the end */
	const struct mf_option *options;   /* MF_OPTION_END at the end */
	const char *notes;                 /* printed after the options, lines as they are; or NULL */
};

/* Reads argv[1..argc) into the struct at `target`, whose fields hold the defaults, and the operands
 * into *operands.  Fails with MF_E_USAGE: the text is one line that names the option and what it
 * accepts. */
int mf_options_parse(const struct mf_program *program, int argc, char **argv, struct mf_arena *arena,
		     void *target, struct mf_strings *operands, struct mf_error *err);

/* Appends the text of --help: usage, examples, options by group, notes. */
void mf_options_help(const struct mf_program *program, struct mf_buf *out);

/* Appends a completion script for `shell`: one of mf_option_shells.  "names" gives the listed long
 * names, one a line, for the check of the man page.  Returns MF_E_USAGE for another shell. */
extern const char *const mf_option_shells[]; /* "bash", "zsh", "fish", "names", NULL */
int mf_options_completion(const struct mf_program *program, const char *shell, struct mf_buf *out,
			  struct mf_error *err);

/* The i-th accepted value of an option, or NULL. */
const char *mf_option_value(const struct mf_option *option, size_t i);

#endif
