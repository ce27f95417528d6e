/**
 * Questions to Elasticsearch, and their answers as records of the package {@code answer}. Every
 * question is made of values, never of text that somebody sent; none of them waits for Hive.
 */
package io.watershed.serving.query;
