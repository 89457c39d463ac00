/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iterate.cc - lists of terms and of postings. */
#include "wrappers/xapian/internal.hh"

using xc::guard;

struct xc_postings {
	Xapian::PostingIterator at, end;
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

int give(xc_terms &terms, xc_term_info *info)
{
	terms.text = *terms.at;
	info->text = terms.text.data();
	info->len = terms.text.size();
	info->freq = terms.freq ? terms.freq(terms.at) : 0;
	return 1;
}

int give(const xc_postings &postings, xc_posting *item)
{
	item->docid = *postings.at;
	item->wdf = postings.at.get_wdf();
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
		terms.freq = [](const Xapian::TermIterator &at) { return at.get_termfreq(); };
	});
}

int xc_doc_terms(struct xc_terms **out, struct xc_doc *doc, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_terms &terms) {
		terms.at = doc->doc.termlist_begin();
		terms.end = doc->doc.termlist_end();
		terms.freq = [](const Xapian::TermIterator &at) { return at.get_wdf(); };
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

void xc_postings_free(struct xc_postings *postings)
{
	delete postings;
}
}
