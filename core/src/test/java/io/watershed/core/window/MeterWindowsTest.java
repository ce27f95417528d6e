package io.watershed.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.alert.MeterAlert;
import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.reading.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterWindowsTest {

  private static final long MINUTE = 60_000;
  private static final long LATENESS = 30 * MINUTE;
  private static final WindowShape SHAPE = new WindowShape(5 * MINUTE, MINUTE);
  private static final EpisodeGaps GAPS =
      new EpisodeGaps(
          Map.of(MeterAlert.HIGH_FLOW, 1L, MeterAlert.LOW_BATTERY, 1L, MeterAlert.HIGH_TEMP, 1L));
  private static final WindowRules RULES =
      new WindowRules(SHAPE, LATENESS, Set.of(Measurement.FLOW), GAPS);

  private record Message(Measurement measurement, long timestamp, double value, boolean counted) {}

  @Test
  void aReadingIsInFiveWindows() {
    MeterWindows meter = MeterWindows.empty(RULES);
    assertThat(take(meter, 10 * MINUTE + 30_000, 6)).isEqualTo(Disposition.ACCEPTED);
    List<WindowStatistics> windows = meter.takeChangedWindows().get(Measurement.FLOW);
    assertThat(windows)
        .extracting(WindowStatistics::startMillis)
        .containsExactly(6 * MINUTE, 7 * MINUTE, 8 * MINUTE, 9 * MINUTE, 10 * MINUTE);
    assertThat(windows)
        .allSatisfy(
            window -> {
              assertThat(window.count()).isEqualTo(1);
              assertThat(window.sum()).isEqualTo(6);
              assertThat(window.mean()).isEqualTo(6);
              assertThat(window.excludedCount()).isZero();
            });
  }

  @Test
  void aReadingAtTheEndOfAWindowIsNotInIt() {
    MeterWindows meter = MeterWindows.empty(RULES);
    take(meter, 15 * MINUTE, 1);
    assertThat(meter.takeChangedWindows().get(Measurement.FLOW))
        .extracting(WindowStatistics::startMillis)
        .startsWith(11 * MINUTE)
        .endsWith(15 * MINUTE);
  }

  @Test
  void theFirstOfTwoDuplicatesCounts() {
    MeterWindows meter = MeterWindows.empty(RULES);
    take(meter, 10 * MINUTE, 6);
    assertThat(take(meter, 10 * MINUTE, 60)).isEqualTo(Disposition.DUPLICATE);
    assertThat(meter.takeChangedWindows().get(Measurement.FLOW))
        .allSatisfy(window -> assertThat(window.sum()).isEqualTo(6));
  }

  @Test
  void aDuplicateIsKnownAsLongAsItIsNotLate() {
    MeterWindows meter = MeterWindows.empty(RULES);
    take(meter, 10 * MINUTE, 6);
    take(meter, 10 * MINUTE + LATENESS, 6);
    meter.takeChangedWindows();
    MeterWindows later = MeterWindows.decode(RULES, meter.encode());
    assertThat(take(later, 10 * MINUTE, 6)).isEqualTo(Disposition.DUPLICATE);
    assertThat(take(later, 10 * MINUTE - 1, 6)).isEqualTo(Disposition.LATE);
  }

  @Test
  void oneMeasurementDoesNotMakeAnotherLate() {
    MeterWindows meter = MeterWindows.empty(RULES);
    meter.take(Measurement.TOTAL, 1000 * MINUTE, 5, true, Optional.empty());
    assertThat(take(meter, 10 * MINUTE, 6)).isEqualTo(Disposition.ACCEPTED);
  }

  @Test
  void onlyChosenMeasurementsShowWindows() {
    MeterWindows meter = MeterWindows.empty(RULES);
    meter.take(Measurement.TOTAL, 10 * MINUTE, 5, true, Optional.empty());
    assertThat(meter.takeChangedWindows()).isEmpty();
  }

  @Test
  void aReadingThatIsLeftOutOnlyRaisesTheExcludedCount() {
    MeterWindows meter = MeterWindows.empty(RULES);
    meter.take(Measurement.FLOW, 10 * MINUTE, -5, false, Optional.empty());
    assertThat(meter.takeChangedWindows().get(Measurement.FLOW))
        .allSatisfy(
            window -> {
              assertThat(window.count()).isZero();
              assertThat(window.sum()).isZero();
              assertThat(window.mean()).isNaN();
              assertThat(window.minimum()).isNaN();
              assertThat(window.excludedCount()).isEqualTo(1);
            });
  }

  @Test
  void theStateStaysSmallWhileTimePasses() {
    MeterWindows meter = MeterWindows.empty(RULES);
    for (int minute = 0; minute < 10_000; minute++) {
      take(meter, minute * MINUTE, 1);
      meter.takeChangedWindows();
    }
    assertThat(meter.encode().length).isLessThan(600);
  }

  @Test
  void refusesAStateOfAnotherVersion() {
    assertThatThrownBy(() -> MeterWindows.decode(RULES, new byte[] {9}))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a meter's state was saved in a layout that begins with 09; ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsAPlainRecomputationHoweverTheReadingsAreCut(long seed) {
    Random random = new Random(seed);
    List<Message> messages = messages(random, 3_000);
    Map<Long, WindowStatistics> shown = new TreeMap<>();
    List<Disposition> dispositions = new ArrayList<>();
    byte[] state = MeterWindows.empty(RULES).encode();
    int at = 0;
    while (at < messages.size()) {
      MeterWindows meter = MeterWindows.decode(RULES, state);
      int end = Math.min(messages.size(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 700));
      for (; at < end; at++) {
        Message message = messages.get(at);
        dispositions.add(
            meter.take(
                message.measurement(),
                message.timestamp(),
                message.value(),
                message.counted(),
                Optional.empty()));
      }
      meter
          .takeChangedWindows()
          .getOrDefault(Measurement.FLOW, List.of())
          .forEach(window -> shown.put(window.startMillis(), window));
      state = meter.encode();
    }
    List<Disposition> expectedDispositions = new ArrayList<>();
    Map<Long, WindowStatistics> expected = recompute(messages, expectedDispositions);
    assertThat(dispositions).isEqualTo(expectedDispositions);
    assertThat(dispositions).contains(Disposition.values());
    assertThat(shown).isEqualTo(expected);
    assertThat(shown.values()).anySatisfy(w -> assertThat(w.count()).isGreaterThan(5));
  }

  /** Mostly in order, some out of order, some late, some twice, with gaps, on two measurements. */
  private static List<Message> messages(Random random, int count) {
    List<Message> messages = new ArrayList<>();
    long now = 1_600_000_000_000L;
    for (int index = 0; index < count; index++) {
      now += random.nextInt(50) == 0 ? random.nextInt(200) * MINUTE : random.nextInt(40_000);
      long timestamp =
          switch (random.nextInt(10)) {
            case 0 -> now - random.nextInt((int) LATENESS);
            case 1 -> now - random.nextInt(3 * (int) LATENESS);
            case 2 -> (now - random.nextInt(600_000)) / 10_000 * 10_000;
            default -> now;
          };
      boolean again = index > 0 && random.nextInt(12) == 0;
      Measurement measurement = random.nextInt(4) == 0 ? Measurement.TOTAL : Measurement.FLOW;
      messages.add(
          new Message(
              measurement,
              again ? messages.get(random.nextInt(index)).timestamp() : timestamp,
              random.nextDouble() * 50 - 2,
              random.nextInt(15) != 0));
    }
    return messages;
  }

  /** The definition, word by word, without panes, state or rounds. */
  private static Map<Long, WindowStatistics> recompute(
      List<Message> messages, List<Disposition> dispositions) {
    Map<Measurement, Long> highest = new HashMap<>();
    Map<Measurement, Set<Long>> seen = new HashMap<>();
    TreeMap<Long, Message> kept = new TreeMap<>();
    for (Message message : messages) {
      long before = highest.getOrDefault(message.measurement(), Long.MIN_VALUE / 2);
      Set<Long> timestamps = seen.computeIfAbsent(message.measurement(), none -> new HashSet<>());
      if (message.timestamp() < before - LATENESS) {
        dispositions.add(Disposition.LATE);
      } else if (!timestamps.add(message.timestamp())) {
        dispositions.add(Disposition.DUPLICATE);
      } else {
        dispositions.add(Disposition.ACCEPTED);
        if (message.measurement() == Measurement.FLOW) {
          kept.put(message.timestamp(), message);
        }
      }
      highest.merge(message.measurement(), message.timestamp(), Math::max);
    }
    Map<Long, WindowStatistics> windows = new TreeMap<>();
    for (long timestamp : kept.keySet()) {
      long last = Math.floorDiv(timestamp, MINUTE) * MINUTE;
      for (long start = last - 4 * MINUTE; start <= last; start += MINUTE) {
        windows.put(start, window(start, kept.subMap(start, start + 5 * MINUTE).values()));
      }
    }
    return windows;
  }

  private static WindowStatistics window(long start, Iterable<Message> messages) {
    int count = 0;
    int excluded = 0;
    double sum = 0;
    double minimum = Double.NaN;
    double maximum = Double.NaN;
    for (Message message : messages) {
      if (!message.counted()) {
        excluded++;
      } else {
        minimum = count == 0 ? message.value() : Math.min(minimum, message.value());
        maximum = count == 0 ? message.value() : Math.max(maximum, message.value());
        sum += message.value();
        count++;
      }
    }
    return new WindowStatistics(start, count, sum, minimum, maximum, excluded);
  }

  private static Disposition take(MeterWindows meter, long timestamp, double value) {
    return meter.take(Measurement.FLOW, timestamp, value, true, Optional.empty());
  }
}
