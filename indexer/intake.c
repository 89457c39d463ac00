/* SPDX-License-Identifier: GPL-2.0-or-later */
/* intake.c - documents go into the build; a build that is full becomes a segment, which is published. */
#include <stdlib.h>

#include "indexer/update_private.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

int mf_intake_open_build(struct mf_update *u, struct mf_error *err)
{
	struct mf_build_options o = { u->gazetteer, u->options->jobs, u->options->memory, u->stemmer };
	char *name = mf_printf("scratch-%06u", u->next_segment), *path;
	int rc = mf_folder_name(&u->folder, &name, err);

	free(u->made);
	u->made = mf_printf("seg-%06u", u->next_segment++);
	if (rc == 0)
		rc = mf_folder_name(&u->folder, &u->made, err);
	if (rc == 0)
		rc = mf_layers_name_build(u, err);
	if (rc == 0)
		rc = mf_folder_note(&u->folder, err);
	if (rc == 0) {
		path = mf_path_join(u->options->dir, name);
		rc = mf_build_open(&u->build, path, &o, err);
		free(path);
	}
	free(name);
	return rc;
}

static int checkpoint(struct mf_update *u, struct mf_error *err)
{
	int rc = mf_parts_close_build(u, MF_CLOSE_CHECKPOINT, err);

	return rc == 0 && !mf_update_at_once(u) ? mf_publish(u, err) : rc;
}

/* How much of a file has been read is not known; its text tells about. */
static void tell_progress(struct mf_update *u)
{
	struct mf_update_progress now = u->progress;

	now.documents = u->documents + mf_build_documents(u->build);
	now.bytes = u->bytes + mf_build_bytes(u->build);
	now.read += u->file_text < u->file_size ? u->file_text : u->file_size;
	u->calls->progress(u->calls->ctx, &now);
}

int mf_intake_add(struct mf_update *u, const struct mf_document *doc, struct mf_document_keys keys,
		  struct mf_error *err)
{
	bool full = false;
	int rc = 0;

	if (*u->options->stop)
		return mf_error_set(err, MF_E_STOPPED, "stopped");
	if (u->build)
		rc = mf_build_room(u->build, doc->text_len, &full, err);
	if (rc == 0 && full)
		rc = checkpoint(u, err);
	if (rc == 0 && !u->build)
		rc = mf_intake_open_build(u, err);
	if (rc == 0)
		rc = mf_build_add(u->build, doc, keys, err);
	if (rc == 0 && u->calls->progress)
		tell_progress(u);
	return rc;
}
