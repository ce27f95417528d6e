/**
 * What every Spark process of this project shares: the session, the master dataset's Iceberg tables
 * with the catalog that holds them, rows by the columns that {@code core.contract} declares, the
 * one stream of messages of a Kafka topic, and where a query's checkpoint says that it stands.
 *
 * <p>Nothing here may know Hive or Elasticsearch, nor how any layer fills or uses the tables and
 * messages.
 */
package io.watershed.spark;
