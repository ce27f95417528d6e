package io.watershed.speed.sink;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;

/**
 * What a micro-batch, or one task of it, did.
 *
 * @param counts what became of the messages
 * @param figures how many documents were written
 */
public record BatchSummary(ArrivalCounts counts, BatchFigures figures) {

  public static BatchSummary nothing() {
    return new BatchSummary(new ArrivalCounts(), BatchFigures.NONE);
  }

  public BatchSummary plus(BatchSummary other) {
    counts.add(other.counts);
    return new BatchSummary(counts, figures.plus(other.figures));
  }

  public byte[] encode() {
    BinaryWriter out = new BinaryWriter(64);
    write(out);
    return out.toByteArray();
  }

  void write(BinaryWriter out) {
    counts.write(out);
    out.writeVarLong(figures.windows());
    out.writeVarLong(figures.alerts());
    out.writeVarLong(figures.refused());
  }

  public static BatchSummary decode(byte[] bytes) {
    return read(new BinaryReader(bytes));
  }

  static BatchSummary read(BinaryReader in) {
    return new BatchSummary(
        ArrivalCounts.read(in),
        new BatchFigures(in.readVarLong(), in.readVarLong(), in.readVarLong()));
  }
}
