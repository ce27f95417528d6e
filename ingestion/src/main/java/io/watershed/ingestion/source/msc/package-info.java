/**
 * MSC GeoMet: pages of features, and what the fields of its collections mean.
 *
 * <p>What was sent, and how far each station is, the log of a collection knows. Nothing here may
 * write to Kafka.
 */
package io.watershed.ingestion.source.msc;
