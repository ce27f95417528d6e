package io.watershed.speed;

/**
 * A document that Elasticsearch will never take.
 *
 * @param index the index it was meant for
 * @param id its id
 * @param document its JSON, as it was sent
 * @param problem Elasticsearch's own words
 */
record Refusal(String index, String id, byte[] document, String problem) {}
