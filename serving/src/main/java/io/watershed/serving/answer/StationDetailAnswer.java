package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.watershed.core.station.Element;
import java.time.Instant;
import java.util.List;

/** A station with what is known of it. */
public record StationDetailAnswer(
    @JsonUnwrapped StationAnswer station,
    String highWaterFrom,
    Instant firstTime,
    Instant lastTime,
    Long observations,
    List<Measured> elements,
    List<Neighbour> upstream,
    ClockAnswer clock) {

  /** An element that it measures. */
  public record Measured(Element element, String unit) {}

  /** A station whose water passes it next. */
  public record Neighbour(String id, String name) {}
}
