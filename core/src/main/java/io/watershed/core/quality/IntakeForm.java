package io.watershed.core.quality;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ReadingParser;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What an {@link Intake} is made of, in types that can be serialized. */
record IntakeForm(
    MessageLimits messageLimits,
    QualityLimits qualityLimits,
    String zone,
    ArrayList<String[]> meters)
    implements Serializable {

  static IntakeForm of(MessageLimits messageLimits, QualityLimits qualityLimits, Fleet fleet) {
    ArrayList<String[]> rows = new ArrayList<>(fleet.size());
    for (Meter meter : fleet.meters()) {
      rows.add(
          new String[] {
            meter.id(),
            meter.type().map(MeterType::label).orElse(null),
            meter.suburb().orElse(null),
            meter.postcode().isPresent() ? String.valueOf(meter.postcode().getAsInt()) : null,
            meter.usageType().orElse(null),
            meter.zone().getId()
          });
    }
    return new IntakeForm(messageLimits, qualityLimits, fleet.defaultZone().getId(), rows);
  }

  private Object readResolve() {
    Map<String, ZoneId> zones = new HashMap<>();
    List<Meter> list = new ArrayList<>(meters.size());
    for (String[] row : meters) {
      list.add(
          new Meter(
              row[0],
              Optional.ofNullable(row[1]).flatMap(MeterType::ofLabel),
              Optional.ofNullable(row[2]),
              row[3] == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(row[3])),
              Optional.ofNullable(row[4]),
              zones.computeIfAbsent(row[5], ZoneId::of)));
    }
    return new Intake(
        new ReadingParser(messageLimits),
        Fleet.of(list, ZoneId.of(zone)),
        new QualityRules(qualityLimits));
  }
}
