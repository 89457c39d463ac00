/* SPDX-License-Identifier: GPL-2.0-or-later */
/* blocks.c - which blocks of a page are its article.
 *
 * In this order: what an element says it is (nav, footer, aside, roles, hidden), what its class or id
 * says (share boxes, comments, cookie notices, menus), lists and boxes that are nearly all links, and
 * then where the article stands: itemprop="articleBody", the one article, main, or the element that holds
 * nearly all the text that is no link.  Where that leaves nothing, the whole page is taken.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "wrappers/html/html_private.h"
#include "wrappers/libc/mem.h"

#define NODES_MAX 200000
#define HINT_MAX 300    /* bytes of a class or id that are looked at */
#define MOSTLY_LINKS 60 /* per cent of a box that is a menu */
#define MENU_LINKS 3
#define LONG_BLOCK 160 /* bytes of a paragraph of running text */
#define ENOUGH 200     /* bytes of text that an article has at least */
#define NEARLY_ALL 80  /* per cent of the text that the article's element holds */

bool mf_html_is_one_of(const char *name, const char *names)
{
	size_t len = strlen(name);

	for (const char *at = names; len && (at = strstr(at, name)); at += len)
		if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static bool same(const char *a, const char *b)
{
	return !strcasecmp(a, b);
}

enum hint { HINT_NONE, HINT_AWAY, HINT_STAYS };

/* What a word of a name says, in small letters: away from the article, or (has-sidebar) that it may well be
 * it. */
static enum hint word_hint(const char *word, size_t len)
{
	static const char away[] =
		"share sharing sharedaddy shares social socials comment comments commentlist disqus cookie cookies "
		"gdpr consent related relatedposts recommended recommendations sidebar menu menus submenu nav navbar "
		"navigation breadcrumb breadcrumbs newsletter subscribe subscription advert adverts advertisement ads "
		"promo footer masthead popular trending mostread pagination pager login signup modal popup toolbar "
		"copyright sitemap hotnews ticker cookiebot onetrust didomi usercentrics iubenda cmplz";
	static const char stays[] = "has no with without is show hide elementor widget";
	char small[HINT_MAX];

	for (size_t i = 0; i < len; i++)
		small[i] = (char)tolower((unsigned char)word[i]);
	small[len] = '\0';
	if (mf_html_is_one_of(small, stays))
		return HINT_STAYS;
	return mf_html_is_one_of(small, away) ? HINT_AWAY : HINT_NONE;
}

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c & 0x80;
}

/* The same of a word and, in itemComments, of its parts. */
static enum hint parts_hint(const char *word, size_t len)
{
	enum hint hint = word_hint(word, len);

	for (size_t from = 0, to; from < len; from = to) {
		enum hint part;
		for (to = from + 1;
		     to < len && !(isupper((unsigned char)word[to]) && islower((unsigned char)word[to - 1]));)
			to++;
		part = word_hint(word + from, to - from);
		hint = part > hint ? part : hint;
	}
	return hint;
}

/* One name of a class: does one of its words say that it is no part of the article? */
static bool name_hints(const char *name)
{
	bool out = false;

	for (const char *end; *name; name = end) {
		enum hint hint;
		while (*name && !in_word(*name))
			name++;
		for (end = name; in_word(*end);)
			end++;
		hint = parts_hint(name, (size_t)(end - name));
		if (hint == HINT_STAYS)
			return false;
		out |= hint == HINT_AWAY;
	}
	return out;
}

static bool attribute_hints(const char *value)
{
	char copy[HINT_MAX];
	size_t len = strnlen(value, sizeof copy - 1);
	bool out = false;

	memcpy(copy, value, len);
	copy[len] = '\0';
	for (char *name = copy, *end; *name && !out; name = end) {
		end = name + strcspn(name, " \t\r\n");
		if (*end)
			*end++ = '\0';
		out = same(name, "header") || same(name, "most-read") || same(name, "read-more") ||
		      name_hints(name);
	}
	return out;
}

static bool is_hidden(const xmlChar **attributes)
{
	const char *style = mf_html_attribute(attributes, "style");

	for (size_t i = 0; attributes && attributes[i]; i += 2)
		if (!strcmp((const char *)attributes[i], "hidden"))
			return true;
	return same(mf_html_attribute(attributes, "aria-hidden"), "true") || strstr(style, "display:none") ||
	       strstr(style, "display: none");
}

