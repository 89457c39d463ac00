/* SPDX-License-Identifier: GPL-2.0-or-later */
/* peers.c - the connections, and which of them have had time enough.
 *
 * libmicrohttpd ends a connection that is silent.  One that sends a byte now and then is not; so each has a
 * time in which its request must be whole, and where nearly all places are taken, those that have waited
 * longest for the rest of a request make room. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "wrappers/http/http_private.h"
#include "wrappers/libc/mem.h"

static void name_client(struct MHD_Connection *connection, struct mf_http_peer *peer)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *address = info ? info->client_addr : NULL;
	const void *ip = NULL;

	if (address && address->sa_family == AF_INET)
		ip = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
	else if (address && address->sa_family == AF_INET6)
		ip = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	if (!ip || !inet_ntop(address->sa_family, ip, peer->client, sizeof peer->client))
		strcpy(peer->client, "-");
}

/* Under the lock: the file descriptor is still the connection's. */
static void cut(struct mf_http *http, struct mf_http_peer *peer)
{
	if (peer->cut)
		return;
	peer->cut = true;
	http->cut++;
	shutdown(peer->socket, SHUT_RDWR);
}

static void make_room(struct mf_http *http)
{
	struct mf_http_peer *oldest = NULL;

	if (http->connections < http->o.connections - http->o.connections / 4)
		return;
	for (struct mf_http_peer *p = http->peers; p; p = p->after)
		if (!p->busy && !p->cut && (!oldest || p->since < oldest->since))
			oldest = p;
	if (oldest)
		cut(http, oldest);
}

struct mf_http_peer *mf_http_peer_add(struct mf_http *http, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct mf_http_peer *peer = mf_calloc(1, sizeof *peer);

	peer->socket = info ? info->connect_fd : -1;
	peer->since = mf_http_now();
	name_client(connection, peer);
	pthread_mutex_lock(&http->peers_lock);
	make_room(http);
	peer->after = http->peers;
	if (peer->after)
		peer->after->before = peer;
	http->peers = peer;
	http->connections++;
	pthread_mutex_unlock(&http->peers_lock);
	return peer;
}

void mf_http_peer_remove(struct mf_http *http, struct mf_http_peer *peer)
{
	pthread_mutex_lock(&http->peers_lock);
	if (peer->before)
		peer->before->after = peer->after;
	else
		http->peers = peer->after;
	if (peer->after)
		peer->after->before = peer->before;
	http->connections--;
	pthread_mutex_unlock(&http->peers_lock);
	free(peer);
}

void mf_http_peer_busy(struct mf_http *http, struct mf_http_peer *peer, bool busy)
{
	if (!peer)
		return;
	pthread_mutex_lock(&http->peers_lock);
	peer->busy = busy;
	peer->since = mf_http_now();
	pthread_mutex_unlock(&http->peers_lock);
}

void mf_http_tick(struct mf_http *http)
{
	double now = mf_http_now();

	pthread_mutex_lock(&http->peers_lock);
	for (struct mf_http_peer *p = http->peers; p; p = p->after)
		if (!p->busy && now - p->since > http->o.request_seconds)
			cut(http, p);
	pthread_mutex_unlock(&http->peers_lock);
}

void mf_http_counts(struct mf_http *http, struct mf_http_counts *out)
{
	pthread_mutex_lock(&http->peers_lock);
	out->connections = http->connections;
	out->cut = http->cut;
	pthread_mutex_unlock(&http->peers_lock);
	pthread_mutex_lock(&http->lock);
	out->waiting = http->waiting;
	out->working = http->working;
	pthread_mutex_unlock(&http->lock);
}
