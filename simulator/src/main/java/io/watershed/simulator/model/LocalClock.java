package io.watershed.simulator.model;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Local time of one zone; remembers the offset until the zone's next change. */
final class LocalClock {

  private static final long HOUR_MILLIS = 3_600_000;

  private final ZoneRules rules;
  private long validFrom = Long.MAX_VALUE;
  private long validUntil = Long.MIN_VALUE;
  private long offsetMillis;

  LocalClock(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** What a wall clock shows, as if it were milliseconds since the epoch in UTC. */
  long localMillis(long epochMillis) {
    if (epochMillis < validFrom || epochMillis >= validUntil) {
      Instant instant = Instant.ofEpochMilli(epochMillis);
      offsetMillis = rules.getOffset(instant).getTotalSeconds() * 1000L;
      ZoneOffsetTransition next = rules.nextTransition(instant);
      validFrom = epochMillis;
      validUntil = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
    }
    return epochMillis + offsetMillis;
  }

  static int hourOfDay(long localMillis) {
    return (int) Math.floorMod(Math.floorDiv(localMillis, HOUR_MILLIS), 24L);
  }
}