static enum mf_html_role role_of(const char *name, const xmlChar **attributes)
{
	if (strstr(mf_html_attribute(attributes, "itemprop"), "articleBody"))
		return ROLE_BODY;
	if (!strcmp(name, "article"))
		return ROLE_ARTICLE;
	if (!strcmp(name, "main") || same(mf_html_attribute(attributes, "role"), "main"))
		return ROLE_MAIN;
	if (!strcmp(name, "h1"))
		return ROLE_HEADING;
	return mf_html_is_one_of(name, "ul ol dl table") ? ROLE_LIST : ROLE_NONE;
}

/* The header of an article holds its title, that of a page the menus. */
static bool inside_article(const struct mf_html_tree *tree, uint32_t node)
{
	for (; node; node = tree->node[node].parent)
		if (tree->node[node].role >= ROLE_MAIN)
			return true;
	return false;
}

static bool is_out(const struct mf_html_tree *tree, uint32_t parent, const char *name,
		   const xmlChar **attributes)
{
	const char *role = mf_html_attribute(attributes, "role");

	if (mf_html_is_one_of(name, "nav footer aside dialog menu"))
		return true;
	if (!strcmp(name, "header") && !inside_article(tree, parent))
		return true;
	return mf_html_is_one_of(role,
				 "navigation complementary contentinfo banner search dialog alertdialog menu "
				 "menubar") ||
	       is_hidden(attributes);
}

uint32_t mf_html_node_add(struct mf_html_tree *tree, uint32_t parent, const char *name,
			  const xmlChar **attributes)
{
	struct mf_html_node *node;

	if (tree->nodes >= NODES_MAX)
		return parent;
	tree->node = mf_grow(tree->node, &tree->nodes_cap, tree->nodes + 1, sizeof *tree->node);
	node = &tree->node[tree->nodes];
	*node = (struct mf_html_node){ .parent = parent, .role = (uint8_t)role_of(name, attributes) };
	node->fixed = node->role >= ROLE_MAIN || mf_html_is_one_of(name, "html body");
	if (!node->fixed && node->role != ROLE_HEADING) {
		node->out = is_out(tree, parent, name, attributes);
		node->hinted = !node->out && (attribute_hints(mf_html_attribute(attributes, "class")) ||
					      attribute_hints(mf_html_attribute(attributes, "id")));
	}
	return (uint32_t)tree->nodes++;
}

/* What an element is left out for, all inside is left out for. */
static void inherit(struct mf_html_tree *tree)
{
	for (size_t i = 1; i < tree->nodes; i++) {
		struct mf_html_node *node = &tree->node[i];
		node->out |= tree->node[node->parent].out;
	}
}

static size_t block_len(const struct mf_html_block *block)
{
	return block->to - block->from;
}

/* Counts anew what stands below each node. */
static void count(struct mf_html_tree *tree)
{
	for (size_t i = 0; i < tree->nodes; i++)
		tree->node[i].text = tree->node[i].linked = tree->node[i].links = tree->node[i].blocks = 0;
	for (size_t i = 0; i < tree->blocks; i++) {
		const struct mf_html_block *block = &tree->block[i];
		struct mf_html_node *node = &tree->node[block->node];
		if (node->out)
			continue;
		node->text += (uint32_t)block_len(block);
		node->linked += block->linked;
		node->links += block->linked > 0;
		node->blocks++;
	}
	for (size_t i = tree->nodes - 1; i > 0; i--) {
		struct mf_html_node *node = &tree->node[i], *parent = &tree->node[node->parent];
		parent->text += node->text;
		parent->linked += node->linked;
		parent->links += node->links;
		parent->blocks += node->blocks;
	}
}

static uint32_t plain(const struct mf_html_node *node)
{
	return node->text > node->linked ? node->text - node->linked : 0;
}

/* A class may say "comments" of what is the article: whatever holds most of the running text stays. */
static void apply_hints(struct mf_html_tree *tree)
{
	uint32_t all = plain(&tree->node[0]);

	for (size_t i = 1; i < tree->nodes; i++) {
		struct mf_html_node *node = &tree->node[i];
		node->out |= node->hinted && (plain(node) <= all / 2 || plain(node) < ENOUGH);
	}
	inherit(tree);
}

/* Lists and boxes of links, unless the page is nothing else. */
static void leave_out_menus(struct mf_html_tree *tree)
{
	uint32_t all = tree->node[0].text;

	for (size_t i = 1; i < tree->nodes; i++) {
		struct mf_html_node *node = &tree->node[i];
		bool links = node->text && (uint64_t)node->linked * 100 / node->text >= MOSTLY_LINKS;
		bool enough = node->links >= MENU_LINKS || (node->role == ROLE_LIST && node->links);
		if (links && enough && !node->fixed && node->text < all / 2)
			node->out = true;
	}
	inherit(tree);
}

