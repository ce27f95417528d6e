package io.watershed.speed.sink;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What one task of a micro-batch, or several of them, did.
 *
 * @param summary counts and documents
 * @param notes what the tasks left for the {@link BatchFollower}
 */
record TaskReport(BatchSummary summary, List<byte[]> notes) {

  static TaskReport nothing() {
    return new TaskReport(BatchSummary.nothing(), List.of());
  }

  TaskReport plus(TaskReport other) {
    List<byte[]> both = new ArrayList<>(notes);
    both.addAll(other.notes);
    return new TaskReport(summary.plus(other.summary), both);
  }

  byte[] encode() {
    BinaryWriter out = new BinaryWriter(256 + notes.size() * 128);
    summary.write(out);
    out.writeList(notes, (note, to) -> to.writeByteArray(note));
    return out.toByteArray();
  }

  static TaskReport decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    return new TaskReport(BatchSummary.read(in), in.readList(BinaryReader::readByteArray));
  }
}
