/**
 * The simulator: fleets of meters and of stations with labelled faults, and replay of real files,
 * to Kafka.
 *
 * <p>The commands and what they need to run live here: options, pace, progress, the position of a
 * live run. How meters and stations behave, what goes wrong and how messages are written belongs to
 * the packages below; what becomes of a message in the pipeline belongs to other modules.
 */
package io.watershed.simulator;
