/**
 * The speed layer: Kafka to sliding windows and alerts in Elasticsearch, within seconds.
 *
 * <p>Two streams run in one process, of meters and of stations, each with a checkpoint of its own;
 * a class of the second begins with {@code Station}. A micro-batch is packed by device, goes
 * through the meters' or stations' state ({@link io.watershed.core.window.MeterWindows}, {@link
 * io.watershed.core.station.StationState}) and leaves as documents with ids that make writing them
 * again harmless. What a reading, an observation, a window or an alert is belongs to {@code core};
 * figures shown here are provisional until the batch layer has computed the same days.
 */
package io.watershed.speed;
