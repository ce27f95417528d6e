package io.watershed.simulator.model;

import static io.watershed.simulator.TestFleet.BRISBANE;
import static io.watershed.simulator.TestFleet.DAY_MILLIS;
import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.MeterType;
import io.watershed.simulator.TestFleet;
import io.watershed.simulator.fault.FaultLog;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceTest {

  private static List<Row> rows(String id, MeterType type, double faultRate, int days) {
    return rows(id, type, faultRate, days, BRISBANE);
  }

  private static List<Row> rows(
      String id, MeterType type, double faultRate, int days, ZoneId zone) {
    List<Row> rows = new ArrayList<>();
    Device device =
        new Device(
            TestFleet.meter(id, type, zone),
            9,
            faultRate,
            START / Device.SLOT_MILLIS,
            FaultLog.NONE);
    device.advanceTo(START + days * DAY_MILLIS, rows::add);
    return rows;
  }

  private static List<Row> of(Channel channel, List<Row> rows) {
    return rows.stream().filter(row -> row.channel() == channel).toList();
  }

  @Test
  void theDigitalRegisterIsItsFirstValuePlusAllFlowsSince() {
    for (int id = 0; id < 20; id++) {
      List<Row> rows = rows(Integer.toString(50_001_000 + id), MeterType.DIGITAL, 0, 7);
      List<Row> flows = of(Channel.DIGITAL_FLOW, rows);
      List<Row> registers = of(Channel.DIGITAL_TOTAL, rows);
      long register = registers.get(0).thousandths();
      for (int index = 1; index < flows.size(); index++) {
        register += flows.get(index).thousandths();
        assertThat(registers.get(index).thousandths()).isEqualTo(register);
        assertThat(registers.get(index).timestampMillis())
            .isEqualTo(flows.get(index).timestampMillis());
      }
    }
  }

  @Test
  void theIntegratedRegisterInKilolitresAdvancesByTheFlowsOfTheDay() {
    for (int id = 0; id < 20; id++) {
      List<Row> rows = rows(Integer.toString(50_002_000 + id), MeterType.INTEGRATED, 0, 7);
      List<Row> registers = of(Channel.INTEGRATED_TOTAL, rows);
      assertThat(registers).hasSize(7);
      for (int day = 1; day < registers.size(); day++) {
        long from = registers.get(day - 1).timestampMillis();
        long to = registers.get(day).timestampMillis();
        long litres =
            of(Channel.INTEGRATED_FLOW, rows).stream()
                .filter(row -> row.timestampMillis() > from && row.timestampMillis() <= to)
                .mapToLong(row -> row.thousandths() / 1000)
                .sum();
        assertThat(registers.get(day).thousandths() - registers.get(day - 1).thousandths())
            .isEqualTo(litres);
      }
    }
  }

  @Test
  void registersNeverStepBackButForInjectedGlitches() {
    for (int id = 0; id < 60; id++) {
      MeterType type = id % 2 == 0 ? MeterType.DIGITAL : MeterType.INTEGRATED;
      List<Row> rows = rows(Integer.toString(50_003_000 + id), type, 30, 14);
      long last = Long.MIN_VALUE;
      for (Row row : rows) {
        boolean register =
            row.channel() == Channel.DIGITAL_TOTAL || row.channel() == Channel.INTEGRATED_TOTAL;
        if (register && row.truth() == Row.Truth.MEASURED) {
          assertThat(row.thousandths()).isGreaterThanOrEqualTo(last);
          last = row.thousandths();
        }
      }
    }
  }

  @Test
  void noTwoRowsOfAChannelShareASlotOrAnInstantEvenWhenTheClockIsSetBack() {
    record Place(Channel channel, long slot) {}
    long april = Instant.parse("2026-04-03T13:00:00Z").toEpochMilli();
    for (MeterType type : List.of(MeterType.DIGITAL, MeterType.INTEGRATED)) {
      Device device =
          new Device(
              TestFleet.meter("50004000", type, ZoneId.of("Australia/Sydney")),
              9,
              5,
              april / Device.SLOT_MILLIS,
              FaultLog.NONE);
      Set<Place> slots = new HashSet<>();
      Set<Place> instants = new HashSet<>();
      List<Row> rows = new ArrayList<>();
      device.advanceTo(april + 4 * DAY_MILLIS, rows::add);
      for (Row row : rows) {
        assertThat(slots.add(new Place(row.channel(), row.slot()))).isTrue();
        assertThat(instants.add(new Place(row.channel(), row.timestampMillis()))).isTrue();
      }
      assertThat(rows).isNotEmpty();
    }
  }

  @Test
  void flowsAreWholeSteps() {
    List<Row> flows = of(Channel.DIGITAL_FLOW, rows("50005003", MeterType.DIGITAL, 0, 30));
    long smallest =
        flows.stream().mapToLong(Row::thousandths).filter(value -> value > 0).min().orElseThrow();
    assertThat(smallest).isIn(1000L, 5000L, 10_000L);
    assertThat(flows).allMatch(row -> row.thousandths() % smallest == 0);
  }
}
