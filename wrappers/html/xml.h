/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xml.h - XML as events, read piece by piece by libxml2.
 *
 * Nothing is fetched, no DTD is loaded and no entity but XML's own five is expanded.  What is not well-formed
 * is read as far as it can be.  Names come without their prefix.
 */
#ifndef MF_XML_H
#define MF_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "wrappers/libc/error.h"

struct mf_xml;

struct mf_xml_attributes; /* of one element; borrowed in `begin` */
/* The value of an attribute by its local name, copied and cut to size; false where it is absent. */
bool mf_xml_attribute(const struct mf_xml_attributes *attributes, const char *name, char *value, size_t size);

struct mf_xml_calls {
	void (*begin)(void *ctx, const char *name, const struct mf_xml_attributes *attributes);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, const char *text,
		     size_t len); /* UTF-8; an element's text may come in pieces */
	void *ctx;
};

int mf_xml_open(struct mf_xml **out, const struct mf_xml_calls *calls, struct mf_error *err);
void mf_xml_feed(struct mf_xml *xml, const char *utf8, size_t len); /* pieces may be cut anywhere */
/* At the end: why reading stopped before it, or "" (static). */
const char *mf_xml_finish(struct mf_xml *xml);
void mf_xml_close(struct mf_xml *xml); /* accepts NULL */

#endif
