/* SPDX-License-Identifier: GPL-2.0-or-later */
/* doc.cc - documents, on their way in and out. */
#include "wrappers/xapian/internal.hh"

using xc::guard;

extern "C" {

int xc_doc_new(struct xc_doc **out, struct xc_error *err)
{
	return xc::make(out, err, [](xc_doc &) {});
}

void xc_doc_free(struct xc_doc *doc)
{
	delete doc;
}

int xc_doc_clear(struct xc_doc *doc, struct xc_error *err)
{
	return guard(err, [&] {
		doc->doc = Xapian::Document();
		return XC_OK;
	});
}

int xc_doc_add_term(struct xc_doc *doc, const char *term, size_t len, uint32_t wdf, struct xc_error *err)
{
	return guard(err, [&] {
		xc::check_term(term, len);
		doc->text.assign(term, len);
		doc->doc.add_term(doc->text, wdf);
		return XC_OK;
	});
}

int xc_doc_add_terms(struct xc_doc *doc, const struct xc_term *terms, size_t n, struct xc_error *err)
{
	return guard(err, [&] {
		for (size_t i = 0; i < n; i++) {
			xc::check_term(terms[i].text, terms[i].len);
			doc->text.assign(terms[i].text, terms[i].len);
			doc->doc.add_term(doc->text, terms[i].wdf);
		}
		return XC_OK;
	});
}

int xc_doc_add_posting(struct xc_doc *doc, const char *term, size_t len, uint32_t position, uint32_t wdf,
		       struct xc_error *err)
{
	return guard(err, [&] {
		xc::check_term(term, len);
		doc->text.assign(term, len);
		doc->doc.add_posting(doc->text, position, wdf);
		return XC_OK;
	});
}

int xc_doc_set_value(struct xc_doc *doc, uint32_t slot, const void *value, size_t len, struct xc_error *err)
{
	return guard(err, [&] {
		doc->doc.add_value(slot, xc::bytes(value, len));
		return XC_OK;
	});
}

int xc_doc_set_data(struct xc_doc *doc, const void *data, size_t len, struct xc_error *err)
{
	return guard(err, [&] {
		doc->doc.set_data(xc::bytes(data, len));
		return XC_OK;
	});
}

uint32_t xc_doc_docid(const struct xc_doc *doc)
{
	uint32_t docid = 0;

	guard(nullptr, [&] {
		docid = doc->doc.get_docid();
		return XC_OK;
	});
	return docid;
}

int xc_doc_data(struct xc_doc *doc, const char **data, size_t *len, struct xc_error *err)
{
	return guard(err, [&] {
		doc->text = doc->doc.get_data();
		return xc::view(doc->text, data, len);
	});
}

int xc_doc_value(struct xc_doc *doc, uint32_t slot, const char **value, size_t *len, struct xc_error *err)
{
	return guard(err, [&] {
		doc->text = doc->doc.get_value(slot);
		return xc::view(doc->text, value, len);
	});
}
}
