package io.watershed.simulator.station.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.station.StationKind;
import io.watershed.simulator.station.SimulatedStation;
import io.watershed.simulator.station.TestStations;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkGeneratorTest {

  private static final StationNetwork NETWORK = NetworkGenerator.generate(1500, 1100, 1);

  @Test
  void hasTheNumbersAskedForOnDozensOfBasins() {
    assertThat(NETWORK.gauges()).hasSize(1500);
    assertThat(NETWORK.weatherStations()).hasSize(1100);
    assertThat(NETWORK.basins()).hasSizeBetween(40, 60);
    Set<String> ids = new HashSet<>();
    NETWORK.gauges().forEach(gauge -> ids.add(gauge.id()));
    NETWORK.weatherStations().forEach(station -> ids.add(station.id()));
    assertThat(ids).hasSize(2600).allMatch(id -> id.matches("[0-9A-Z]{6,7}"));
    assertThat(NetworkGenerator.generate(1500, 1100, 1)).isEqualTo(NETWORK);
  }

  @Test
  void catchmentsGrowDownstreamAndWaterRunsDownhill() {
    double[] areas = NETWORK.catchmentAreas();
    int joined = 0;
    for (int number = 0; number < areas.length; number++) {
      GaugeSite gauge = NETWORK.gauges().get(number);
      if (gauge.downstream() >= 0) {
        joined++;
        GaugeSite below = NETWORK.gauges().get(gauge.downstream());
        assertThat(areas[gauge.downstream()]).isGreaterThan(areas[number]);
        assertThat(below.place().elevation()).isLessThanOrEqualTo(gauge.place().elevation());
        assertThat(below.basin()).isEqualTo(gauge.basin());
        assertThat(gauge.reachKilometres()).isBetween(14.0, 70.0);
      }
    }
    assertThat(joined).isGreaterThan(1300);
  }

  @Test
  void everyBehaviourOccursAndRiversAreMost() {
    Map<GaugeBehaviour, Integer> counts = new EnumMap<>(GaugeBehaviour.class);
    NETWORK.gauges().forEach(gauge -> counts.merge(gauge.behaviour(), 1, Integer::sum));
    assertThat(counts).containsOnlyKeys(GaugeBehaviour.values());
    assertThat(counts.values()).allMatch(count -> count >= 30);
    assertThat(counts.get(GaugeBehaviour.RIVER)).isGreaterThan(800);
  }

  @Test
  void positionsAreThoseOfCanada() {
    NETWORK
        .gauges()
        .forEach(
            gauge -> {
              assertThat(gauge.place().latitude()).isBetween(43.0, 60.0);
              assertThat(gauge.place().longitude()).isBetween(-135.0, -55.0);
            });
    assertThat(Provinces.at(49.28, -123.12)).isEqualTo("BC");
    assertThat(Provinces.at(51.05, -114.07)).isEqualTo("AB");
    assertThat(Provinces.at(52.13, -106.67)).isEqualTo("SK");
    assertThat(Provinces.at(49.9, -97.14)).isEqualTo("MB");
    assertThat(Provinces.at(43.65, -79.38)).isEqualTo("ON");
    assertThat(Provinces.at(45.5, -73.57)).isEqualTo("QC");
    assertThat(Provinces.at(46.81, -71.21)).isEqualTo("QC");
    assertThat(Provinces.at(45.96, -66.64)).isEqualTo("NB");
    assertThat(Provinces.at(44.65, -63.57)).isEqualTo("NS");
    assertThat(Provinces.at(46.24, -63.13)).isEqualTo("PE");
    assertThat(Provinces.at(47.56, -52.71)).isEqualTo("NL");
    assertThat(Provinces.at(60.72, -135.05)).isEqualTo("YT");
  }

  @Test
  void weatherStationsStandNearGauges() {
    for (WeatherSite station : NETWORK.weatherStations()) {
      double nearest =
          NETWORK.basins().get(station.basin()).gauges().stream()
              .mapToDouble(
                  gauge -> NETWORK.gauges().get(gauge).place().kilometresTo(station.place()))
              .min()
              .orElseThrow();
      assertThat(nearest).isLessThan(80);
    }
  }

  @Test
  void weatherStationsStandAloneWhereThereAreNoGauges() {
    StationNetwork weather = NetworkGenerator.generate(0, 30, 1);
    assertThat(weather.gauges()).isEmpty();
    assertThat(weather.weatherStations()).hasSize(30);
  }

  @Test
  void gaugesHaveDatumsAndHighWaterOfTheirOwn() {
    List<SimulatedStation> gauges =
        TestStations.FLEET.stations().stream()
            .filter(station -> station.station().kind() == StationKind.GAUGE)
            .toList();
    assertThat(gauges).anyMatch(gauge -> gauge.datum() < 0 && gauge.station().highWater() < 0);
    assertThat(gauges).anyMatch(gauge -> gauge.datum() > 180 && gauge.station().highWater() > 180);
    assertThat(gauges.stream().filter(gauge -> gauge.datum() == 0))
        .hasSizeGreaterThan(80)
        .allMatch(gauge -> gauge.station().highWater() > 0.2);
  }
}
