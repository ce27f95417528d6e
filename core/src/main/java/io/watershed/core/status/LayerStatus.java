package io.watershed.core.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.watershed.core.contract.LayerState;
import java.time.Instant;
import java.util.Map;

/**
 * The state of one layer at one moment.
 *
 * @param layer {@code ingestion}, {@code speed}, {@code simulator}, …
 * @param state how it stands
 * @param message one sentence for people, may be empty
 * @param address where people reach it, such as {@code http://127.0.0.1:8090}, or empty
 * @param updatedAt when this was written, ISO 8601
 * @param figures named counts and rates, such as {@code messagesIn}
 * @param offsets the next offset to process, by {@code topic-partition}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LayerStatus(
    String layer,
    LayerState state,
    String message,
    String address,
    String updatedAt,
    Map<String, Double> figures,
    Map<String, Long> offsets) {

  /** Copies the maps; what an older file does not hold is empty. */
  public LayerStatus {
    message = message == null ? "" : message;
    address = address == null ? "" : address;
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    offsets = offsets == null ? Map.of() : Map.copyOf(offsets);
  }

  /** A status as of an instant, without address, figures and offsets. */
  public static LayerStatus of(String layer, LayerState state, String message, Instant now) {
    return new LayerStatus(layer, state, message, "", now.toString(), Map.of(), Map.of());
  }

  /** The same in another state, for another reason. */
  public LayerStatus with(LayerState otherState, String otherMessage) {
    return new LayerStatus(layer, otherState, otherMessage, address, updatedAt, figures, offsets);
  }

  /** The same with what was counted. */
  public LayerStatus withFigures(Map<String, Double> counted) {
    return new LayerStatus(layer, state, message, address, updatedAt, counted, offsets);
  }

  /** The same with where it goes on. */
  public LayerStatus withOffsets(Map<String, Long> next) {
    return new LayerStatus(layer, state, message, address, updatedAt, figures, next);
  }

  /** The same with where people reach it. */
  public LayerStatus withAddress(String reached) {
    return new LayerStatus(layer, state, message, reached, updatedAt, figures, offsets);
  }
}
