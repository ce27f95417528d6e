package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How probable it is that water gets high, as the batch layer judges it; the worst comes first. */
public enum Risk {
  /** To be acted on. */
  HIGH,
  /** To be watched. */
  MEDIUM,
  /** Nothing to be done. */
  LOW,
  /** The station has no level from which its water is high, or no forecast. */
  UNKNOWN;

  /** Its name in answers and documents. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The risk of a document; unknown where it has none. */
  static Risk of(JsonNode text) {
    for (Risk risk : values()) {
      if (risk.text().equals(text.asText())) {
        return risk;
      }
    }
    return UNKNOWN;
  }

  /** The worse of two. */
  Risk worse(Risk other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
