package io.watershed.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

  private final JsonLines json = new JsonLines(4);

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, 6, 0.1, -12.5, 1e14, 1e15, 1.5e300, 4.9e-324, Double.MAX_VALUE, 1 / 3.0})
  void numbersKeepEveryBit(double value) throws IOException {
    json.beginObject().number("value", value).endObject();
    assertThat(parsed().get("value").asDouble()).isEqualTo(value == 0 ? 0.0 : value);
  }

  @Test
  void numbersThatAreNoneAreNull() throws IOException {
    json.beginObject()
        .number("nan", Double.NaN)
        .number("infinite", Double.POSITIVE_INFINITY)
        .endObject();
    assertThat(parsed().get("nan").isNull()).isTrue();
    assertThat(parsed().get("infinite").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, 999_999, 1_000_000, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void wholeNumbers(long value) throws IOException {
    json.beginObject().number("value", value).endObject();
    assertThat(parsed().get("value").asLong()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "a\"b\\c", "tab\tnew\nline\u0001", "Zoë", "河\"x", "🌊 wave"})
  void textsOfAnyKind(String text) throws IOException {
    json.beginObject().text("text", text).text("after", "x").endObject();
    assertThat(parsed().get("text").asText()).isEqualTo(text);
    assertThat(parsed().get("after").asText()).isEqualTo("x");
  }

  @Test
  void arraysOfTexts() throws IOException {
    json.beginObject()
        .texts("none", List.of())
        .texts("texts", List.of("a", "\"", "水"))
        .text("after", "x")
        .endObject();
    assertThat(parsed())
        .isEqualTo(
            new ObjectMapper()
                .readTree("{\"none\":[],\"texts\":[\"a\",\"\\\"\",\"水\"],\"after\":\"x\"}"));
  }

  @Test
  void instantsAsJavaWritesThem() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      long millis = random.nextLong(-10_000_000_000L, 4_000_000_000_000L);
      millis = round % 2 == 0 ? Math.floorDiv(millis, 60_000) * 60_000 : millis;
      json.clear();
      json.beginObject().instant("at", millis).endObject();
      assertThat(parsed().get("at").asText()).isEqualTo(Instant.ofEpochMilli(millis).toString());
    }
  }

  @Test
  void monthsAsIndexNamesHaveThem() {
    assertThat(JsonLines.month(Instant.parse("2026-01-31T23:59:59.999Z").toEpochMilli()))
        .isEqualTo("2026.01");
    assertThat(JsonLines.month(Instant.parse("2026-12-01T00:00:00Z").toEpochMilli()))
        .isEqualTo("2026.12");
  }

  private JsonNode parsed() throws IOException {
    return new ObjectMapper().readTree(json.copy(0, json.size()));
  }
}
