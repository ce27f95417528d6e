/**
 * Which stations there are: rivers as trees of gauges, weather stations between them, and what is
 * special about each; invented, or around the gauges of a real list.
 *
 * <p>Everything that does not change during a run stands here. How water and weather behave belongs
 * to the packages hydrology and weather.
 */
package io.watershed.simulator.station.network;
