package io.watershed.simulator.station.hydrology;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.network.Basin;
import io.watershed.simulator.station.network.GaugeBehaviour;
import io.watershed.simulator.station.network.GaugeSite;
import io.watershed.simulator.station.network.StationNetwork;
import io.watershed.simulator.station.weather.LocalWeather;
import io.watershed.simulator.station.weather.Sky;
import java.util.Arrays;

/**
 * All water of one basin, hour by hour. Basins know nothing of one another, so that several may be
 * run side by side, each by one thread.
 */
public final class RiverBasin {

  private final Basin basin;
  private final int[] numbers;
  private final int[] downstream;
  private final Gauge[] gauges;
  private final Tide[] tides;
  private final double[] levels;
  private final double[] discharges;
  private final LocalWeather air;

  /** A basin whose water is as in a usual week. */
  public RiverBasin(StationNetwork network, int number, double[] catchmentAreas, long seed) {
    this.basin = network.basins().get(number);
    int count = basin.gauges().size();
    this.numbers = basin.gauges().stream().mapToInt(Integer::intValue).toArray();
    this.downstream = new int[count];
    this.gauges = new Gauge[count];
    this.tides = new Tide[count];
    this.levels = new double[count];
    this.discharges = new double[count];
    this.air = new LocalWeather(basin.middle(), seed, number);
    int[] positions = new int[network.gauges().size()];
    for (int position = 0; position < count; position++) {
      positions[numbers[position]] = position;
    }
    for (int position = 0; position < count; position++) {
      GaugeSite site = network.gauges().get(numbers[position]);
      downstream[position] = site.downstream() < 0 ? -1 : positions[site.downstream()];
      if (site.behaviour() == GaugeBehaviour.TIDE) {
        long salt = Randomness.mix(seed, site.id().hashCode(), 0x71DE);
        tides[position] =
            new Tide(new LocalWeather(site.place(), seed, salt), new Randomness(salt));
      } else {
        gauges[position] =
            new Gauge(site, catchmentAreas[numbers[position]], basin.middle().elevation(), seed);
      }
    }
  }

  /** Takes the next hour. */
  public void step(Sky sky) {
    int[] cells =
        sky.cellsOver(
            basin.middle().eastKilometres(), basin.middle().northKilometres(), basin.radius());
    double celsius = air.temperatureUnder(sky);
    for (int position = 0; position < gauges.length; position++) {
      if (tides[position] != null) {
        levels[position] = tides[position].step(sky);
        continue;
      }
      Gauge gauge = gauges[position];
      gauge.step(sky, cells, celsius);
      levels[position] = gauge.level();
      discharges[position] = gauge.discharge();
      if (downstream[position] >= 0) {
        gauges[downstream[position]].receive(gauge.sendDownstream());
      }
    }
  }

  /** How many gauges it has. */
  public int size() {
    return numbers.length;
  }

  /** The number of a gauge in the network. */
  int number(int position) {
    return numbers[position];
  }

  /** Copies levels and discharges to the gauges' numbers. */
  void copyTo(double[] allLevels, double[] allDischarges) {
    for (int position = 0; position < numbers.length; position++) {
      allLevels[numbers[position]] = levels[position];
      allDischarges[numbers[position]] = discharges[position];
    }
  }

  /** The level at a gauge at the end of the hour, tides included, metres above its zero. */
  double levelAt(int position, double hour) {
    return levels[position] + tide(position, hour);
  }

  /** The tide of sun and moon at a gauge at an instant; 0 where the sea does not reach. */
  double tide(int position, double hour) {
    return tides[position] == null ? 0 : tides[position].astronomical(hour);
  }

  @Override
  public String toString() {
    return "basin of gauges " + Arrays.toString(numbers);
  }
}
