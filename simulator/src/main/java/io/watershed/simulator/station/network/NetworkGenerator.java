package io.watershed.simulator.station.network;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.network.WeatherSites.Anchor;
import io.watershed.simulator.station.weather.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Invents a network: each river grows from its mouth upstream, gauge by gauge, and branches. The
 * same numbers and seed give the same network.
 */
public final class NetworkGenerator {

  private static final double LOWEST_LATITUDE = 43;
  private static final double HIGHEST_LATITUDE = 59.9;
  private static final double MOST_WEST = -135;
  private static final double MOST_EAST = -55;
  private static final double TIDE_SHARE = 0.04;
  private static final double LAKE_SHARE = 0.08;
  private static final double DAM_SHARE = 0.04;
  private static final int MOST_BRANCHES = 3;
  private static final int FIRST_DRAINAGE = 20;

  private final Randomness random;
  private final Names names;
  private final List<GaugeSite> gauges = new ArrayList<>();

  /** A gauge of a river that grows: what the next one upstream goes on from. */
  private static final class Growth {
    private final int gauge;
    private final double degrees;
    private final String river;
    private final int branch;
    private int above;

    Growth(int gauge, double degrees, String river, int branch) {
      this.gauge = gauge;
      this.degrees = degrees;
      this.river = river;
      this.branch = branch;
    }
  }

  private NetworkGenerator(long seed) {
    this.random = new Randomness(Randomness.mix(seed, 0x2EE));
    this.names = new Names(random);
  }

  /** A network of so many gauges and weather stations. */
  public static StationNetwork generate(int gauges, int weatherStations, long seed) {
    NetworkGenerator generator = new NetworkGenerator(seed);
    generator.growRivers(gauges);
    WeatherSites weather = new WeatherSites(generator.random, generator.names);
    return StationNetwork.of(
        generator.gauges, weather.around(generator.anchors(), weatherStations));
  }

  private List<Anchor> anchors() {
    List<Anchor> anchors = new ArrayList<>();
    gauges.forEach(gauge -> anchors.add(new Anchor(gauge.place(), gauge.basin())));
    for (int basin = 0; gauges.isEmpty() && basin < River.ALL.length; basin++) {
      anchors.add(new Anchor(mouth(River.ALL[basin]), basin));
    }
    return anchors;
  }

  private void growRivers(int count) {
    double weights = 0;
    for (River river : River.ALL) {
      weights += river.weight();
    }
    double due = 0;
    for (int basin = 0; basin < River.ALL.length; basin++) {
      due += River.ALL[basin].weight() / weights * count;
      int size = (int) Math.round(due) - gauges.size();
      if (size > 0) {
        grow(River.ALL[basin], basin, size);
      }
    }
  }

  private Place mouth(River river) {
    double elevation = river.sea() ? 4 : river.longitude() < -110 ? 500 : 180;
    return new Place(river.latitude(), river.longitude(), elevation);
  }

  private void grow(River river, int basin, int size) {
    // The share of all tide gauges stands at the mouths of the rivers that reach the sea.
    int tides = river.sea() ? (int) Math.round(size * TIDE_SHARE * 3) : 0;
    Place mouth = mouth(river);
    for (int tide = 0; tide < tides; tide++) {
      Place place = bounded(mouth.moved(20 * random.nextGaussian(), 20 * random.nextGaussian(), 2));
      add(GaugeBehaviour.TIDE, place, basin, -1, 0, 0, "", 'T');
    }
    List<Growth> tips = new ArrayList<>();
    for (int number = tides; number < size; number++) {
      if (tips.isEmpty()) {
        String name = names.river(2);
        int gauge = add(behaviour(mouth), mouth, basin, -1, 0, localArea(), name, 'A');
        tips.add(new Growth(gauge, river.sourceDegrees(), name, 0));
      } else {
        tips.add(upstream(tips, basin));
      }
    }
  }

  private Growth upstream(List<Growth> tips, int basin) {
    Growth from = tips.get(tips.size() - 1);
    // Mostly the youngest branch grows on; now and then another one begins.
    if (random.chance(0.22) || from.above >= MOST_BRANCHES) {
      do {
        from = tips.get(random.nextInt(tips.size()));
      } while (from.above >= MOST_BRANCHES);
    }
    boolean tributary = from.above > 0;
    double turn = tributary ? (random.chance(0.5) ? 55 : -55) : 0;
    double degrees = from.degrees + turn + random.between(-25, 25);
    double kilometres = random.between(14, 42);
    Place below = gauges.get(from.gauge).place();
    double slope = below.longitude() < -114 ? random.between(1, 6) : random.between(0.3, 2);
    Place place =
        bounded(
            below.moved(
                kilometres * Math.sin(Math.toRadians(degrees)),
                kilometres * Math.cos(Math.toRadians(degrees)),
                Math.min(2000, below.elevation() + slope * kilometres)));
    int branch = tributary ? Math.min(24, from.branch + 1 + random.nextInt(2)) : from.branch;
    String river = tributary ? names.river(branch < 3 ? 1 : 0) : from.river;
    // A river is longer than the way of the crow.
    double reach = kilometres * random.between(1.15, 1.6);
    int gauge =
        add(
            behaviour(place),
            place,
            basin,
            from.gauge,
            reach,
            localArea(),
            river,
            (char) ('A' + branch));
    from.above++;
    return new Growth(gauge, degrees, river, branch);
  }

  private static Place bounded(Place place) {
    return new Place(
        reflected(place.latitude(), LOWEST_LATITUDE, HIGHEST_LATITUDE),
        reflected(place.longitude(), MOST_WEST, MOST_EAST),
        place.elevation());
  }

  private static double reflected(double value, double least, double most) {
    double inside = value < least ? 2 * least - value : value;
    return inside > most ? 2 * most - inside : inside;
  }

  private double localArea() {
    return Math.exp(random.between(Math.log(120), Math.log(900)));
  }

  private GaugeBehaviour behaviour(Place place) {
    double draw = random.nextDouble();
    if (draw < LAKE_SHARE) {
      return GaugeBehaviour.LAKE;
    }
    if (draw < LAKE_SHARE + DAM_SHARE) {
      return GaugeBehaviour.DAM;
    }
    return Winter.river(place, random);
  }

  private int add(
      GaugeBehaviour behaviour,
      Place place,
      int basin,
      int downstream,
      double reach,
      double area,
      String river,
      char branch) {
    int number = gauges.size();
    String province = Provinces.at(place.latitude(), place.longitude());
    gauges.add(
        new GaugeSite(
            String.format(
                "%02d%c%c%03d",
                FIRST_DRAINAGE + basin, branch, (char) ('A' + number / 900), number % 900 + 1),
            names.gauge(behaviour, river),
            behaviour,
            place,
            province,
            Provinces.zone(province, place.longitude()),
            basin,
            downstream,
            reach,
            area));
    return number;
  }
}
