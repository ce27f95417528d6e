/**
 * The stream of stations: messages to packets by station, packets to the stations' state ({@link
 * io.watershed.core.station.StationState}), what changed to documents.
 *
 * <p>Nothing here knows of meters; what an observation, an element or an alert is belongs to {@code
 * core}.
 */
package io.watershed.speed.station;
