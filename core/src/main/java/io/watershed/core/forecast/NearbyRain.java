package io.watershed.core.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The rain near a place: in each hour the mean of the nearest stations that know it.
 *
 * <p>Showers are some ten kilometres wide and rain fields some hundred: three stations within
 * {@value #FARTHEST_KILOMETRES} km say more of a basin than one does.
 */
public final class NearbyRain {

  static final int NEAREST = 3;
  static final double FARTHEST_KILOMETRES = 60;

  private record Station(GaugeSeries place, double[] millimetres) {}

  private record Near(Station station, double kilometres) {}

  private final List<Station> stations = new ArrayList<>();

  /**
   * Adds a station.
   *
   * @param millimetres the rain in the hour that ends at each hour, {@code NaN} where not known;
   *     the same hours for all stations
   */
  public void add(double degreesNorth, double degreesEast, double[] millimetres) {
    GaugeSeries place =
        GaugeSeries.of("", 0, new double[0]).withPosition(degreesNorth, degreesEast);
    stations.add(new Station(place, millimetres));
  }

  /** The gauge with the rain near it; as it is where no station is near, or its place unknown. */
  public GaugeSeries beside(GaugeSeries gauge) {
    List<Near> near = new ArrayList<>();
    for (Station station : stations) {
      double kilometres = GaugeNetwork.kilometres(gauge, station.place());
      if (kilometres <= FARTHEST_KILOMETRES) {
        near.add(new Near(station, kilometres));
      }
    }
    if (near.isEmpty()) {
      return gauge;
    }
    near.sort(Comparator.comparingDouble(Near::kilometres));
    List<Near> nearest = near.subList(0, Math.min(NEAREST, near.size()));
    double[] rain = new double[nearest.get(0).station().millimetres().length];
    for (int hour = 0; hour < rain.length; hour++) {
      int index = hour;
      rain[hour] =
          nearest.stream()
              .mapToDouble(some -> some.station().millimetres()[index])
              .filter(value -> !Double.isNaN(value))
              .average()
              .orElse(Double.NaN);
    }
    return Arrays.stream(rain).allMatch(Double::isNaN) ? gauge : gauge.withRain(rain);
  }
}
