package io.watershed.simulator.station.weather;

import java.util.List;

/**
 * What hangs over the network at one hour: where every system and every cell of rain is. Immutable;
 * may be shared.
 */
public final class Sky {

  private static final double FRONT_KILOMETRES = 160;
  private static final double SLOPE = 0.5;

  private final long hour;
  private final double[] cellEast;
  private final double[] cellNorth;
  private final double[] cellEastSpread;
  private final double[] cellNorthSpread;
  private final double[] cellStrength;
  private final double[] lowEast;
  private final double[] lowNorth;
  private final double[] lowRadius;
  private final double[] lowDepth;
  private final double[] lowContrast;

  /** The sky in the middle of the hour that ends at {@code hour}. */
  Sky(long hour, List<WeatherSystem> systems) {
    this.hour = hour;
    double middle = hour - 0.5;
    List<RainCell> cells =
        systems.stream()
            .flatMap(system -> system.cells().stream())
            .filter(cell -> cell.strengthAt(middle) > 0)
            .toList();
    cellEast = cells.stream().mapToDouble(cell -> cell.eastAt(middle)).toArray();
    cellNorth = cells.stream().mapToDouble(cell -> cell.northAt(middle)).toArray();
    cellEastSpread = cells.stream().mapToDouble(RainCell::eastSpread).toArray();
    cellNorthSpread = cells.stream().mapToDouble(RainCell::northSpread).toArray();
    cellStrength = cells.stream().mapToDouble(cell -> cell.strengthAt(middle)).toArray();
    List<WeatherSystem> lows =
        systems.stream()
            .filter(system -> system.depth() != 0 && system.strengthAt(hour) > 0)
            .toList();
    lowEast = lows.stream().mapToDouble(low -> low.eastAt(hour)).toArray();
    lowNorth = lows.stream().mapToDouble(low -> low.northAt(hour)).toArray();
    lowRadius = lows.stream().mapToDouble(WeatherSystem::radius).toArray();
    lowDepth = lows.stream().mapToDouble(low -> low.depth() * low.strengthAt(hour)).toArray();
    lowContrast = lows.stream().mapToDouble(low -> low.contrast() * low.strengthAt(hour)).toArray();
  }

  /** The hour, since the epoch. */
  public long hour() {
    return hour;
  }

  /**
   * The cells whose rain may reach a circle.
   *
   * @return their numbers, for {@link #rain}
   */
  public int[] cellsOver(double east, double north, double radius) {
    int[] near = new int[cellEast.length];
    int count = 0;
    for (int cell = 0; cell < cellEast.length; cell++) {
      double reach = RainCell.REACH;
      if (Math.abs(cellEast[cell] - east) < radius + reach * cellEastSpread[cell]
          && Math.abs(cellNorth[cell] - north) < radius + reach * cellNorthSpread[cell]) {
        near[count++] = cell;
      }
    }
    return java.util.Arrays.copyOf(near, count);
  }

  /** Rain and molten snow of the hour that ends now, millimetres, out of the given cells. */
  public double rain(int[] cells, double east, double north) {
    double sum = 0;
    for (int cell : cells) {
      double x = (east - cellEast[cell]) / cellEastSpread[cell];
      double y = (north - cellNorth[cell]) / cellNorthSpread[cell];
      double square = x * x + y * y;
      if (square < RainCell.REACH * RainCell.REACH) {
        sum += cellStrength[cell] * Math.exp(-0.5 * square);
      }
    }
    // A drizzle that no gauge shows would only blur the edge of the rain.
    return sum < 0.02 ? 0 : sum;
  }

  /** What the systems do to the air at a place; written into {@code air}. */
  void influence(double east, double north, Air air) {
    double fall = 0;
    double eastGradient = 0;
    double northGradient = 0;
    double warmth = 0;
    for (int low = 0; low < lowEast.length; low++) {
      double x = east - lowEast[low];
      double y = north - lowNorth[low];
      double square = (x * x + y * y) / (lowRadius[low] * lowRadius[low]);
      if (square > 16) {
        continue;
      }
      double share = Math.exp(-SLOPE * square);
      fall += lowDepth[low] * share;
      double steepness = lowDepth[low] * share / (lowRadius[low] * lowRadius[low]);
      eastGradient += steepness * x;
      northGradient += steepness * y;
      // Before the front the air of the south, behind it the air of the north.
      warmth += lowContrast[low] * share * Math.tanh(x / FRONT_KILOMETRES);
    }
    air.pressureFall = fall;
    air.eastGradient = eastGradient;
    air.northGradient = northGradient;
    air.frontWarmth = warmth;
  }
}
