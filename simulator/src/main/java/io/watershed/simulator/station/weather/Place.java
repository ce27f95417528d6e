package io.watershed.simulator.station.weather;

/**
 * A point of the network.
 *
 * @param latitude degrees north
 * @param longitude degrees east, negative in the Americas
 * @param elevation metres above the sea
 */
public record Place(double latitude, double longitude, double elevation) {

  private static final double MIDDLE_LATITUDE = 51;
  private static final double MIDDLE_LONGITUDE = -95;
  private static final double KILOMETRES_PER_DEGREE = 111.2;
  // One scale for all latitudes: the weather needs no map, only distances that are about right.
  private static final double KILOMETRES_PER_DEGREE_EAST =
      KILOMETRES_PER_DEGREE * Math.cos(Math.toRadians(MIDDLE_LATITUDE));

  /** Kilometres east of the middle of the network. */
  public double eastKilometres() {
    return (longitude - MIDDLE_LONGITUDE) * KILOMETRES_PER_DEGREE_EAST;
  }

  /** Kilometres north of the middle of the network. */
  public double northKilometres() {
    return (latitude - MIDDLE_LATITUDE) * KILOMETRES_PER_DEGREE;
  }

  /** Distance to another place, kilometres. */
  public double kilometresTo(Place other) {
    return Math.hypot(
        eastKilometres() - other.eastKilometres(), northKilometres() - other.northKilometres());
  }

  /** The place so many kilometres away in a direction, at an elevation in metres. */
  public Place moved(double eastKilometres, double northKilometres, double elevationMetres) {
    return new Place(
        latitude + northKilometres / KILOMETRES_PER_DEGREE,
        longitude + eastKilometres / KILOMETRES_PER_DEGREE_EAST,
        elevationMetres);
  }
}
