/**
 * The four real servers: their configuration, their start and what makes each of them truly ready.
 * What runs on them is decided elsewhere; a server here knows its ports and its data folder only.
 */
package io.watershed.cluster.server;
