package io.watershed.simulator.station.hydrology;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.network.GaugeSite;
import io.watershed.simulator.station.weather.Sky;

/** One gauge of a river basin: the land that drains to it, its water, and the reach below it. */
final class Gauge {

  // A third of a metre of rain a year leaves the land.
  private static final double USUAL_FLOW_PER_SQUARE_KILOMETRE = 0.011;
  private static final double LAND_ABOVE_GAUGE_METRES = 150;
  private static final double COLDER_PER_METRE = 0.006;
  private static final double KILOMETRES_PER_HOUR_SLOWEST = 2.2;
  private static final double KILOMETRES_PER_HOUR_FASTEST = 4;
  private static final int REACH_STORES = 3;

  private final Catchment catchment;
  private final Cascade reach;
  private final WaterBody body;
  private final double east;
  private final double north;
  private final double warmth;

  private double arriving;

  /**
   * A gauge.
   *
   * @param catchmentArea all land above it, square kilometres
   * @param basinElevation elevation to which the basin's temperature belongs, metres
   */
  Gauge(GaugeSite site, double catchmentArea, double basinElevation, long seed) {
    Randomness random = new Randomness(Randomness.mix(seed, site.id().hashCode(), 0x6A));
    double fastHours =
        17 * Math.pow(site.localArea() / 300, 0.3) * random.between(0.7, 1.5)
            + random.between(0, 4);
    this.catchment = new Catchment(site.localArea(), fastHours, random.between(180, 420));
    this.reach =
        new Cascade(
            REACH_STORES,
            site.reachKilometres()
                / random.between(KILOMETRES_PER_HOUR_SLOWEST, KILOMETRES_PER_HOUR_FASTEST));
    this.body = body(site, catchmentArea * USUAL_FLOW_PER_SQUARE_KILOMETRE, random);
    this.east = site.place().eastKilometres();
    this.north = site.place().northKilometres();
    this.warmth =
        COLDER_PER_METRE * (basinElevation - site.place().elevation() - LAND_ABOVE_GAUGE_METRES);
  }

  private static WaterBody body(GaugeSite site, double usualFlow, Randomness random) {
    double exponent = random.between(0.36, 0.58);
    double usualDepth = random.between(0.35, 0.8) * Math.pow(usualFlow, 0.18);
    Rating rating =
        new Rating(
            random.between(0.1, 0.9), usualFlow / Math.pow(usualDepth, 1 / exponent), exponent);
    return switch (site.behaviour()) {
      case RIVER, TIDE -> new FreeRiver(rating);
      case ICE_RIVER -> new IcyRiver(rating, random.between(0.3, 1.1));
      case LAKE -> new Lake(random.between(150, 600), usualFlow);
      case DAM ->
          new Dam(
              rating,
              random.between(100, 300),
              usualFlow,
              random.between(0.3, 0.9),
              site.place().longitude());
    };
  }

  /** Water that has come down the reach from a gauge above, cubic metres per second. */
  void receive(double flow) {
    arriving += flow;
  }

  /** Takes an hour. Everything from above must have been received. */
  void step(Sky sky, int[] cells, double basinCelsius) {
    double celsius = basinCelsius + warmth;
    double inflow = arriving + catchment.step(sky.rain(cells, east, north), celsius);
    arriving = 0;
    body.step(inflow, sky.hour(), celsius);
  }

  /** What leaves the reach below, cubic metres per second. */
  double sendDownstream() {
    return reach.step(body.discharge());
  }

  double discharge() {
    return body.discharge();
  }

  double level() {
    return body.level();
  }
}
