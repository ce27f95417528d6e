/**
 * The drop folder: CSV files of stations, checked as a whole, sent once, moved to their end with a
 * report.
 *
 * <p>Files, their names and their mappings come from strangers; nothing of them becomes a path, an
 * inclusion or a look at the environment. What an observation is, core says.
 */
package io.watershed.ingestion.source.drop;
