/**
 * The batch views in Hive: which tables there are, where their files lie, and how a table is made
 * to point at the files of a new run.
 *
 * <p>The columns of the tables are declared in {@code core.contract.hive}; every view for people
 * stands in {@link io.watershed.batch.hive.HiveViews}. What the rows mean and how they are computed
 * does not belong here.
 */
package io.watershed.batch.hive;
