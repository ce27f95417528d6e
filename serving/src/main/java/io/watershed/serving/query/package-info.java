/**
 * Questions to Elasticsearch, and their answers as the API hands them on. Every question is made of
 * values, never of text that somebody sent; none of them waits for Hive.
 */
package io.watershed.serving.query;
