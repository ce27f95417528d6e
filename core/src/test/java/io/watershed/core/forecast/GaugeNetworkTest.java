package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GaugeNetworkTest {

  @Test
  void neighboursAreTheNearestFirst() {
    GaugeNetwork network =
        GaugeNetwork.of(List.of(at("A", 45, -75), at("B", 46, -75), at("C", 45.1, -75)));

    assertThat(network.neighbours(0)).containsExactly(2, 1);
    // A degree of latitude is 111.2 km on a sphere of 6,371 km.
    assertThat(network.distances(0)[0]).isCloseTo(11.12f, within(0.01f));
    assertThat(network.distances(0)[1]).isCloseTo(111.2f, within(0.1f));
  }

  @Test
  void whatIsFarOrNowhereIsNoNeighbour() {
    GaugeNetwork network = GaugeNetwork.of(List.of(at("A", 45, -75), at("B", 47, -75), gauge("C")));

    assertThat(network.neighbours(0)).isEmpty();
    assertThat(network.neighbours(2)).isEmpty();
  }

  @Test
  void upstreamIsWhatNamesTheGaugeAsDownstream() {
    GaugeNetwork network =
        GaugeNetwork.of(
            List.of(
                gauge("A").withDownstream("C"),
                gauge("B").withDownstream("C"),
                gauge("C").withDownstream("D"),
                gauge("D").withDownstream("unknown")));

    assertThat(network.upstream(2)).containsExactly(0, 1);
    assertThat(network.upstream(3)).containsExactly(2);
    assertThat(network.farUpstream(3)).containsExactly(0, 1);
    assertThat(network.upstream(0)).isEmpty();
  }

  @Test
  void aCircleHarmsNothing() {
    GaugeNetwork network =
        GaugeNetwork.of(List.of(gauge("A").withDownstream("B"), gauge("B").withDownstream("A")));

    assertThat(network.upstream(0)).containsExactly(1);
    assertThat(network.farUpstream(0)).isEmpty();
  }

  @Test
  void refusesTheSameStationTwice() {
    assertThatThrownBy(() -> GaugeNetwork.of(List.of(gauge("A"), gauge("A"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("station A is there twice");
  }

  private static GaugeSeries gauge(String id) {
    return TestGauges.gauge(id, 1, 2);
  }

  private static GaugeSeries at(String id, double latitude, double longitude) {
    return gauge(id).withPosition(latitude, longitude);
  }
}
