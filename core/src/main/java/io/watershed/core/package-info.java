/**
 * The domain of Watershed in plain Java: what a reading, a meter and a rule are.
 *
 * <p>Every rule that both layers need lives here once, and the speed layer, the batch layer and the
 * simulator call it. Nothing here may know Spark, Kafka, HDFS, Hive, Elasticsearch or HTTP.
 */
package io.watershed.core;
