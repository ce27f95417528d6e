package io.watershed.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  @Test
  void everyWireFormNamesOneMeasurementOnly() {
    Set<String> seen = new HashSet<>();
    for (Measurement measurement : Measurement.values()) {
      for (Measurement.Wire wire : measurement.wires()) {
        assertThat(seen.add(wire.type() + " " + wire.series())).as("%s", wire).isTrue();
        assertThat(wire.unit().convertibleTo(measurement.unit())).as("%s", wire).isTrue();
        assertThat(Measurement.ofWire("/" + wire.type(), wire.series()).orElseThrow().measurement())
            .isEqualTo(measurement);
      }
    }
  }

  @Test
  void canonicalNamesAreDistinctAndFoundAgain() {
    assertThat(Measurement.canonicalNames()).doesNotHaveDuplicates();
    for (Measurement measurement : Measurement.values()) {
      assertThat(Measurement.ofCanonicalName(measurement.canonicalName())).contains(measurement);
    }
    assertThat(Measurement.canonicalNames())
        .contains("Pulse1", "Pulse1_Total", "Battery", "DeviceTemperature");
  }

  @Test
  void conversionsKeepShortDecimals() {
    assertThat(Unit.DECIVOLT.convert(36, Unit.VOLT)).isEqualTo(3.6);
    assertThat(Unit.KILOLITRE.convert(1.5, Unit.LITRE)).isEqualTo(1500);
    assertThat(Unit.LITRE.convert(1500, Unit.KILOLITRE)).isEqualTo(1.5);
    assertThat(Unit.MILLIVOLT.convert(3600, Unit.VOLT)).isEqualTo(3.6);
    assertThat(Unit.BAR.convert(3, Unit.KILOPASCAL)).isEqualTo(300);
  }
}
