package io.watershed.speed.watch;

import static io.watershed.speed.station.StationMessages.HOUR;
import static io.watershed.speed.station.StationMessages.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.Episode;
import io.watershed.core.alert.Severity;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationAlertLimits;
import io.watershed.core.station.StationAlertRules;
import io.watershed.core.station.StationProfile;
import io.watershed.speed.station.StationMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {

  private final SilenceWatch watch =
      new SilenceWatch(new StationAlertRules(StationAlertLimits.from(Settings.of(Map.of()))));

  @Test
  void aStationIsSilentWhenHalfOfItsSourceHasGoneOn() {
    assertThat(watch.take(heard("s", 0, "A", "B", "C", "D"))).isEmpty();
    assertThat(watch.take(heard("s", 7, "A"))).as("one clock").isEmpty();
    assertThat(watch.take(heard("s", 8, "A"))).as("one clock").isEmpty();
    assertThat(watch.take(heard("s", 7, "B"))).as("they may be about to come").isEmpty();
    List<SilenceWatch.Silence> silences = watch.take(heard("s", 8, "B"));
    assertThat(silences)
        .extracting(each -> each.station().id())
        .containsExactlyInAnyOrder("C", "D");
    Episode episode = silences.get(0).episode();
    assertThat(episode.startMillis()).isEqualTo(START);
    assertThat(episode.lastSeenMillis()).isEqualTo(START + 8 * HOUR);
    assertThat(episode.endMillis()).isEqualTo(Episode.OPEN);
    assertThat(episode.measured()).isEqualTo(8);
    assertThat(episode.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void itIsToldAgainEachHourAndOnceMoreWhenItEnds() {
    watch.take(heard("s", 0, "A", "B", "C"));
    watch.take(heard("s", 6, "A", "B"));
    assertThat(watch.take(heard("s", 7, "A", "B"))).hasSize(1);
    assertThat(watch.take(heard("s", 7, "A", "B"))).isEmpty();
    assertThat(watch.take(heard("s", 8, "A", "B"))).hasSize(1);
    List<SilenceWatch.Silence> critical = watch.take(heard("s", 25, "A", "B"));
    assertThat(critical).hasSize(1);
    assertThat(critical.get(0).episode().severity()).isEqualTo(Severity.CRITICAL);

    List<SilenceWatch.Silence> ended = watch.take(heard("s", 26, "C"));
    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).episode().startMillis()).isEqualTo(START);
    assertThat(ended.get(0).episode().endMillis()).isEqualTo(START + 26 * HOUR);
    assertThat(watch.take(heard("s", 27, "A", "B", "C"))).isEmpty();
  }

  @Test
  void theFirstObservationEndsItAlsoWhenMoreCameWithIt() {
    watch.take(heard("s", 0, "A", "B", "C"));
    watch.take(heard("s", 7, "A", "B"));
    watch.take(heard("s", 8, "A", "B"));
    List<SilenceWatch.Silence> ended =
        watch.take(
            List.of(
                new ObservedStation(
                    new StationProfile(StationMessages.gauge("C"), "s"),
                    START + 10 * HOUR,
                    START + 9 * HOUR)));
    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).episode().endMillis()).isEqualTo(START + 9 * HOUR);
  }

  @Test
  void aSourceThatIsAwayAsAWholeMakesNobodySilent() {
    watch.take(heard("s", 0, "A", "B"));
    watch.take(heard("other", 0, "X", "Y"));
    assertThat(watch.take(heard("other", 30, "X", "Y"))).isEmpty();
    watch.take(heard("s", 1, "C", "D", "E"));
    assertThat(watch.take(heard("s", 30, "A", "B", "C"))).as("the first are back").isEmpty();
    assertThat(watch.take(heard("s", 30, "D", "E"))).as("all are back").isEmpty();
    assertThat(watch.take(heard("s", 31, "A", "B", "C", "D", "E"))).isEmpty();
  }

  @Test
  void stationsThatHaveLongBeenSilentDoNotHoldTheirSourceBack() {
    watch.take(heard("s", 0, "A", "B", "C", "D", "E"));
    watch.take(heard("s", 10, "C", "D", "E"));
    assertThat(watch.take(heard("s", 11, "C", "D", "E"))).hasSize(2);
    watch.take(heard("s", 20, "D", "E"));
    assertThat(watch.take(heard("s", 21, "D", "E")))
        .extracting(each -> each.station().id())
        .containsExactlyInAnyOrder("A", "B", "C");
  }

  @Test
  void whatWasKnownBeforeAStartCounts() {
    watch.know(heard("s", 0, "A", "B", "C"));
    watch.take(heard("s", 9, "A", "B"));
    assertThat(watch.take(heard("s", 10, "A", "B")))
        .singleElement()
        .satisfies(silence -> assertThat(silence.station().id()).isEqualTo("C"));
  }

  private static List<ObservedStation> heard(String source, int hour, String... ids) {
    List<ObservedStation> heard = new ArrayList<>();
    for (String id : ids) {
      long time = START + hour * HOUR;
      heard.add(
          new ObservedStation(new StationProfile(StationMessages.gauge(id), source), time, time));
    }
    return heard;
  }
}
