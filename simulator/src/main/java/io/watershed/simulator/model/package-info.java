/**
 * How meters and the people behind them behave: water use, registers, batteries, what a device says
 * of itself.
 *
 * <p>A new row of the schema sheet is a new {@link io.watershed.simulator.model.Channel}; figures
 * that calibrate the model stand in the class that uses them, with their source. No bytes, no
 * network and no present time are known here.
 */
package io.watershed.simulator.model;
