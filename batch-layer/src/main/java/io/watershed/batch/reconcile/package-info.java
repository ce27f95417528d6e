/**
 * The reconciliation: what Kafka holds, what the master dataset, Hive and the speed layer made of
 * it, and whether the four add up, message by message.
 *
 * <p>Each census counts one place by itself, with as little of the layers' own code as can be, and
 * {@code Reconciliation} compares the counts. Nothing here may write to any of the places.
 */
package io.watershed.batch.reconcile;
