/**
 * The sources: what others measured, from their services and files to the topic of the stations,
 * each observation once. A process of its own, without Spark.
 *
 * <p>Here lives what every source shares: the journal that commits messages and progress as one,
 * the log of a collection that knows what was sent, units, counts, and the process. What a provider
 * writes and what it means lives in the packages below; no provider's name may appear here but in
 * the list of sources. What an observation is, and whether the layers take it, is core's word.
 */
package io.watershed.ingestion.source;
