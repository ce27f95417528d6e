/**
 * The books of a run, and the comparison of a pipeline with them.
 *
 * <p>What must come of the messages is added up here from what the meters measured, on purpose
 * without the aggregation code of the layers. The classes of messages follow the watermark of core,
 * which is the contract itself.
 */
package io.watershed.simulator.ledger;
