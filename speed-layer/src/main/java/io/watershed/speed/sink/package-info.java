/**
 * Where the results of a micro-batch go: documents to Elasticsearch, alerts and refused documents
 * to Kafka, and what became of the messages to the health of the pipeline.
 *
 * <p>The floor on which the rest of the layer stands: nothing here knows a kind of device.
 */
package io.watershed.speed.sink;
