/**
 * The speed layer: Kafka to sliding windows and alerts in Elasticsearch, within seconds.
 *
 * <p>Streams of meters and of stations run in one process, each with a checkpoint of its own. A
 * micro-batch is packed by device and goes through the devices' state ({@code stream}, with what is
 * of {@code meter} and of {@code station} beside it), and leaves as documents with ids that make
 * writing them again harmless ({@code sink}). This package starts the streams and nothing else;
 * figures shown here are provisional until the batch layer has computed the same days.
 */
package io.watershed.speed;
