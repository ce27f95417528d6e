package io.watershed.core.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;

/**
 * The state of one layer at one moment.
 *
 * @param layer {@code ingestion}, {@code speed}, {@code simulator}, …
 * @param state one of {@code starting, running, waiting, stopped, failed}
 * @param message one sentence for people, may be empty
 * @param updatedAt when this was written, ISO 8601
 * @param figures named counts and rates, such as {@code messagesIn}
 * @param offsets the next offset to process, by {@code topic-partition}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LayerStatus(
    String layer,
    String state,
    String message,
    String updatedAt,
    Map<String, Double> figures,
    Map<String, Long> offsets) {

  /** A status as of an instant; the maps are copied. */
  public static LayerStatus of(
      String layer,
      String state,
      String message,
      Instant now,
      Map<String, Double> figures,
      Map<String, Long> offsets) {
    return new LayerStatus(
        layer, state, message, now.toString(), Map.copyOf(figures), Map.copyOf(offsets));
  }
}
