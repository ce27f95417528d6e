/**
 * What passes between the parts of Watershed, each declared once: tables and their columns, indices
 * and their fields, topics and headers, states of layers, modes of runs, and the words that stand
 * for what is not known.
 *
 * <p>Whoever creates, writes, reads, copies, exports or describes one of them derives it from here,
 * or is checked against it by a test. Nothing here computes; nothing here may know Spark, Hive,
 * Kafka or Elasticsearch beyond the names of types.
 */
package io.watershed.core.contract;
