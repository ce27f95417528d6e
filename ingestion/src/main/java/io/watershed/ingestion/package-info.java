/**
 * The ingestion layer: raw messages of meters and of stations become rows of the master dataset,
 * each exactly once, and what can be neither a reading nor an observation becomes a dead letter.
 *
 * <p>What a message means is decided in core, and what a row looks like in spark-access; here they
 * only meet Kafka and the file system. Nothing here may drop duplicates, aggregate, or know a view
 * of either layer.
 */
package io.watershed.ingestion;
