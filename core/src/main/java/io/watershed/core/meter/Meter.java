package io.watershed.core.meter;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One meter of the fleet.
 *
 * @param id the meter's id
 * @param type its family; empty for a meter that no fleet list names
 * @param suburb its suburb, where known
 * @param postcode its postcode, where known
 * @param usageType who uses the water ({@code Residential}, …), where known
 * @param zone the zone whose midnight parts its days
 */
public record Meter(
    String id,
    Optional<MeterType> type,
    Optional<String> suburb,
    OptionalInt postcode,
    Optional<String> usageType,
    ZoneId zone) {

  /**
   * A meter that no fleet list names: accepted, but nothing is known of it except a default zone.
   */
  public static Meter unknown(String id, ZoneId zone) {
    return new Meter(
        id, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(), zone);
  }

  /** Whether a fleet list names this meter. */
  public boolean known() {
    return type.isPresent();
  }
}
