package io.watershed.simulator.station.hydrology;

import io.watershed.simulator.station.network.GaugeBehaviour;
import io.watershed.simulator.station.network.StationNetwork;
import io.watershed.simulator.station.weather.Atmosphere;
import io.watershed.simulator.station.weather.Sky;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From which level on the water is high: one that a gauge passes in about three hours of two
 * hundred of a whole year. Always the same year, so that a seed has the same levels whenever a run
 * begins.
 */
public final class HighWater {

  private static final long YEAR_BEGINS = hour("2024-09-01T00:00:00Z");
  private static final long YEAR_ENDS = hour("2025-09-01T00:00:00Z");
  private static final int SETTLING_HOURS = 60 * 24;
  private static final double RARE = 0.98;
  // Spring tides come twice a month; what they do not reach is high.
  private static final double RARE_AT_SEA = 0.998;
  // Turbines run up and down every day.
  private static final double RARE_BELOW_DAMS = 0.995;

  private HighWater() {}

  private static long hour(String instant) {
    return Instant.parse(instant).getEpochSecond() / 3600;
  }

  /** The levels of all gauges, metres above their zeros. */
  public static double[] levels(StationNetwork network, long seed) {
    Atmosphere atmosphere = new Atmosphere(seed);
    List<Sky> skies = new ArrayList<>();
    for (long hour = YEAR_BEGINS - SETTLING_HOURS; hour < YEAR_ENDS; hour++) {
      skies.add(atmosphere.sky(hour));
    }
    double[] areas = network.catchmentAreas();
    double[] levels = new double[network.gauges().size()];
    IntStream.range(0, network.basins().size())
        .parallel()
        .forEach(
            number ->
                basinLevels(network, new RiverBasin(network, number, areas, seed), skies, levels));
    return levels;
  }

  private static void basinLevels(
      StationNetwork network, RiverBasin basin, List<Sky> skies, double[] levels) {
    int hours = skies.size() - SETTLING_HOURS;
    float[][] year = new float[basin.size()][hours];
    for (int index = 0; index < skies.size(); index++) {
      Sky sky = skies.get(index);
      basin.step(sky);
      for (int position = 0; index >= SETTLING_HOURS && position < year.length; position++) {
        year[position][index - SETTLING_HOURS] = (float) basin.levelAt(position, sky.hour());
      }
    }
    for (int position = 0; position < year.length; position++) {
      Arrays.sort(year[position]);
      int number = basin.number(position);
      GaugeBehaviour behaviour = network.gauges().get(number).behaviour();
      levels[number] = year[position][(int) (rare(behaviour) * hours)];
    }
  }

  private static double rare(GaugeBehaviour behaviour) {
    return switch (behaviour) {
      case RIVER, ICE_RIVER, LAKE -> RARE;
      case DAM -> RARE_BELOW_DAMS;
      case TIDE -> RARE_AT_SEA;
    };
  }
}