/* The largest node of a role; *others becomes how much running text the other ones have that stand beside
 * and not inside it. */
static uint32_t largest(const struct mf_html_tree *tree, enum mf_html_role role, uint32_t *others)
{
	uint32_t best = 0, sum = 0;

	for (uint32_t i = 1; i < tree->nodes; i++) {
		const struct mf_html_node *node = &tree->node[i];
		uint32_t above = node->parent;
		if (node->role != role || node->out)
			continue;
		while (above && tree->node[above].role != role)
			above = tree->node[above].parent;
		sum += above ? 0 : plain(node);
		if (!best || plain(node) > plain(&tree->node[best]))
			best = i;
	}
	*others = best && sum > plain(&tree->node[best]) ? sum - plain(&tree->node[best]) : 0;
	return best;
}

/* Down from the top while one child has nearly all of the running text; not to a single paragraph. */
static uint32_t densest(const struct mf_html_tree *tree)
{
	uint64_t all = plain(&tree->node[0]);
	uint32_t at = 0;

	for (uint32_t i = 1; i < tree->nodes; i++) {
		const struct mf_html_node *node = &tree->node[i];
		if (node->parent == at && !node->out && node->blocks > 2 && plain(node) >= ENOUGH &&
		    (uint64_t)plain(node) * 100 >= all * NEARLY_ALL)
			at = i;
	}
	return at;
}

/* The element of the article; *sure where the page says so itself. */
static uint32_t article(const struct mf_html_tree *tree, bool *sure)
{
	static const enum mf_html_role roles[] = { ROLE_BODY, ROLE_ARTICLE, ROLE_MAIN };
	uint32_t all = plain(&tree->node[0]), others;

	for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
		uint32_t node = largest(tree, roles[r], &others), text = plain(&tree->node[node]);
		if (node && text > others && (text >= ENOUGH || text >= all / 3)) {
			*sure = true;
			return node;
		}
	}
	*sure = false;
	return densest(tree);
}

static bool is_below(const struct mf_html_tree *tree, uint32_t node, uint32_t top)
{
	while (node > top)
		node = tree->node[node].parent;
	return node == top;
}

static bool in_heading(const struct mf_html_tree *tree, uint32_t node)
{
	return tree->node[node].role == ROLE_HEADING;
}

/* A paragraph inside the article that is one link points to another article. */
static bool is_pointer(const struct mf_html_tree *tree, const struct mf_html_block *block)
{
	size_t len = block_len(block);

	return (uint64_t)block->linked * 100 >= (uint64_t)len * 90 && !in_heading(tree, block->node);
}

static bool is_kept(const struct mf_html_tree *tree, const struct mf_html_block *block, uint32_t top,
		    bool sure, bool *begun)
{
	const struct mf_html_node *node = &tree->node[block->node];
	bool below = is_below(tree, block->node, top);

	if (in_heading(tree, block->node) && !*begun && block->linked * 2 < block_len(block))
		return true; /* the title may stand before the article, or in the page's header */
	if (node->out)
		return false;
	*begun |= below && block_len(block) >= LONG_BLOCK;
	if (!below) /* a lead */
		return !sure && !*begun && block_len(block) >= LONG_BLOCK &&
		       block->linked * 5 < block_len(block);
	return top == 0 || plain(&tree->node[top]) < ENOUGH || !is_pointer(tree, block);
}

static void add_block(const struct mf_html_tree *tree, const struct mf_html_block *block, struct mf_buf *text)
{
	if (text->len)
		mf_buf_addstr(text, "\n\n");
	mf_buf_add(text, tree->raw.data + block->from, block_len(block));
}

void mf_html_choose(struct mf_html_tree *tree, bool whole, struct mf_buf *text)
{
	bool sure = false, begun = false;
	uint32_t top = 0;

	if (!whole && tree->nodes) {
		inherit(tree);
		count(tree);
		apply_hints(tree);
		count(tree);
		leave_out_menus(tree);
		count(tree);
		top = article(tree, &sure);
		for (size_t i = 0; i < tree->blocks; i++)
			if (is_kept(tree, &tree->block[i], top, sure, &begun))
				add_block(tree, &tree->block[i], text);
	}
	whole |= text->len == 0;
	for (size_t i = 0; i < tree->blocks && whole; i++)
		add_block(tree, &tree->block[i], text);
}
