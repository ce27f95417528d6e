package io.watershed.ingestion.source.drop;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.DecimalNumber;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.reading.MessageRules;
import io.watershed.core.reading.Timestamps;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.ObservationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Makes an observation of each row of a file. */
final class RowReader {

  static final List<String> STATION_FIELDS =
      List.of(
          "name",
          "latitude",
          "longitude",
          "elevation",
          "province",
          "city",
          "time-zone",
          "downstream",
          "high-water");

  private final Mapping mapping;
  private final CSVFormat format;
  private final int width;
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * A reader of rows below a header.
   *
   * @throws MappingException if the header lacks a column, or has it twice
   */
  RowReader(Mapping mapping, List<String> header) throws MappingException {
    this.mapping = mapping;
    this.format = format(mapping.delimiter());
    this.width = header.size();
    for (String column : mapping.columns()) {
      int first = header.indexOf(column);
      if (first < 0) {
        throw new MappingException(
            mapping.name() + " names column " + column + ", which the header lacks");
      }
      if (first != header.lastIndexOf(column)) {
        throw new MappingException("the header has column " + column + " twice");
      }
      places.put(column, first);
    }
  }

  private static CSVFormat format(char delimiter) {
    return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
  }

  /** The names of a header, without blanks around them. */
  static List<String> header(String line, char delimiter) throws MappingException {
    try {
      List<String> names = new ArrayList<>();
      fields(line, format(delimiter)).forEach(name -> names.add(name.strip()));
      return names;
    } catch (IOException | UncheckedIOException malformed) {
      throw new MappingException("the header is no line of CSV");
    }
  }

