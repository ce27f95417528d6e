/**
 * Weather and river stations: what they send, how a message becomes an observation, and which of
 * its values can be believed.
 *
 * <p>A new quantity is a new constant of {@link io.watershed.core.station.Element}. A rule about
 * one observation goes into {@link io.watershed.core.station.ObservationRules}, one that needs the
 * values before and after into {@link io.watershed.core.station.SeriesRules}. Sources, tables and
 * indices are not known here.
 */
package io.watershed.core.station;
