/**
 * Event time in the speed layer: what is late, panes, and the sliding windows made from them.
 *
 * <p>Everything here is a function of the readings of one meter or station in the order in which
 * Kafka holds them, so a restart, another trigger interval or the batch layer computes the same.
 * Nothing here knows Spark's state or Elasticsearch's documents.
 */
package io.watershed.core.window;
