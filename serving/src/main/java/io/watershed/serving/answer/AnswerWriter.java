package io.watershed.serving.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.watershed.core.alert.AlertType;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.Tendency;
import io.watershed.core.json.Json;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.serving.merge.Origin;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.DataClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;

/** Writes answers as JSON: instants, days, zones and closed sets as the API spells them. */
public final class AnswerWriter {

  private static final ObjectMapper MAPPER = Json.MAPPER.copy().registerModule(words());

  private AnswerWriter() {}

  /** The JSON of an answer. */
  public static String write(Object answer) {
    try {
      return MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer cannot be written", impossible);
    }
  }

  private static SimpleModule words() {
    SimpleModule words = new SimpleModule();
    add(words, Instant.class, Instant::toString);
    add(words, LocalDate.class, LocalDate::toString);
    add(words, ZoneId.class, ZoneId::getId);
    add(words, Duration.class, Duration::toString);
    add(words, Origin.class, Origin::text);
    add(words, Step.class, Step::text);
    add(words, DataClock.Mode.class, DataClock.Mode::text);
    add(words, FloodRisk.class, FloodRisk::wireName);
    add(words, Tendency.class, Tendency::wireName);
    add(words, StationKind.class, StationKind::wireName);
    add(words, Element.class, Element::wireName);
    add(words, AlertType.Subject.class, subject -> subject.name().toLowerCase(Locale.ROOT));
    return words;
  }

  private static <T> void add(SimpleModule words, Class<T> type, Function<T, String> word) {
    words.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeString(word.apply(value));
          }
        });
  }
}
