/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iterate.cc - lists of terms, postings, positions and values. */
#include "wrappers/xapian/internal.hh"

using xc::guard;

struct xc_postings {
	Xapian::PostingIterator at, end;
	bool started = false;
};

struct xc_positions {
	Xapian::PositionIterator at, end;
	bool started = false;
};

struct xc_values {
	Xapian::ValueIterator at, end;
	std::string text;
	uint32_t docid = 0; /* of the document whose values these are, or 0 for those of a slot */
	bool of_document = false;
	bool started = false;
};

namespace
{

/* Moves an iterator on.  Xapian's stands on its first item when new, ours before it. */
template <typename list_type> bool advance(list_type &list)
{
	if (list.at == list.end)
		return false;
	if (list.started)
		++list.at;
	list.started = true;
	return list.at != list.end;
}

template <typename list_type, typename where_type> bool advance_to(list_type &list, const where_type &where)
{
	if (list.at == list.end)
		return false;
	list.started = true;
	list.at.skip_to(where);
	return list.at != list.end;
}

template <typename list_type> void check_item(const list_type &list)
{
	if (!list.started || list.at == list.end)
		throw Xapian::InvalidOperationError("the iterator is not at an item");
}

int give(xc_terms &terms, xc_term_info *info)
{
	terms.text = *terms.at;
	info->text = terms.text.data();
	info->len = terms.text.size();
	return 1;
}

int give(const xc_postings &postings, xc_posting *item)
{
	item->docid = *postings.at;
	item->wdf = postings.at.get_wdf();
	return 1;
}

int give(xc_values &values, xc_value *item)
{
	values.text = *values.at;
	item->docid = values.of_document ? values.docid : values.at.get_docid();
	item->slot = values.at.get_valueno();
	item->data = values.text.data();
	item->len = values.text.size();
	return 1;
}

} // namespace

extern "C" {

int xc_db_terms(struct xc_terms **out, struct xc_db *db, const char *prefix, size_t len, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		const std::string begin = xc::bytes(prefix, len);
		terms.at = db->db.allterms_begin(begin);
		terms.end = db->db.allterms_end(begin);
	});
}

int xc_db_termlist(struct xc_terms **out, struct xc_db *db, uint32_t docid, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		terms.at = db->db.termlist_begin(docid);
		terms.end = db->db.termlist_end(docid);
	});
}

int xc_doc_terms(struct xc_terms **out, struct xc_doc *doc, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		terms.at = doc->doc.termlist_begin();
		terms.end = doc->doc.termlist_end();
	});
}

int xc_db_metadata_keys(struct xc_terms **out, struct xc_db *db, const char *prefix, size_t len,
			struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		const std::string begin = xc::bytes(prefix, len);
		terms.at = db->db.metadata_keys_begin(begin);
		terms.end = db->db.metadata_keys_end(begin);
	});
}

int xc_db_spellings(struct xc_terms **out, struct xc_db *db, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		terms.at = db->db.spellings_begin();
		terms.end = db->db.spellings_end();
	});
}

int xc_terms_next(struct xc_terms *terms, struct xc_term_info *info, struct xc_error *err)
{
	return guard(err, [&] { return advance(*terms) ? give(*terms, info) : 0; });
}

int xc_terms_skip_to(struct xc_terms *terms, const char *text, size_t len, struct xc_term_info *info,
		     struct xc_error *err)
{
	return guard(err, [&] { return advance_to(*terms, xc::bytes(text, len)) ? give(*terms, info) : 0; });
}

int xc_terms_termfreq(struct xc_terms *terms, uint32_t *freq, struct xc_error *err)
{
	return guard(err, [&] {
		check_item(*terms);
		*freq = terms->at.get_termfreq();
		return XC_OK;
	});
}

int xc_terms_wdf(struct xc_terms *terms, uint32_t *wdf, struct xc_error *err)
{
	return guard(err, [&] {
		check_item(*terms);
		*wdf = terms->at.get_wdf();
		return XC_OK;
	});
}

void xc_terms_free(struct xc_terms *terms)
{
	delete terms;
}

int xc_db_postings(struct xc_postings **out, struct xc_db *db, const char *term, size_t len,
		   struct xc_error *err)
{
	return xc::make(out, err, [&](xc_postings &postings) {
		const std::string of = xc::bytes(term, len);
		postings.at = db->db.postlist_begin(of);
		postings.end = db->db.postlist_end(of);
	});
}

int xc_postings_next(struct xc_postings *postings, struct xc_posting *item, struct xc_error *err)
{
	return guard(err, [&] { return advance(*postings) ? give(*postings, item) : 0; });
}

int xc_postings_skip_to(struct xc_postings *postings, uint32_t docid, struct xc_posting *item,
			struct xc_error *err)
{
	return guard(err, [&] { return advance_to(*postings, docid) ? give(*postings, item) : 0; });
}

int xc_postings_read(struct xc_postings *postings, uint32_t *docids, uint32_t *wdfs, size_t n,
		     struct xc_error *err)
{
	return guard(err, [&] {
		int count = 0;

		if (n > INT32_MAX)
			n = INT32_MAX;
		while (static_cast<size_t>(count) < n && advance(*postings)) {
			docids[count] = *postings->at;
			if (wdfs)
				wdfs[count] = postings->at.get_wdf();
			count++;
		}
		return count;
	});
}

int xc_postings_doclength(struct xc_postings *postings, uint32_t *length, struct xc_error *err)
{
	return guard(err, [&] {
		check_item(*postings);
		*length = postings->at.get_doclength();
		return XC_OK;
	});
}

void xc_postings_free(struct xc_postings *postings)
{
	delete postings;
}

int xc_db_positions(struct xc_positions **out, struct xc_db *db, uint32_t docid, const char *term, size_t len,
		    struct xc_error *err)
{
	return xc::make(out, err, [&](xc_positions &positions) {
		const std::string of = xc::term(term, len);
		positions.at = db->db.positionlist_begin(docid, of);
		positions.end = db->db.positionlist_end(docid, of);
	});
}

int xc_positions_next(struct xc_positions *positions, uint32_t *position, struct xc_error *err)
{
	return guard(err, [&] {
		if (!advance(*positions))
			return 0;
		*position = *positions->at;
		return 1;
	});
}

void xc_positions_free(struct xc_positions *positions)
{
	delete positions;
}

int xc_db_values(struct xc_values **out, struct xc_db *db, uint32_t slot, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_values &values) {
		values.at = db->db.valuestream_begin(slot);
		values.end = db->db.valuestream_end(slot);
	});
}

int xc_doc_values(struct xc_values **out, struct xc_doc *doc, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_values &values) {
		values.at = doc->doc.values_begin();
		values.end = doc->doc.values_end();
		values.docid = doc->doc.get_docid();
		values.of_document = true;
	});
}

int xc_values_next(struct xc_values *values, struct xc_value *item, struct xc_error *err)
{
	return guard(err, [&] { return advance(*values) ? give(*values, item) : 0; });
}

int xc_values_skip_to(struct xc_values *values, uint32_t where, struct xc_value *item, struct xc_error *err)
{
	return guard(err, [&] { return advance_to(*values, where) ? give(*values, item) : 0; });
}

void xc_values_free(struct xc_values *values)
{
	delete values;
}
}
