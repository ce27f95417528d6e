package io.watershed.serving.answer;

import io.watershed.core.status.PartStatus;
import java.util.Locale;

/** A process of the pipeline. */
public record LayerAnswer(
    String name,
    String title,
    String kind,
    String state,
    String message,
    Integer restarts,
    String address) {

  /** What the launcher says of one. */
  public static LayerAnswer of(PartStatus part) {
    return new LayerAnswer(
        part.name(),
        part.title(),
        part.kind().name().toLowerCase(Locale.ROOT),
        part.state().wireName(),
        part.message(),
        part.restarts(),
        part.address());
  }
}
