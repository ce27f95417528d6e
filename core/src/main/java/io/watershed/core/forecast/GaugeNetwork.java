package io.watershed.core.forecast;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which gauges lie near which and upstream of which. Made once for a fleet; a gauge is known by its
 * place in the list that it was made of.
 */
public final class GaugeNetwork implements Serializable {

  private static final long serialVersionUID = 1;
  static final int NEAREST = 12;
  static final double FARTHEST_KILOMETRES = 200;
  private static final double EARTH_RADIUS_KILOMETRES = 6371;

  private final int[][] neighbours;
  private final float[][] distances;
  private final int[][] upstream;
  private final int[][] farUpstream;

  private GaugeNetwork(
      int[][] neighbours, float[][] distances, int[][] upstream, int[][] farUpstream) {
    this.neighbours = neighbours;
    this.distances = distances;
    this.upstream = upstream;
    this.farUpstream = farUpstream;
  }

  /** The network of some gauges, by their places and the ids of the gauges downstream. */
  public static GaugeNetwork of(List<GaugeSeries> gauges) {
    int count = gauges.size();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < count; i++) {
      if (places.put(gauges.get(i).stationId(), i) != null) {
        throw new IllegalArgumentException(
            "station " + gauges.get(i).stationId() + " is there twice");
      }
    }
    List<List<Integer>> direct = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      direct.add(new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      Integer below = gauges.get(i).downstream().map(places::get).orElse(null);
      if (below != null && below != i) {
        direct.get(below).add(i);
      }
    }
    int[][] neighbours = new int[count][];
    float[][] distances = new float[count][];
    int[][] upstream = new int[count][];
    int[][] farUpstream = new int[count][];
    for (int i = 0; i < count; i++) {
      nearest(gauges, i, neighbours, distances);
      upstream[i] = toArray(direct.get(i));
      Set<Integer> far = new HashSet<>();
      direct.get(i).forEach(above -> far.addAll(direct.get(above)));
      far.remove(i);
      farUpstream[i] = toArray(far.stream().sorted().toList());
    }
    return new GaugeNetwork(neighbours, distances, upstream, farUpstream);
  }

  /** How many gauges there are. */
  public int size() {
    return neighbours.length;
  }

  /** The nearest gauges, nearest first. */
  int[] neighbours(int gauge) {
    return neighbours[gauge];
  }

  /** The distances of the {@link #neighbours}, kilometres. */
  float[] distances(int gauge) {
    return distances[gauge];
  }

  /** The gauges directly upstream. */
  int[] upstream(int gauge) {
    return upstream[gauge];
  }

  /** The gauges directly upstream of those directly upstream. */
  int[] farUpstream(int gauge) {
    return farUpstream[gauge];
  }

  private static void nearest(
      List<GaugeSeries> gauges, int gauge, int[][] neighbours, float[][] distances) {
    record Near(int gauge, double kilometres) {}

    List<Near> near = new ArrayList<>();
    for (int other = 0; other < gauges.size(); other++) {
      double kilometres = kilometres(gauges.get(gauge), gauges.get(other));
      if (other != gauge && kilometres <= FARTHEST_KILOMETRES) {
        near.add(new Near(other, kilometres));
      }
    }
    near.sort(Comparator.comparingDouble(Near::kilometres).thenComparing(Near::gauge));
    int count = Math.min(NEAREST, near.size());
    neighbours[gauge] = new int[count];
    distances[gauge] = new float[count];
    for (int n = 0; n < count; n++) {
      neighbours[gauge][n] = near.get(n).gauge();
      distances[gauge][n] = (float) near.get(n).kilometres();
    }
  }

  /** The great-circle distance by the haversine formula; {@code NaN} where a place is unknown. */
  static double kilometres(GaugeSeries one, GaugeSeries other) {
    double north = Math.toRadians(other.latitude() - one.latitude());
    double east = Math.toRadians(other.longitude() - one.longitude());
    double a =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(one.latitude()))
                * Math.cos(Math.toRadians(other.latitude()))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.sqrt(Math.min(1, a)));
  }

  private static int[] toArray(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
