package io.watershed.core.station;

import java.time.ZoneId;

/**
 * A station as a message describes it. Only id, kind and zone are always known; everything else is
 * null where its source does not tell.
 *
 * @param id the station's id, unique over all sources
 * @param kind what it is there for
 * @param name its name for people
 * @param latitude degrees north, −90 to 90
 * @param longitude degrees east, −180 to 180
 * @param elevation metres above the sea
 * @param province province or state, as its source abbreviates it
 * @param city the city whose weather it tells
 * @param zone the zone whose midnight parts its days
 * @param downstream id of the next gauge that its water passes
 * @param highWater the level from which its water is high, metres above the station's datum
 */
public record Station(
    String id,
    StationKind kind,
    String name,
    Double latitude,
    Double longitude,
    Double elevation,
    String province,
    String city,
    ZoneId zone,
    String downstream,
    Double highWater) {

  /** A station of which nothing is known but what it is. */
  public static Station of(String id, StationKind kind, ZoneId zone) {
    return new Station(id, kind, null, null, null, null, null, null, zone, null, null);
  }
}
