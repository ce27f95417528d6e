package io.watershed.speed.meter;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import java.util.Optional;
import java.util.OptionalInt;

/** What documents say of a meter besides its id; empty where the fleet list does not know. */
public record MeterAttributes(
    Optional<String> meterType,
    Optional<String> suburb,
    OptionalInt postcode,
    Optional<String> usageType) {

  static final MeterAttributes NONE =
      new MeterAttributes(
          Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

  static MeterAttributes of(Meter meter) {
    return new MeterAttributes(
        meter.type().map(MeterType::label), meter.suburb(), meter.postcode(), meter.usageType());
  }

  void write(BinaryWriter out) {
    out.writeOptionalText(meterType);
    out.writeOptionalText(suburb);
    out.writeVarLong(postcode.orElse(0));
    out.writeOptionalText(usageType);
  }

  static MeterAttributes read(BinaryReader in) {
    Optional<String> meterType = in.readOptionalText();
    Optional<String> suburb = in.readOptionalText();
    int postcode = in.readVarInt();
    return new MeterAttributes(
        meterType,
        suburb,
        postcode == 0 ? OptionalInt.empty() : OptionalInt.of(postcode),
        in.readOptionalText());
  }
}