  private static List<String> fields(String line, CSVFormat format) throws IOException {
    try (CSVParser parser = CSVParser.parse(line, format)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new IOException("not one record");
      }
      return records.get(0).toList();
    }
  }

  /**
   * The observation of a row, with the row as its body; or none, where all its values are missing.
   *
   * @throws MessageRejectedException if the row cannot be one
   */
  Decoded read(String line) throws MessageRejectedException {
    List<String> row;
    try {
      row = fields(line, format);
    } catch (IOException | UncheckedIOException malformed) {
      throw new MessageRejectedException(DeadLetterReason.WRONG_TYPE, "the row is no line of CSV");
    }
    if (row.size() != width) {
      throw new MessageRejectedException(
          DeadLetterReason.MISSING_FIELD,
          "the row has " + row.size() + " fields, the header has " + width);
    }
    String id = text(mapping.stationId(), row).orElse("");
    MessageRules.checkId("station id", id, DeadLetterReason.BAD_DEVICE_ID);
    Station station = station(id, row);
    Instant time = time(row);
    ObservationBuilder builder = new ObservationBuilder();
    for (Map.Entry<Element, Mapping.Value> value : mapping.values().entrySet()) {
      builder.set(
          value.getKey(),
          number(value.getValue().column(), cell(value.getValue().column(), row)),
          value.getValue().unit());
    }
    if (mapping.coded().isPresent()) {
      takeCoded(mapping.coded().get(), row, builder);
    }
    return builder.build(station, mapping.source(), time.toEpochMilli(), line);
  }

  private void takeCoded(Mapping.Coded coded, List<String> row, ObservationBuilder builder)
      throws MessageRejectedException {
    String code = cell(coded.codeColumn(), row);
    Mapping.CodedElement element = coded.elements().get(code);
    if (element == null) {
      throw new MessageRejectedException(
          DeadLetterReason.UNKNOWN_MEASUREMENT,
          "column "
              + coded.codeColumn()
              + " is "
              + MessageRules.excerpt(code)
              + "; it must be one of "
              + coded.elements().keySet());
    }
    builder.set(
        element.element(),
        number(coded.valueColumn(), cell(coded.valueColumn(), row)),
        element.unit());
  }

  private Station station(String id, List<String> row) throws MessageRejectedException {
    return new Station(
        id,
        mapping.kind(),
        stationText("name", row).orElse(null),
        stationNumber("latitude", row),
        stationNumber("longitude", row),
        stationNumber("elevation", row),
        stationText("province", row).orElse(null),
        stationText("city", row).orElse(null),
        stationZone(row),
        stationText("downstream", row).orElse(null),
        stationNumber("high-water", row));
  }

  private Optional<String> stationText(String field, List<String> row) {
    Mapping.Text text = mapping.station().get(field);
    return text == null ? Optional.empty() : text(text, row);
  }

  private Double stationNumber(String field, List<String> row) throws MessageRejectedException {
    Optional<String> text = stationText(field, row);
    return text.isEmpty() ? null : number(field, text.get()).orElse(null);
  }

  private ZoneId stationZone(List<String> row) throws MessageRejectedException {
    Optional<String> text = stationText("time-zone", row);
    try {
      return text.map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException unknown) {
      throw new MessageRejectedException(
          DeadLetterReason.WRONG_TYPE,
          "time zone " + MessageRules.excerpt(text.orElse("")) + " is unknown");
    }
  }

  private Optional<String> text(Mapping.Text text, List<String> row) {
    if (text instanceof Mapping.Text.Column column) {
      String cell = cell(column.column(), row);
      return mapping.missing().contains(cell)
          ? Optional.empty()
          : Optional.of(column.prefix() + cell);
    }
    return Optional.of(((Mapping.Text.Fixed) text).value());
  }

  private String cell(String column, List<String> row) {
    return row.get(places.get(column)).strip();
  }

  private Optional<Double> number(String name, String text) throws MessageRejectedException {
    if (mapping.missing().contains(text)) {
      return Optional.empty();
    }
    double value =
        DecimalNumber.parse(text)
            .orElseThrow(
                () ->
                    new MessageRejectedException(
                        DeadLetterReason.WRONG_TYPE,
                        name + " must be a number, not " + MessageRules.excerpt(text)));
    if (Double.isInfinite(value)) {
      throw new MessageRejectedException(
          DeadLetterReason.NOT_FINITE,
          name + " must be a finite number, not " + MessageRules.excerpt(text));
    }
    return Optional.of(value);
  }

  private Instant time(List<String> row) throws MessageRejectedException {
    List<String> parts = new ArrayList<>();
    for (String column : mapping.time().columns()) {
      parts.add(cell(column, row));
    }
    String text = String.join(" ", parts);
    try {
      TemporalAccessor parsed = parse(text);
      if (parsed instanceof OffsetDateTime offset) {
        return offset.toInstant();
      }
      LocalDateTime local =
          parsed instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) parsed;
      return instant(local, text);
    } catch (DateTimeException malformed) {
      throw new MessageRejectedException(
          DeadLetterReason.BAD_TIMESTAMP,
          "time "
              + MessageRules.excerpt(text)
              + (mapping.time().pattern().isPresent()
                  ? " does not follow the mapping's pattern"
                  : " must be ISO 8601, such as 2026-11-20T07:30:00Z"));
    }
  }

  private TemporalAccessor parse(String text) {
    if (mapping.time().pattern().isPresent()) {
      return mapping
          .time()
          .pattern()
          .get()
          .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    }
    return DateTimeFormatter.ISO_DATE_TIME.parseBest(
        Timestamps.withColon(text.replace(' ', 'T')), OffsetDateTime::from, LocalDateTime::from);
  }

  private Instant instant(LocalDateTime local, String text) throws MessageRejectedException {
    if (mapping.time().zone().isEmpty()) {
      throw new MessageRejectedException(
          DeadLetterReason.TIMESTAMP_WITHOUT_ZONE,
          "time " + MessageRules.excerpt(text) + " names no zone, nor does the mapping");
    }
    ZoneId zone = mapping.time().zone().get();
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      throw new MessageRejectedException(
          DeadLetterReason.BAD_TIMESTAMP,
          "time " + MessageRules.excerpt(text) + " does not exist in " + zone);
    }
    // The hour that comes twice in autumn is taken for its first time.
    return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
