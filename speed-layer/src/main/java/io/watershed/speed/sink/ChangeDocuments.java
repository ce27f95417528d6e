package io.watershed.speed.sink;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.contract.Index;
import java.io.IOException;
import java.io.Serializable;

/**
 * What changes of a kind of device become in Elasticsearch.
 *
 * @param <C> the kind of device
 */
public interface ChangeDocuments<C extends DeviceChange> extends Serializable {

  /** The indices of its windows, a family by month. */
  Index windows();

  /** The change that {@link DeviceChange#write} wrote. */
  C read(BinaryReader in);

  /** Writes the documents of a change. */
  void write(C change, TaskDocuments documents) throws IOException, InterruptedException;
}
