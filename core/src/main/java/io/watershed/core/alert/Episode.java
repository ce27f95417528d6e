package io.watershed.core.alert;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;

/**
 * An unbroken time in which the readings of a meter or a station lie beyond the limits of one rule:
 * what one alert is about. All times are event times, milliseconds since the epoch.
 *
 * @param type the rule
 * @param measurement canonical name of what the newest reading beyond the limit measured; empty for
 *     a rule that is not about a measurement
 * @param startMillis of the first reading beyond the limit, in Kafka order; names the episode
 * @param lastSeenMillis of the newest reading beyond the limit
 * @param endMillis of the reading that ended it, {@link #OPEN} while it goes on
 * @param readings how many readings lay beyond the limit
 * @param measured the newest value beyond the limit, in {@link AlertType#unit()}
 * @param peak the worst value
 * @param limit the limit passed by the worst severity
 * @param severity the worst one
 */
public record Episode(
    AlertType type,
    String measurement,
    long startMillis,
    long lastSeenMillis,
    long endMillis,
    int readings,
    double measured,
    double peak,
    double limit,
    Severity severity) {

  /** The end of an episode that goes on. */
  public static final long OPEN = Long.MAX_VALUE;

  static Episode startingWith(String measurement, long timestampMillis, Breach breach) {
    return new Episode(
        breach.type(),
        measurement,
        timestampMillis,
        timestampMillis,
        OPEN,
        1,
        breach.measured(),
        breach.measured(),
        breach.limit(),
        breach.severity());
  }

  /**
   * An episode that is told as a whole, by one that saw it from outside.
   *
   * @param breach how far beyond the limit it came
   * @param endMillis when it ended, {@link #OPEN} while it goes on
   */
  public static Episode seen(
      String measurement, long startMillis, long lastSeenMillis, long endMillis, Breach breach) {
    return new Episode(
        breach.type(),
        measurement,
        startMillis,
        lastSeenMillis,
        endMillis,
        0,
        breach.measured(),
        breach.measured(),
        breach.limit(),
        breach.severity());
  }

  /** One sentence for people: the worst value and the limit. */
  public String message() {
    return type.quantity().sentence(peak, limit);
  }

  /** Whether a reading beyond the limit belongs to this episode. */
  boolean holds(long timestampMillis, long gapMillis) {
    return timestampMillis >= startMillis - gapMillis
        && timestampMillis <= lastSeenMillis + gapMillis
        && timestampMillis < endMillis;
  }

  Episode with(String source, long timestampMillis, Breach breach) {
    boolean newest = timestampMillis >= lastSeenMillis;
    boolean worse = breach.severity().compareTo(severity) > 0;
    return new Episode(
        type,
        newest ? source : measurement,
        startMillis,
        Math.max(lastSeenMillis, timestampMillis),
        endMillis,
        readings + 1,
        newest ? breach.measured() : measured,
        type.quantity().worseOf(peak, breach.measured()),
        worse ? breach.limit() : limit,
        worse ? breach.severity() : severity);
  }

  Episode endedAt(long timestampMillis) {
    return new Episode(
        type,
        measurement,
        startMillis,
        lastSeenMillis,
        timestampMillis,
        readings,
        measured,
        peak,
        limit,
        severity);
  }

  /** Appends every field; {@link #read} reads them back. */
  public void write(BinaryWriter out) {
    out.writeText(type.name());
    out.writeText(measurement);
    out.writeLong(startMillis);
    out.writeLong(lastSeenMillis);
    out.writeLong(endMillis);
    out.writeVarLong(readings);
    out.writeDouble(measured);
    out.writeDouble(peak);
    out.writeDouble(limit);
    out.writeText(severity.name());
  }

  /** The episode that {@link #write} wrote. */
  public static Episode read(BinaryReader in) {
    return new Episode(
        AlertType.ofName(in.readText()),
        in.readText(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readVarInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        Severity.valueOf(in.readText()));
  }
}
