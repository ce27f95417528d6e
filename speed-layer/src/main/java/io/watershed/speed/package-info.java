/**
 * The speed layer: Kafka to sliding windows and alerts in Elasticsearch, within seconds.
 *
 * <p>A micro-batch is packed by meter, goes through the meters' state ({@link
 * io.watershed.core.window.MeterWindows}) and leaves as documents with ids that make writing them
 * again harmless. What a reading, a window or an alert is belongs to {@code core}; figures shown
 * here are provisional until the batch layer has computed the same days.
 */
package io.watershed.speed;
