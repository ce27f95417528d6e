package io.watershed.simulator.ledger;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.reading.Unit;
import io.watershed.core.time.LocalDays;
import io.watershed.simulator.model.Channel;
import io.watershed.simulator.model.Row;
import io.watershed.simulator.model.Row.Truth;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * The daily figures of one meter, added up from what it measured. Plain sums of exact thousandths;
 * none of the layers' aggregation code, so that a fault there cannot hide here.
 */
final class DailyExpectation {

  private final Meter meter;
  private final QualityLimits limits;
  private final Consumer<ExpectedDay> days;
  private final Sums[] sums = new Sums[Channel.values().length];
  private long dayStartMillis = Long.MIN_VALUE;
  private long dayEndMillis = Long.MIN_VALUE;
  private LocalDate day;

  private static final class Sums {
    private long count;
    private long excluded;
    private long sum;
    private long max = Long.MIN_VALUE;
    private long min = Long.MAX_VALUE;
    private long lastRegister;
    private long registerBefore = Long.MIN_VALUE;

    void startDay() {
      if (count > 0) {
        registerBefore = lastRegister;
      }
      count = 0;
      excluded = 0;
      sum = 0;
      max = Long.MIN_VALUE;
      min = Long.MAX_VALUE;
    }

    void add(long value) {
      if (count == 0 && registerBefore == Long.MIN_VALUE) {
        registerBefore = value;
      }
      count++;
      sum += value;
      max = Math.max(max, value);
      min = Math.min(min, value);
      lastRegister = value;
    }
  }

  DailyExpectation(Meter meter, QualityLimits limits, Consumer<ExpectedDay> days) {
    this.meter = meter;
    this.limits = limits;
    this.days = days;
  }

  /** Takes the next row in event order. */
  void add(Row row) {
    if (row.timestampMillis() >= dayEndMillis || row.timestampMillis() < dayStartMillis) {
      finishDay();
      day = LocalDays.dayOf(row.timestampMillis(), meter.zone());
      dayStartMillis = LocalDays.startOf(day, meter.zone());
      dayEndMillis = LocalDays.startOf(day.plusDays(1), meter.zone());
    }
    Sums channel = sums[row.channel().index()];
    if (channel == null) {
      channel = new Sums();
      sums[row.channel().index()] = channel;
    }
    if (believed(row)) {
      channel.add(row.thousandths());
    } else {
      channel.excluded++;
    }
  }

  /** Hands over the day that is under way. */
  void finishDay() {
    if (day == null) {
      return;
    }
    for (Channel channel : Channel.values()) {
      Sums of = sums[channel.index()];
      if (of != null && of.count + of.excluded > 0) {
        days.accept(expected(channel, of));
        of.startDay();
      }
    }
    day = null;
  }

  private ExpectedDay expected(Channel channel, Sums of) {
    boolean any = of.count > 0;
    double total =
        switch (channel.measurement().kind()) {
          case INTERVAL_FLOW -> canonical(channel, of.sum);
          case REGISTER -> any ? canonical(channel, of.lastRegister - of.registerBefore) : 0;
          case GAUGE -> Double.NaN;
        };
    return new ExpectedDay(
        meter.id(),
        day.toString(),
        channel.measurement().canonicalName(),
        total,
        any ? canonical(channel, of.max) : Double.NaN,
        any ? canonical(channel, of.min) : Double.NaN,
        any ? canonical(channel, of.sum) / of.count : Double.NaN,
        of.count,
        of.excluded);
  }

  private static double canonical(Channel channel, long thousandths) {
    Unit wire = channel.wire().unit();
    return switch (wire) {
      case KILOLITRE -> thousandths;
      case DECIVOLT -> thousandths / 10_000.0;
      case LITRE,
          LITRE_PER_SECOND,
          VOLT,
          MILLIVOLT,
          CELSIUS,
          DECIBEL,
          DBM,
          KILOPASCAL,
          BAR,
          SECOND,
          COUNT ->
          thousandths / 1000.0;
    };
  }

  private boolean believed(Row row) {
    double value = canonical(row.channel(), row.thousandths());
    return switch (row.channel()) {
      case DIGITAL_FLOW, INTEGRATED_FLOW ->
          value >= 0 && value * 3600 / flowSeconds(row) <= limits.maximumFlowLitresPerHour();
      case DIGITAL_TOTAL, INTEGRATED_TOTAL -> row.truth() == Truth.MEASURED;
      case DIGITAL_BATTERY, INTEGRATED_BATTERY ->
          value >= limits.minimumBatteryVolts() && value <= limits.maximumBatteryVolts();
      case DIGITAL_TEMPERATURE,
          DIGITAL_TEMPERATURE_MEDIAN,
          DIGITAL_TEMPERATURE_MIN,
          DIGITAL_TEMPERATURE_MAX,
          INTEGRATED_TEMPERATURE ->
          value >= limits.minimumTemperatureCelsius()
              && value <= limits.maximumTemperatureCelsius();
      case DIGITAL_RSRP,
          DIGITAL_SINR,
          DIGITAL_RSRQ,
          DIGITAL_SIGNAL,
          DIGITAL_LOG_STORED,
          DIGITAL_LOG_SENT,
          INTEGRATED_MAX_RATE,
          INTEGRATED_PRESSURE,
          INTEGRATED_COMMUNICATION,
          INTEGRATED_COMMUNICATION_OFFSET ->
          true;
    };
  }

  private long flowSeconds(Row row) {
    return meter
        .type()
        .map(MeterType::flowInterval)
        .orElse(row.channel().wire().interval())
        .toSeconds();
  }
}
