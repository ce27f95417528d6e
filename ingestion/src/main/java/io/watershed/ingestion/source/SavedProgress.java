package io.watershed.ingestion.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.watershed.core.json.Json;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress as the journal keeps it: JSON, whose fields are known by their names, so that those
 * which a later version adds are passed over.
 *
 * <p>What cannot be read at all is as if it had never been there, and that is said: the source
 * sends again what its provider still shows, which is a duplicate and changes no view.
 */
public final class SavedProgress {
  private static final Logger LOG = LoggerFactory.getLogger(SavedProgress.class);

  private SavedProgress() {}

  /** The progress as it is kept. */
  public static String write(Object progress) {
    try {
      return Json.MAPPER.writeValueAsString(progress);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("progress cannot be written", impossible);
    }
  }

  /**
   * The progress that is kept under a key; empty, in the log and in {@code progressRebuilt} of the
   * figures, where it cannot be read.
   */
  public static <T> Optional<T> read(
      String key, String json, Class<T> type, SourceFigures figures) {
    try {
      return Optional.of(
          Json.MAPPER
              .readerFor(type)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(json));
    } catch (JsonProcessingException foreign) {
      LOG.warn(
          "the progress kept under {} cannot be read, what is shown is sent again: {}",
          key,
          foreign.getOriginalMessage());
      figures.one("progressRebuilt");
      return Optional.empty();
    }
  }
}
