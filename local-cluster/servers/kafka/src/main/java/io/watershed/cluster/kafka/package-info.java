/**
 * Starts one Kafka broker that is its own controller. Its data folder is formatted on the first
 * start and left alone on every other. Topics and their settings belong to the launcher, not here.
 */
package io.watershed.cluster.kafka;
