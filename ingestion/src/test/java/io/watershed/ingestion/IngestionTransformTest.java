package io.watershed.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.spark.SparkSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class IngestionTransformTest {

  private static final StructType STATION_COLUMNS = SparkSchemas.of(Observations.TABLE);

  @TempDir static Path folder;
  private static TestSession session;
  private static MessageTaker meters;
  private static MessageTaker stations;

  @BeforeAll
  static void startSession() throws IOException {
    session = TestSession.in(folder, Map.of());
    meters = IngestionStream.meters(session.settings()).takers().apply(session.spark());
    stations = IngestionStream.stations(session.settings()).takers().apply(session.spark());
  }

  @AfterAll
  static void stopSession() {
    session.close();
  }

  @Test
  void givesEachMessageToExactlyOneTable() {
    Dataset<Row> messages =
        messages(
            Messages.flow("83008", "2022-07-13T07:30:01.000Z", 6),
            "{",
            Messages.flow("83008", "2022-07-13T07:45:01.000Z", 7),
            null,
            Messages.flow("83008", "2022-07-13T07:45:01", 7));
    assertThat(offsets(readings(messages))).containsExactly(0L, 2L);
    assertThat(offsets(IngestionTransform.deadLetters(messages, meters)))
        .containsExactly(1L, 3L, 4L);
  }

  @Test
  void enrichesReadingAndKeepsWhereItCameFrom() {
    String raw = Messages.flow("83008", "2022-07-13T17:30:01.000+10:00", 6);
    Row row = onlyReading(raw);
    assertThat(row.<String>getAs("meter_id")).isEqualTo("83008");
    assertThat(row.<Instant>getAs("event_time")).isEqualTo(Instant.parse("2022-07-13T07:30:01Z"));
    assertThat(row.<LocalDate>getAs("local_date")).isEqualTo(LocalDate.of(2022, 7, 13));
    assertThat(row.<String>getAs("measurement")).isEqualTo("Pulse1");
    assertThat(row.<Double>getAs("value")).isEqualTo(6.0);
    assertThat(row.<String>getAs("unit")).isEqualTo("L");
    assertThat(row.<Integer>getAs("interval_seconds")).isEqualTo(900);
    assertThat(row.<String>getAs("meter_type")).isEqualTo("captis_pulse");
    assertThat(row.<String>getAs("suburb")).isEqualTo("BUDERIM");
    assertThat(row.<Integer>getAs("postcode")).isEqualTo(4556);
    assertThat(row.<String>getAs("usage_type")).isEqualTo("Residential");
    assertThat(row.<String>getAs("time_zone")).isEqualTo("Australia/Brisbane");
    assertThat(row.<String>getList(row.fieldIndex("quality_flags"))).isEmpty();
    assertThat(row.<String>getAs("source_topic")).isEqualTo("meter-readings");
    assertThat(row.<Integer>getAs("source_partition")).isEqualTo(3);
    assertThat(row.<Long>getAs("source_offset")).isZero();
    assertThat(row.<Instant>getAs("arrival_time")).isEqualTo(Messages.ARRIVAL);
    assertThat(row.<String>getAs("raw")).isEqualTo(raw);
  }

  @Test
  void takesTheLocalDayOfTheMeterAtTheEdgesOfTheDay() {
    // Brisbane is ten hours ahead of UTC, Hobart eleven in summer.
    assertDay("83008", "2021-12-31T13:59:59.999Z", LocalDate.of(2021, 12, 31));
    assertDay("83008", "2021-12-31T14:00:00.000Z", LocalDate.of(2022, 1, 1));
    assertDay("90001", "2021-12-31T12:59:59.999Z", LocalDate.of(2021, 12, 31));
    assertDay("90001", "2021-12-31T13:00:00.000Z", LocalDate.of(2022, 1, 1));
  }

  @Test
  void keepsDaysOnWhichTheClocksOfThisMachineSkipMidnight() {
    // In the tests' own zone, St John's, the clocks went from 00:01 to 01:01 on these nights.
    for (String day : List.of("2006-04-02", "2011-03-13")) {
      assertDay("83008", day + "T02:00:00.000Z", LocalDate.parse(day));
    }
  }

  @Test
  void flagsUnknownMeterAndFlowThatIsHardToBelieve() {
    Row unknown = onlyReading(Messages.flow("\"new-meter\"", "2022-07-13T07:30:01.000Z", 6));
    assertThat(unknown.<String>getList(unknown.fieldIndex("quality_flags")))
        .containsExactly("UNKNOWN_METER");
    assertThat(unknown.<String>getAs("meter_type")).isNull();
    assertThat(unknown.<Integer>getAs("postcode")).isNull();
    Row negative = onlyReading(Messages.flow("83008", "2022-07-13T07:30:01.000Z", -6));
    assertThat(negative.<String>getList(negative.fieldIndex("quality_flags")))
        .containsExactly("NEGATIVE_FLOW");
  }

  @Test
  void takesSameMeterForNumberAndString() {
    assertThat(
            onlyReading(Messages.flow("\"83008\"", "2022-07-13T07:30:01.000Z", 6))
                .<String>getAs("meter_id"))
        .isEqualTo(
            onlyReading(Messages.flow("83008", "2022-07-13T07:30:01.000Z", 6))
                .<String>getAs("meter_id"));
  }

  @Test
  void keepsDeadLetterVerbatimWithReason() {
    byte[] notUtf8 = {'{', (byte) 0xff, '}'};
    Dataset<Row> messages =
        session
            .spark()
            .createDataFrame(
                List.of(Messages.source(3, 8, notUtf8), Messages.source(3, 9, null)),
                Messages.SOURCE_COLUMNS);
    List<Row> rows = IngestionTransform.deadLetters(messages, meters).collectAsList();
    assertThat(rows).hasSize(2);
    Row row = rows.get(0);
    assertThat(row.<byte[]>getAs("raw")).isEqualTo(notUtf8);
    assertThat(row.<byte[]>getAs("message_key")).isEqualTo(Messages.bytes("key-8"));
    assertThat(row.<String>getAs("reason")).isEqualTo("NOT_UTF8");
    assertThat(row.<String>getAs("detail")).isEqualTo("the message is not valid UTF-8");
    assertThat(row.<Integer>getAs("source_partition")).isEqualTo(3);
    assertThat(row.<Long>getAs("source_offset")).isEqualTo(8);
    assertThat(row.<Instant>getAs("arrival_time")).isEqualTo(Messages.ARRIVAL);
    assertThat(rows.get(1).<byte[]>getAs("raw")).isNull();
    assertThat(rows.get(1).<String>getAs("reason")).isEqualTo("EMPTY");
  }

  private static void assertDay(String meterId, String timestamp, LocalDate day) {
    Row row = onlyReading(Messages.flow(meterId, timestamp, 1));
    assertThat(row.<LocalDate>getAs("local_date")).as(timestamp).isEqualTo(day);
    assertThat(row.<Instant>getAs("event_time")).isEqualTo(Instant.parse(timestamp));
  }

  private static Row onlyReading(String message) {
    return only(readings(messages(message)));
  }

  @Test
  void anObservationIsOneRowWithItsStationAndTheFlagsOfItsValues() {
    String raw =
        "{\"station_id\":\"08MF005\",\"source\":\"msc-hydrometric\","
            + "\"timestamp\":\"2022-07-13T07:30:00Z\",\"station\":{\"name\":\"FRASER\","
            + "\"kind\":\"gauge\",\"latitude\":49.386,\"longitude\":-121.454,"
            + "\"elevation\":41.0,\"province\":\"BC\",\"city\":null,"
            + "\"time_zone\":\"America/Vancouver\",\"downstream\":\"08MH126\","
            + "\"high_water\":8.5},\"values\":{\"water_level\":6.123,\"discharge\":2100.0},"
            + "\"quality\":{\"water_level\":10},\"body\":\"a,b\\n\\\"c\\\"\"}";
    Row row = only(IngestionTransform.accepted(messages(raw), stations, STATION_COLUMNS));
    assertThat(row.mkString("|"))
        .isEqualTo(
            "08MF005|2022-07-13T07:30:00Z|2022-07-13|gauge|msc-hydrometric|FRASER|49.386|-121.454"
                + "|41.0|BC|null|America/Vancouver|08MH126|8.5|null|null|null|null|null|null|null"
                + "|null|null|null|6.123|2100.0|ArraySeq(water_level:SOURCE_DOUBT)|meter-readings"
                + "|3|0|2022-07-13T08:00:00.250Z|"
                + raw);
    assertThat(IngestionTransform.deadLetters(messages(raw), stations).collectAsList()).isEmpty();
  }

  @Test
  void aMeterMessageIsADeadLetterAmongStations() {
    Dataset<Row> messages = messages(Messages.flow("83008", "2022-07-13T07:30:01.000Z", 6));
    assertThat(only(IngestionTransform.deadLetters(messages, stations)).<String>getAs("reason"))
        .isEqualTo("MISSING_FIELD");
    assertThat(IngestionTransform.accepted(messages, stations, STATION_COLUMNS).collectAsList())
        .isEmpty();
  }

  private static Row only(Dataset<Row> rows) {
    List<Row> all = rows.collectAsList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Dataset<Row> readings(Dataset<Row> messages) {
    return IngestionTransform.accepted(messages, meters, SparkSchemas.of(Readings.TABLE));
  }

  private static Dataset<Row> messages(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : Arrays.asList(texts)) {
      rows.add(Messages.source(3, rows.size(), text == null ? null : Messages.bytes(text)));
    }
    return session.spark().createDataFrame(rows, Messages.SOURCE_COLUMNS);
  }

  private static List<Long> offsets(Dataset<Row> rows) {
    return rows.select("source_offset").collectAsList().stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }
}
