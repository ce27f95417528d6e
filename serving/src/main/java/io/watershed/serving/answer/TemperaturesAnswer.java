package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** Stations by what the air feels like; °C. */
public record TemperaturesAnswer(List<Item> items, long total, ClockAnswer clock) {

  /** A station. */
  public record Item(
      @JsonUnwrapped StationBriefAnswer brief,
      Double temperature,
      Double feelsLike,
      Double humidex,
      Double heatIndex,
      Double windChill) {}
}
