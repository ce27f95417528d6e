package io.watershed.core.station;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Observations as the messages that {@link ObservationParser} reads. What is not known is left out.
 * Instances are immutable and may be shared.
 */
public final class ObservationWriter {

  private static final int USUAL_BYTES = 512;

  private final JsonFactory json = new JsonFactory();

  /** The message, in UTF-8. */
  public byte[] write(Observation observation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("station_id", observation.station().id());
      text(out, "source", observation.source());
      out.writeStringField(
          "timestamp", Instant.ofEpochMilli(observation.timestampMillis()).toString());
      writeStation(out, observation.station());
      out.writeObjectFieldStart("values");
      for (Map.Entry<Element, Double> value : observation.values().entrySet()) {
        out.writeNumberField(value.getKey().wireName(), value.getValue());
      }
      out.writeEndObject();
      if (!observation.quality().isEmpty()) {
        out.writeObjectFieldStart("quality");
        for (Map.Entry<Element, Integer> mark : observation.quality().entrySet()) {
          out.writeNumberField(mark.getKey().wireName(), mark.getValue());
        }
        out.writeEndObject();
      }
      text(out, "body", observation.body());
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeStation(JsonGenerator out, Station station) throws IOException {
    out.writeObjectFieldStart("station");
    text(out, "name", station.name());
    out.writeStringField("kind", station.kind().wireName());
    number(out, "latitude", station.latitude());
    number(out, "longitude", station.longitude());
    number(out, "elevation", station.elevation());
    text(out, "province", station.province());
    text(out, "city", station.city());
    if (!station.zone().equals(ZoneOffset.UTC)) {
      out.writeStringField("time_zone", station.zone().getId());
    }
    text(out, "downstream", station.downstream());
    number(out, "high_water", station.highWater());
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator out, String name, Double value) throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }
}
