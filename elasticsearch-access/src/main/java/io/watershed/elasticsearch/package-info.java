/**
 * Elasticsearch as the layers use it: one connection pool per process, the index templates, and
 * bulk requests whose every answer is looked at. What the documents mean belongs to the layers.
 */
package io.watershed.elasticsearch;
