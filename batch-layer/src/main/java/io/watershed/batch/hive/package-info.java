/**
 * The batch views in Hive: which tables there are, where their files lie, and how a table is made
 * to point at the files of a new run.
 *
 * <p>Every statement that defines a table stands in {@link io.watershed.batch.hive.HiveTables}, the
 * columns of stations in {@code StationTables}, and every view for people in {@link
 * io.watershed.batch.hive.HiveViews}. What the rows mean and how they are computed does not belong
 * here.
 */
package io.watershed.batch.hive;
