/**
 * The master dataset as Spark sees it: the names and columns of its Iceberg tables, the catalog
 * that holds them, and the session that reads and writes them.
 *
 * <p>A new column of the master dataset goes here first. Nothing here may know Kafka, Hive or
 * Elasticsearch, nor how any layer fills or uses the tables.
 */
package io.watershed.spark;
