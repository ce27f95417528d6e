package io.watershed.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Episode;
import io.watershed.core.alert.MeterAlert;
import io.watershed.core.alert.Severity;
import io.watershed.core.binary.Golden;
import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.reading.Measurement;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedMeterTest {

  @ParameterizedTest
  @ValueSource(strings = {"meter-1", "meter-2"})
  void everyReleasedLayoutIsReadWithoutLoss(String golden) {
    MeterWindows read = MeterWindows.decode(SavedMeter.RULES, Golden.bytes(golden));
    assertThat(read.encode()).isEqualTo(SavedMeter.meter().encode());
  }

  @Test
  void aMeterOfTheFirstLayoutGoesOnWhereItStopped() {
    MeterWindows meter = MeterWindows.decode(SavedMeter.RULES, Golden.bytes("meter-1"));
    assertThat(meter.take(Measurement.FLOW, SavedMeter.START - 60_000, 9, true, Optional.empty()))
        .isEqualTo(Disposition.DUPLICATE);
    meter.take(Measurement.FLOW, SavedMeter.START + 12 * 60_000, 5, true, Optional.empty());
    assertThat(meter.takeChangedWindows().get(Measurement.FLOW).get(0).sum())
        .isEqualTo(900 + 450 + 5);
    meter.take(
        Measurement.FLOW,
        SavedMeter.START + 13 * 60_000,
        950,
        true,
        Optional.of(new Breach(MeterAlert.HIGH_FLOW, Severity.CRITICAL, 950, 600)));
    assertThat(meter.takeChangedEpisodes())
        .extracting(Episode::type)
        .containsExactly(MeterAlert.HIGH_FLOW);
  }

  /** Fails when the layout changes: then it needs a new version and a golden file of its own. */
  @Test
  void whatIsWrittenIsTheNewestReleasedLayout() {
    assertThat(SavedMeter.meter().encode()).isEqualTo(Golden.bytes("meter-2"));
  }

  @Test
  void anUnknownLayoutAndDamagedBytesAreSaid() {
    byte[] newer = Golden.bytes("meter-2");
    newer[0] = 3;
    assertThatThrownBy(() -> MeterWindows.decode(SavedMeter.RULES, newer))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a meter's state was saved in a layout that begins with 03");
    byte[] whole = Golden.bytes("meter-2");
    for (int length = 5; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MeterWindows.decode(SavedMeter.RULES, cut))
          .isInstanceOf(UnreadableStateException.class)
          .hasMessageStartingWith("a meter's state is damaged: ");
    }
  }
}
