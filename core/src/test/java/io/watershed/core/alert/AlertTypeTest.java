package io.watershed.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AlertTypeTest {

  @Test
  void namesAreThoseOfTheDataContract() {
    assertThat(AlertType.all())
        .extracting(AlertType::name)
        .containsExactly(
            "HIGH_FLOW",
            "LOW_BATTERY",
            "HIGH_TEMP",
            "RAPID_RISE",
            "HIGH_WATER",
            "HEAT",
            "COLD",
            "SENSOR_STUCK",
            "STATION_SILENT");
    assertThat(AlertType.all()).isSortedAccordingTo(AlertType.ORDER);
  }

  @Test
  void everyNameIsReadBackAsItsOwnType() {
    for (AlertType type : AlertType.all()) {
      assertThat(AlertType.ofName(type.name())).isSameAs(type);
    }
    assertThatThrownBy(() -> AlertType.ofName("BURST"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no alert is called 'BURST'");
  }

  @Test
  void kindSaysWhatDeviceItIsAbout() {
    assertThat(MeterAlert.HIGH_FLOW.subject()).isEqualTo(AlertType.Subject.METER);
    assertThat(StationAlert.HEAT.subject()).isEqualTo(AlertType.Subject.STATION);
  }
}
