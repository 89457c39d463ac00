/* SPDX-License-Identifier: GPL-2.0-or-later */
/* manifest.h - a generation as read and as written: its segments, and every file with size and hash. */
#ifndef MF_STORE_MANIFEST_H
#define MF_STORE_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/analysis/words/stem.h"
#include "wrappers/libc/error.h"

#define MF_STUB "XAPIANDB" /* the name that Xapian knows */

struct mf_manifest_file {
	char *name; /* relative to DIR, as is that of a segment */
	uint64_t size, hash;
	uint64_t seal; /* of a file of sections (sections.h), else 0 */
};

/* An archive gathers other indexes, its members, in the generations that they had then. */
struct mf_manifest_member {
	char *path;     /* of its folder, from DIR or from the root */
	char *manifest; /* name of its manifest, */
	uint64_t hash;  /* and its hash */
};

struct mf_manifest_segment {
	char *name; /* "seg-000003" */
	char *dead; /* file of the bitmap, or NULL */
	uint32_t documents, passages, dead_n;
	uint64_t words, tagged; /* tokens; fingerprint of the gazetteer it was tagged with */
};

struct mf_manifest {
	char *name;    /* of its own file */
	uint64_t hash; /* of that file, once it was read or written */
	unsigned generation, schema;
	uint64_t analyser;
	enum mf_stemming stemmer;
	char *gazetteer, *files;                          /* file names; an archive has no `files` */
	uint64_t gazetteer_fingerprint, gazetteer_source; /* of the block; of what it was compiled from */
	struct mf_manifest_segment *segment;
	size_t segments, segment_cap;
	char **statistics; /* files of the layers, the oldest first */
	size_t statistics_n, statistics_cap;
	struct mf_manifest_file *file;
	size_t files_n, file_cap;
	struct mf_manifest_member *member;
	size_t members, member_cap;
};
void mf_manifest_release(struct mf_manifest *m);
/* Has DIR a stub that one of our manifests was published with? */
bool mf_manifest_stub_is_ours(const char *dir);
/* The manifest that DIR/XAPIANDB names; that of an archive with the segments and files of its members, so
 * that it reads as one index.  MF_E_NOTFOUND where there is no index. */
int mf_manifest_read(struct mf_manifest *m, const char *dir, struct mf_error *err);
/* The same as it was written: of an archive, what it has beside its members. */
int mf_manifest_read_own(struct mf_manifest *m, const char *dir, struct mf_error *err);
/* A manifest of DIR by its name, whatever is live. */
int mf_manifest_read_named(struct mf_manifest *m, const char *dir, const char *name, struct mf_error *err);
/* members.c: takes in what the members of an archive have.  MF_E_VERSION where one has changed too much since
 * to be read as it was. */
int mf_manifest_take_members(struct mf_manifest *m, const char *dir, struct mf_error *err);
/* members.c: takes in what the member has that lies in this folder, and gives its number. */
int mf_manifest_take_member(struct mf_manifest *m, const char *dir, const char *folder, size_t *number,
			    struct mf_error *err);
/* Notes a file of DIR with its size and hash; `known`, a manifest that may already have it, or NULL. */
int mf_manifest_add_file(struct mf_manifest *m, const char *dir, const char *name,
			 const struct mf_manifest *known, struct mf_error *err);
struct mf_manifest_segment *mf_manifest_add_segment(struct mf_manifest *m,
						    const struct mf_manifest_segment *s);
void mf_manifest_add_member(struct mf_manifest *m, const struct mf_manifest_member *member);
void mf_manifest_copy_file(struct mf_manifest *m, const struct mf_manifest_file *file);
void mf_manifest_add_statistics(struct mf_manifest *m, const char *name);
/* Writes the manifest, whose file is a new one, and then the stub: with its rename m is live. */
int mf_manifest_publish(struct mf_manifest *m, const char *dir, struct mf_error *err);
/* Is this entry of DIR the manifest itself, one of its files, or a folder of them?  NULL needs nothing. */
bool mf_manifest_needs(const struct mf_manifest *m, const char *entry);
/* MF_E_CORRUPT where the manifest has another seal for the file of this name (sections.h). */
int mf_manifest_is_sealed(const struct mf_manifest *m, const char *name, uint64_t seal, struct mf_error *err);
/* Sizes of all files and contents of bitmaps and small tables of Xapian; with `hashes`, contents of all.  The
 * first problem is the error; `problem` is told of the others. */
int mf_manifest_verify(const struct mf_manifest *m, const char *dir, bool hashes,
		       void (*problem)(void *ctx, const struct mf_error *err), void *ctx,
		       struct mf_error *err);

#endif
