package io.watershed.simulator.station.network;

import io.watershed.simulator.station.weather.Place;
import java.time.ZoneId;

/**
 * A gauge and its place in the river network.
 *
 * @param id the station's id
 * @param name its name
 * @param behaviour what its water obeys
 * @param place where it stands
 * @param province abbreviation; null where none is known
 * @param zone its time zone
 * @param basin number of its basin
 * @param downstream number of the next gauge downstream, −1 at the mouth
 * @param reachKilometres length of the river from here to there
 * @param localArea what drains to this gauge and to none above it, square kilometres
 */
public record GaugeSite(
    String id,
    String name,
    GaugeBehaviour behaviour,
    Place place,
    String province,
    ZoneId zone,
    int basin,
    int downstream,
    double reachKilometres,
    double localArea) {

  /** The same gauge with so many square kilometres that drain to it first. */
  GaugeSite draining(double squareKilometres) {
    return new GaugeSite(
        id,
        name,
        behaviour,
        place,
        province,
        zone,
        basin,
        downstream,
        reachKilometres,
        squareKilometres);
  }
}
