/**
 * Meters and the fleet list: who sent a reading, where, for whom, and in which time zone.
 *
 * <p>A new attribute of a meter is a new field of {@link io.watershed.core.meter.Meter} and a new
 * column of {@link io.watershed.core.meter.FleetFile}. No rule about values belongs here.
 */
package io.watershed.core.meter;
