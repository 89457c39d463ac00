/* SPDX-License-Identifier: GPL-2.0-or-later */
/* folder.h - the folder of an index while it is written to: whose is what lies in it.
 *
 *	DIR/inventory	mufahris-inventory 1
 *			seg-000003
 *			manifest-000007
 *			end HASH
 *
 * The inventory names whatever was made in DIR and may still be there.  A name is written down before
 * the thing is made and crossed out after it was removed, so that what a killed run left is known.
 * Nothing else is ever removed or written over: a name is held against the folder before it is taken,
 * never against a listing, and what bears it is made exclusively.
 *
 * The inventory marks the folder as an index, as does the stub of one that has none yet.  A folder that
 * has neither mark and is not empty is refused.
 */
#ifndef MF_STORE_FOLDER_H
#define MF_STORE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/store/manifest.h"
#include "wrappers/libc/error.h"

struct mf_folder {
	char *dir;
	int lock; /* file descriptor of DIR/lock */
	char **name;
	size_t names, cap;
	bool changed; /* since the inventory was written */
};

/* Makes DIR where it is not there, and locks it.  MF_E_LOCKED names the process that has it;
 * MF_E_USAGE: DIR holds something else. */
int mf_folder_take(struct mf_folder *f, const char *dir, struct mf_error *err);
void mf_folder_leave(struct mf_folder *f); /* accepts one that was not taken */

/* Takes a name that nothing in DIR has: *name as it is (allocated), or in its place one with a number
 * after it.  The thing may be made after mf_folder_note.  On failure *name is freed and NULL. */
int mf_folder_name(struct mf_folder *f, char **name, struct mf_error *err);
/* The highest number after `head` in all names of the inventory, or 0: names go on from there. */
unsigned mf_folder_highest(const struct mf_folder *f, const char *head);
/* Writes the inventory, where it has changed. */
int mf_folder_note(struct mf_folder *f, struct mf_error *err);
/* Takes in what a generation that was read needs, where the inventory was lost. */
void mf_folder_adopt(struct mf_folder *f, const struct mf_manifest *m);
/* Removes what neither generation needs (NULL: there is none), and writes the inventory. */
int mf_folder_clean(struct mf_folder *f, const struct mf_manifest *live, const struct mf_manifest *before,
		    struct mf_error *err);
/* --check: MF_E_CORRUPT where DIR has an inventory that is damaged. */
int mf_folder_check(const char *dir, struct mf_error *err);

#endif
