/**
 * What goes wrong on purpose at stations: faults of sensors and clocks, and messages that cannot
 * become observations. Nothing happens here without a label in the ledger.
 */
package io.watershed.simulator.station.fault;
