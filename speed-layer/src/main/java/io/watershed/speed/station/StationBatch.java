package io.watershed.speed.station;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.speed.sink.BatchSummary;
import io.watershed.speed.watch.ObservedStation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a micro-batch of stations, or one task of it, did.
 *
 * @param summary counts and documents
 * @param observed the stations that were heard
 */
record StationBatch(BatchSummary summary, List<ObservedStation> observed) {

  static StationBatch nothing() {
    return new StationBatch(BatchSummary.nothing(), List.of());
  }

  StationBatch plus(StationBatch other) {
    List<ObservedStation> both = new ArrayList<>(observed);
    both.addAll(other.observed);
    return new StationBatch(summary.plus(other.summary), both);
  }

  byte[] encode() {
    BinaryWriter out = new BinaryWriter(256 + observed.size() * 128);
    summary.write(out);
    out.writeVarLong(observed.size());
    observed.forEach(station -> station.write(out));
    return out.toByteArray();
  }

  static StationBatch decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    BatchSummary summary = BatchSummary.read(in);
    List<ObservedStation> observed = new ArrayList<>();
    for (int left = in.readVarInt(); left > 0; left--) {
      observed.add(ObservedStation.read(in));
    }
    return new StationBatch(summary, observed);
  }
}
