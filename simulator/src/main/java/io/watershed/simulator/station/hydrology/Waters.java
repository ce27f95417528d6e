package io.watershed.simulator.station.hydrology;

import io.watershed.simulator.station.network.StationNetwork;
import io.watershed.simulator.station.weather.Sky;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The water of a whole network: true levels and discharges, hour by hour, and between the last two
 * hours. Levels are above each gauge's own zero.
 */
public final class Waters {

  private final List<RiverBasin> basins;
  private final int[] basinOf;
  private final int[] positionOf;
  private double[] levelsBefore;
  private double[] dischargesBefore;
  private double[] levels;
  private double[] discharges;
  private long hour;

  /** The water of a network and a seed. */
  public Waters(StationNetwork network, long seed) {
    int count = network.gauges().size();
    double[] areas = network.catchmentAreas();
    this.basins = new ArrayList<>();
    this.basinOf = new int[count];
    this.positionOf = new int[count];
    for (int number = 0; number < network.basins().size(); number++) {
      RiverBasin basin = new RiverBasin(network, number, areas, seed);
      basins.add(basin);
      for (int position = 0; position < basin.size(); position++) {
        basinOf[basin.number(position)] = number;
        positionOf[basin.number(position)] = position;
      }
    }
    this.levels = new double[count];
    this.levelsBefore = new double[count];
    this.discharges = new double[count];
    this.dischargesBefore = new double[count];
  }

  /** Takes many hours at once, all basins side by side. */
  public void run(List<Sky> skies) {
    IntStream.range(0, basins.size())
        .parallel()
        .forEach(number -> skies.forEach(basins.get(number)::step));
    if (!skies.isEmpty()) {
      finish(skies.get(skies.size() - 1));
    }
  }

  /** Takes the next hour. */
  public void step(Sky sky) {
    basins.forEach(basin -> basin.step(sky));
    finish(sky);
  }

  private void finish(Sky sky) {
    double[] old = levelsBefore;
    levelsBefore = levels;
    levels = old;
    old = dischargesBefore;
    dischargesBefore = discharges;
    discharges = old;
    basins.forEach(basin -> basin.copyTo(levels, discharges));
    hour = sky.hour();
  }

  /**
   * The level at a gauge, metres above its zero.
   *
   * @param share how much of the last hour has passed, 0 to 1
   */
  public double level(int gauge, double share) {
    double without = levelsBefore[gauge] + (levels[gauge] - levelsBefore[gauge]) * share;
    return without + basins.get(basinOf[gauge]).tide(positionOf[gauge], hour - 1 + share);
  }

  /**
   * The discharge at a gauge, cubic metres per second.
   *
   * @param share how much of the last hour has passed, 0 to 1
   */
  public double discharge(int gauge, double share) {
    return dischargesBefore[gauge] + (discharges[gauge] - dischargesBefore[gauge]) * share;
  }
}
