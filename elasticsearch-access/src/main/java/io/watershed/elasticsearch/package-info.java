/**
 * Elasticsearch as the layers use it: one connection pool per process, the index templates, bulk
 * requests whose every answer is looked at, and {@link io.watershed.elasticsearch.Search}, which
 * reads. What the documents mean belongs to the layers.
 */
package io.watershed.elasticsearch;
