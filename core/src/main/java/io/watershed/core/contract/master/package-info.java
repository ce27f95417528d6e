/**
 * The tables of the master dataset, one class each: what ingestion writes and the batch layer
 * reads.
 */
package io.watershed.core.contract.master;
