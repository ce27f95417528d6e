/**
 * The stream of meters: messages to packets by meter, packets to the meters' state ({@link
 * io.watershed.core.window.MeterWindows}), what changed to documents.
 *
 * <p>Nothing here knows of stations; what a reading, a window or an alert is belongs to {@code
 * core}.
 */
package io.watershed.speed.meter;
