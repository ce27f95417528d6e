/**
 * The container side of the pipeline: that docker-compose.yml is sound, and that the contracts with
 * Kafka and Elasticsearch hold for its images.
 *
 * <p>Tests that start containers skip themselves where there is no Docker. What needs the whole
 * pipeline on the embedded servers is in {@code io.watershed.system}.
 */
package io.watershed.containers;
