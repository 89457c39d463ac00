/* SPDX-License-Identifier: GPL-2.0-or-later */
/* writer.cc - databases open for writing. */
#include "wrappers/xapian/internal.hh"

using xc::guard;

static_assert(XC_CREATE_OR_OPEN == Xapian::DB_CREATE_OR_OPEN, "XC_CREATE_OR_OPEN");
static_assert(XC_CREATE_OR_OVERWRITE == Xapian::DB_CREATE_OR_OVERWRITE, "XC_CREATE_OR_OVERWRITE");
static_assert(XC_CREATE == Xapian::DB_CREATE, "XC_CREATE");
static_assert(XC_OPEN == Xapian::DB_OPEN, "XC_OPEN");
static_assert(XC_NO_SYNC == Xapian::DB_NO_SYNC, "XC_NO_SYNC");
static_assert(XC_FULL_SYNC == Xapian::DB_FULL_SYNC, "XC_FULL_SYNC");
static_assert(XC_DANGEROUS == Xapian::DB_DANGEROUS, "XC_DANGEROUS");
static_assert(XC_NO_TERMLIST == Xapian::DB_NO_TERMLIST, "XC_NO_TERMLIST");
static_assert(XC_RETRY_LOCK == Xapian::DB_RETRY_LOCK, "XC_RETRY_LOCK");

namespace
{

void commit(xc_writer &writer)
{
	if (!writer.begun)
		return writer.db.commit();
	writer.begun = false; /* whatever comes: Xapian ends it before it writes */
	writer.db.commit_transaction();
}

} // namespace

extern "C" {

int xc_writer_open(struct xc_writer **out, const char *path, unsigned flags, unsigned block_size,
		   struct xc_error *err)
{
	const unsigned known =
		XC_OPEN | XC_NO_SYNC | XC_FULL_SYNC | XC_DANGEROUS | XC_NO_TERMLIST | XC_RETRY_LOCK;

	return xc::make(out, err, [&](xc_writer &writer) {
		if (flags & ~known)
			throw Xapian::InvalidArgumentError("an unknown flag for opening a writer");
		writer.db =
			Xapian::WritableDatabase(path, static_cast<int>(flags), static_cast<int>(block_size));
	});
}

int xc_writer_close(struct xc_writer *writer, struct xc_error *err)
{
	return guard(err, [&] {
		commit(*writer);
		writer->db.close();
		return XC_OK;
	});
}

void xc_writer_free(struct xc_writer *writer)
{
	if (!writer)
		return;
	/* close() rolls a transaction back, and with it what was pending when it began. */
	guard(nullptr, [&] {
		writer->db.begin_transaction(false);
		return XC_OK;
	});
	guard(nullptr, [&] {
		writer->db.close();
		return XC_OK;
	});
	delete writer;
}

int xc_writer_add(struct xc_writer *writer, const struct xc_doc *doc, uint32_t *docid, struct xc_error *err)
{
	return guard(err, [&] {
		const Xapian::docid added = writer->db.add_document(doc->doc);
		if (docid)
			*docid = added;
		return XC_OK;
	});
}

int xc_writer_replace(struct xc_writer *writer, uint32_t docid, const struct xc_doc *doc,
		      struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.replace_document(docid, doc->doc);
		return XC_OK;
	});
}

int xc_writer_replace_term(struct xc_writer *writer, const char *term, size_t len, const struct xc_doc *doc,
			   uint32_t *docid, struct xc_error *err)
{
	return guard(err, [&] {
		const Xapian::docid put = writer->db.replace_document(xc::term(term, len), doc->doc);
		if (docid)
			*docid = put;
		return XC_OK;
	});
}

int xc_writer_delete(struct xc_writer *writer, uint32_t docid, struct xc_error *err)
{
	return guard(err, [&] {
		/* Xapian's answer to 0 differs from one version to the next. */
		if (docid == 0)
			throw Xapian::InvalidArgumentError("documents are numbered from 1");
		writer->db.delete_document(docid);
		return XC_OK;
	});
}

int xc_writer_delete_term(struct xc_writer *writer, const char *term, size_t len, struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.delete_document(xc::term(term, len));
		return XC_OK;
	});
}

int xc_writer_set_metadata(struct xc_writer *writer, const char *key, size_t key_len, const void *value,
			   size_t value_len, struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.set_metadata(xc::bytes(key, key_len), xc::bytes(value, value_len));
		return XC_OK;
	});
}

int xc_writer_add_spelling(struct xc_writer *writer, const char *word, size_t len, uint32_t freq,
			   struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.add_spelling(xc::term(word, len), freq);
		return XC_OK;
	});
}

int xc_writer_remove_spelling(struct xc_writer *writer, const char *word, size_t len, uint32_t freq,
			      struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.remove_spelling(xc::term(word, len), freq);
		return XC_OK;
	});
}

int xc_writer_commit(struct xc_writer *writer, struct xc_error *err)
{
	return guard(err, [&] {
		commit(*writer);
		return XC_OK;
	});
}

int xc_writer_begin(struct xc_writer *writer, struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.begin_transaction();
		writer->begun = true;
		return XC_OK;
	});
}

int xc_writer_cancel(struct xc_writer *writer, struct xc_error *err)
{
	return guard(err, [&] {
		writer->db.cancel_transaction();
		writer->begun = false;
		return XC_OK;
	});
}
}
