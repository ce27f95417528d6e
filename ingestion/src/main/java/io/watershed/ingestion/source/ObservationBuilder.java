package io.watershed.ingestion.source;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.reading.MessageRules;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the values of one observation in the elements' units. */
public final class ObservationBuilder {

  private final Map<Element, Double> values = new EnumMap<>(Element.class);
  private final Map<Element, Integer> quality = new EnumMap<>(Element.class);
  private final List<String> withheld = new ArrayList<>();

  /** Whether the element has a value. */
  public boolean has(Element element) {
    return values.containsKey(element);
  }

  /** Sets a value; nothing happens where there is none. */
  public ObservationBuilder set(Element element, Optional<Double> value, ProviderUnit unit) {
    value.ifPresent(number -> values.put(element, unit.convert(number)));
    return this;
  }

  /**
   * Sets a value in a unit that its provider names.
   *
   * @throws MessageRejectedException if that is no unit of the element
   */
  public ObservationBuilder set(Element element, double value, String unit)
      throws MessageRejectedException {
    ProviderUnit known =
        ProviderUnit.of(unit, element)
            .orElseThrow(
                () ->
                    new MessageRejectedException(
                        DeadLetterReason.UNKNOWN_UNIT,
                        "unit \""
                            + MessageRules.excerpt(unit)
                            + "\" of "
                            + element.wireName()
                            + " is none of "
                            + ProviderUnit.symbols(element)));
    values.put(element, known.convert(value));
    return this;
  }

  /** Sets the provider's own mark of a value, 0 to 100. */
  public ObservationBuilder mark(Element element, int mark) {
    quality.put(element, Math.max(0, Math.min(100, mark)));
    return this;
  }

  /** Notes a value that the provider does not trust, which stays in the body only. */
  public ObservationBuilder withhold(String field, double value, long mark) {
    withheld.add(field + " = " + value + " (quality " + mark + ")");
    return this;
  }

  /**
   * The observation. One whose every value was withheld is a dead letter, so that its body is kept;
   * one that never had a value says nothing.
   */
  public Decoded build(Station station, String source, long timestampMillis, String body) {
    if (!values.isEmpty()) {
      return new Decoded.Good(
          new Observation(station, source, timestampMillis, values, quality, body),
          withheld.size());
    }
    if (withheld.isEmpty()) {
      return new Decoded.Silent();
    }
    return new Decoded.Bad(
        new DeadLetter(
            source,
            station.id(),
            body,
            DeadLetterReason.MISSING_FIELD,
            "no value is good enough: " + String.join(", ", withheld)));
  }
}
