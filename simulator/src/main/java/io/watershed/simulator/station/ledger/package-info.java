/**
 * The books of a run of the stations: what was sent, what was done on purpose, which floods there
 * were, what must come of it, and the comparison with what the pipeline says.
 *
 * <p>Figures are added up here from what was sent, by plain code of its own, so that a fault in a
 * layer cannot hide. Rules of the layers are not called, save for the watermark that defines what
 * is late.
 */
package io.watershed.simulator.station.ledger;
