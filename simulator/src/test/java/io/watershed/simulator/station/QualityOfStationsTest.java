package io.watershed.simulator.station;

import static io.watershed.simulator.TestFleet.DAY_MILLIS;
import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationSeries;
import io.watershed.simulator.message.MessageSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quality rules of both layers over simulated stations: what is good passes, spikes do not. */
@Tag("slow")
class QualityOfStationsTest {

  private static final int DAYS = 20;
  private static final StationIntake INTAKE = StationIntake.from(Settings.of(Map.of()));

  /** The first message of each instant, by station. */
  private static final Map<String, TreeMap<Long, CheckedObservation>> SENT = new HashMap<>();

  /** The labelled instants of spikes, as station, element and time. */
  private static final List<String> SPIKES = new ArrayList<>();

  /** Every value that a fault or a wrong clock has touched, likewise. */
  private static final Map<String, Sample> TOUCHED = new HashMap<>();

  private static final class Recorder implements StationObserver {
    @Override
    public void sent(Sample sample, long sentMillis) {
      SimulatedStation station = TestStations.FLEET.stations().get(sample.station());
      boolean wrongClock = sample.stampMillis() != sample.slot() * StationPlan.SLOT_MILLIS;
      for (int element = 0; element < station.elements().size(); element++) {
        if (wrongClock || sample.isFaulty(element)) {
          TOUCHED.put(
              key(station.id(), station.elements().get(element), sample.stampMillis()), sample);
        }
      }
    }

    @Override
    public void label(
        String label, String stationId, String element, long from, long to, String detail) {
      if (label.equals("SPIKE")) {
        SPIKES.add(key(stationId, Element.ofWireName(element).orElseThrow(), from));
      }
    }
  }

  private static String key(String station, Element element, long millis) {
    return station + ' ' + element.wireName() + ' ' + millis;
  }

  @BeforeAll
  static void run() {
    long end = START + DAYS * DAY_MILLIS;
    MessageSink sink =
        (key, value) -> {
          if (INTAKE.take(value, end + DAY_MILLIS)
              instanceof StationIntake.Outcome.Accepted accepted) {
            Observation observation = accepted.observation().observation();
            SENT.computeIfAbsent(observation.station().id(), absent -> new TreeMap<>())
                .putIfAbsent(observation.timestampMillis(), accepted.observation());
          }
        };
    new StationSimulation(TestStations.plan(5), new Recorder()).finish(end, sink);
    SENT.replaceAll(
        (station, series) -> {
          TreeMap<Long, CheckedObservation> judged = new TreeMap<>();
          StationSeries.judge(List.copyOf(series.values()))
              .forEach(checked -> judged.put(checked.observation().timestampMillis(), checked));
          return judged;
        });
  }

  @Test
  void goodValuesAreBelieved() {
    long good = 0;
    List<String> doubted = new ArrayList<>();
    for (TreeMap<Long, CheckedObservation> series : SENT.values()) {
      for (CheckedObservation checked : series.values()) {
        for (Element element : checked.observation().values().keySet()) {
          String key =
              key(
                  checked.observation().station().id(),
                  element,
                  checked.observation().timestampMillis());
          if (!TOUCHED.containsKey(key)) {
            good++;
            if (!checked.counted(element)) {
              doubted.add(key + ' ' + checked.flags());
            }
          }
        }
      }
    }
    assertThat(good).isGreaterThan(300_000);
    assertThat((double) doubted.size() / good)
        .as("share of good values that are doubted, such as %s", first(doubted))
        .isLessThan(0.001);
  }

  @Test
  void spikesAreFound() {
    List<String> missed = new ArrayList<>();
    int sent = 0;
    for (String spike : SPIKES) {
      String[] parts = spike.split(" ");
      long millis = Long.parseLong(parts[2]);
      CheckedObservation checked = SENT.get(parts[0]).get(millis);
      if (checked != null && TOUCHED.containsKey(spike)) {
        sent++;
        if (checked.counted(Element.ofWireName(parts[1]).orElseThrow())) {
          missed.add(spike);
        }
      }
    }
    assertThat(sent).isGreaterThan(20);
    assertThat(missed).as("of %d spikes", sent).hasSizeLessThanOrEqualTo(sent / 20);
  }

  private static List<String> first(List<String> all) {
    return all.subList(0, Math.min(10, all.size()));
  }
}
