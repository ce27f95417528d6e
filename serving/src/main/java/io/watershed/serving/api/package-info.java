/**
 * The HTTP server: routes, parameters, problem documents, the event stream, and the pages. What is
 * answered is computed in {@code query} and {@code merge}; nothing here knows Elasticsearch.
 */
package io.watershed.serving.api;
