package io.watershed.core.alert;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an alert is about: a rule of meters or one of stations. The names are part of the data
 * contract, no name belongs to both kinds, and saved state holds them.
 */
public sealed interface AlertType permits MeterAlert, StationAlert {

  /** What kind of device an alert is about. */
  enum Subject {
    /** A water meter. */
    METER,
    /** A weather station or a gauge. */
    STATION
  }

  /** The order of {@link #all}. */
  Comparator<AlertType> ORDER =
      Comparator.comparing(AlertType::subject).thenComparing(AlertType::ordinal);

  /** Its name in messages, documents, answers and saved state. */
  String name();

  /** Its place within its kind. */
  int ordinal();

  /** What its measured values are. */
  Quantity quantity();

  /** The group of settings that holds its limits, such as {@code alerts.high-flow}. */
  String settingsKey();

  /** What kind of device it is about. */
  default Subject subject() {
    return either(meter -> Subject.METER, station -> Subject.STATION);
  }

  /** What the first function makes of an alert of meters, or the second of one of stations. */
  <T> T either(Function<MeterAlert, T> ofMeter, Function<StationAlert, T> ofStation);

  /** The unit of the measured value and of the limit. */
  default String unit() {
    return quantity().unit();
  }

  /** All, those of meters first. */
  static List<AlertType> all() {
    return Stream.<AlertType>concat(
            Stream.of(MeterAlert.values()), Stream.of(StationAlert.values()))
        .toList();
  }

  /**
   * The alert of a name.
   *
   * @throws IllegalArgumentException if no rule is called so
   */
  static AlertType ofName(String name) {
    return all().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no alert is called '" + name + "'"));
  }
}
