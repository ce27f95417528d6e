package io.watershed.elasticsearch;

/**
 * A document that Elasticsearch will never take.
 *
 * @param index the index it was meant for
 * @param id its id
 * @param document its JSON, as it was sent
 * @param problem Elasticsearch's own words
 */
public record Refusal(String index, String id, byte[] document, String problem) {}
