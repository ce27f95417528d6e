/**
 * Asking providers over HTTP: repetitions, pauses, limits, and keys that never show.
 *
 * <p>What an answer means is decided by its source. Nothing here knows a provider.
 */
package io.watershed.ingestion.source.http;
