package io.watershed.simulator.station.network;

/**
 * Where an invented river reaches its mouth, and from which side it comes.
 *
 * @param latitude of the mouth, degrees north
 * @param longitude of the mouth, degrees east
 * @param sourceDegrees the direction of its source as seen from the mouth, clockwise from north
 * @param weight how many gauges it has in proportion
 * @param sea whether it ends in the sea
 */
record River(double latitude, double longitude, double sourceDegrees, double weight, boolean sea) {

  /** Mouths that lie on land, more and larger basins where it rains all year. */
  static final River[] ALL = {
    new River(49.1, -122.9, 70, 2.0, true), new River(49.9, -125.1, 250, 1.0, true),
    new River(54.1, -130.0, 70, 1.4, true), new River(52.4, -127.4, 80, 1.1, true),
    new River(56.4, -130.4, 50, 0.8, true), new River(53.3, -131.9, 250, 0.4, true),
    new River(48.6, -124.2, 300, 0.8, true), new River(49.5, -119.6, 0, 1.0, false),
    new River(51.4, -120.6, 50, 1.0, false), new River(54.0, -123.5, 330, 0.8, false),
    new River(58.6, -124.4, 230, 0.5, false), new River(50.9, -113.6, 260, 1.2, false),
    new River(53.6, -112.7, 240, 1.1, false), new River(55.7, -114.6, 220, 0.8, false),
    new River(49.8, -112.2, 245, 0.9, false), new River(58.3, -113.2, 220, 0.6, false),
    new River(52.3, -107.2, 235, 0.9, false), new River(50.6, -104.2, 270, 0.8, false),
    new River(54.3, -104.6, 240, 0.6, false), new River(56.9, -104.4, 220, 0.5, false),
    new River(50.1, -97.1, 190, 1.2, false), new River(50.8, -98.9, 290, 0.8, false),
    new River(53.9, -98.6, 250, 0.5, false), new River(56.2, -95.4, 240, 0.5, false),
    new River(43.3, -80.2, 320, 1.6, false), new River(44.3, -79.4, 200, 1.2, false),
    new River(45.4, -76.0, 290, 1.8, false), new River(46.3, -81.2, 350, 1.2, false),
    new River(44.3, -77.3, 350, 1.3, false), new River(48.6, -85.8, 10, 1.0, false),
    new River(49.6, -92.8, 100, 0.8, false), new River(51.5, -85.6, 230, 0.6, false),
    new River(50.0, -82.6, 200, 0.7, false), new River(47.2, -79.7, 320, 0.9, false),
    new River(45.7, -73.3, 330, 1.6, false), new River(46.5, -72.2, 340, 1.6, false),
    new River(46.7, -71.3, 170, 1.3, false), new River(48.4, -71.1, 290, 1.2, false),
    new River(48.6, -77.6, 120, 0.7, false), new River(50.2, -66.5, 350, 0.8, true),
    new River(52.3, -75.4, 100, 0.5, false), new River(48.5, -68.4, 190, 0.7, true),
    new River(54.6, -68.5, 190, 0.4, false), new River(45.4, -66.1, 330, 1.6, true),
    new River(47.2, -65.1, 250, 1.1, true), new River(44.7, -63.6, 320, 1.0, true),
    new River(45.6, -61.9, 260, 0.6, true), new River(46.3, -62.9, 280, 0.3, true),
    new River(48.9, -55.9, 210, 0.9, true), new River(48.9, -57.7, 120, 0.6, true),
    new River(53.2, -60.6, 270, 0.7, true), new River(59.0, -100.6, 250, 0.4, false)
  };
}
