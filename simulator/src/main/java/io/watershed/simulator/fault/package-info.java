/**
 * What goes wrong on purpose: faults of meters, and messages that cannot become readings.
 *
 * <p>A new fault is a new {@link io.watershed.simulator.fault.FaultType} with an episode in the
 * schedule; a new way to spoil a message goes into {@link
 * io.watershed.simulator.fault.CorruptMessages}. Nothing happens here without a label in the
 * ledger.
 */
package io.watershed.simulator.fault;
