package io.watershed.speed.sink;

import org.apache.spark.sql.Dataset;

/** Where the results of a micro-batch go. */
@FunctionalInterface
public interface BatchSink {

  /**
   * Takes the encoded {@link DeviceResult}s of one micro-batch; computes them exactly once. Returns
   * when everything is where it belongs; a batch that fails is given again as a whole.
   */
  void write(Dataset<byte[]> results, BatchIdentity batch) throws Exception;
}
