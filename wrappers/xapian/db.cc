/* SPDX-License-Identifier: GPL-2.0-or-later */
/* db.cc - databases open for reading: opening, and what they tell without an iterator. */
#include "wrappers/xapian/internal.hh"

using xc::guard;

extern "C" {

int xc_db_open(struct xc_db **out, const char *path, struct xc_error *err)
{
	return xc_db_open_all(out, &path, 1, err);
}

int xc_db_open_all(struct xc_db **out, const char *const *paths, size_t n, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_db &db) {
		for (size_t i = 0; i < n; i++)
			db.db.add_database(Xapian::Database(paths[i]));
	});
}

int xc_db_reopen(struct xc_db *db, int *changed, struct xc_error *err)
{
	return guard(err, [&] {
		const bool may_have_changed = db->reopen();
		if (changed)
			*changed = may_have_changed;
		return XC_OK;
	});
}

void xc_db_free(struct xc_db *db)
{
	delete db;
}

uint32_t xc_db_shards(const struct xc_db *db)
{
	return static_cast<uint32_t>(db->db.size());
}

int xc_db_info(struct xc_db *db, struct xc_db_stats *stats, struct xc_error *err)
{
	return guard(err, [&] {
		const Xapian::Database &from = db->db;
		xc_db_stats filled = {};
		filled.doccount = from.get_doccount();
		filled.lastdocid = from.get_lastdocid();
		filled.total_length = from.get_total_length();
		filled.average_length = from.get_average_length();
		if (from.size() != 0) {
			filled.doclength_lower = from.get_doclength_lower_bound();
			filled.doclength_upper = from.get_doclength_upper_bound();
			filled.has_positions = from.has_positions();
		}
		*stats = filled;
		return XC_OK;
	});
}

int xc_db_termfreq(struct xc_db *db, const char *term, size_t len, uint32_t *freq, struct xc_error *err)
{
	return guard(err, [&] {
		*freq = db->db.get_termfreq(xc::term(term, len));
		return XC_OK;
	});
}

int xc_db_collection_freq(struct xc_db *db, const char *term, size_t len, uint32_t *freq,
			  struct xc_error *err)
{
	return guard(err, [&] {
		*freq = db->db.get_collection_freq(xc::term(term, len));
		return XC_OK;
	});
}

int xc_db_doclength(struct xc_db *db, uint32_t docid, uint32_t *length, struct xc_error *err)
{
	return guard(err, [&] {
		*length = db->db.get_doclength(docid);
		return XC_OK;
	});
}

int xc_db_document(struct xc_doc **out, struct xc_db *db, uint32_t docid, struct xc_error *err)
{
	return xc::make(out, err, [&](xc_doc &doc) { doc.doc = db->db.get_document(docid); });
}

int xc_db_metadata(char **out, size_t *out_len, struct xc_db *db, const char *key, size_t len,
		   struct xc_error *err)
{
	*out = nullptr;
	return guard(err, [&] {
		xc::copy_out(db->db.get_metadata(xc::bytes(key, len)), out, out_len);
		return XC_OK;
	});
}

int xc_db_suggest(char **out, size_t *out_len, struct xc_db *db, const char *word, size_t len,
		  unsigned distance, struct xc_error *err)
{
	*out = nullptr;
	return guard(err, [&] {
		xc::copy_out(db->db.get_spelling_suggestion(xc::bytes(word, len), distance), out, out_len);
		return XC_OK;
	});
}
}
