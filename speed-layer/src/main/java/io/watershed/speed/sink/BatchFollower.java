package io.watershed.speed.sink;

import java.io.IOException;
import java.util.List;

/** What the driver does beside the tasks of each micro-batch of a stream. */
public interface BatchFollower {

  /** Does nothing. */
  BatchFollower NONE =
      new BatchFollower() {
        @Override
        public void before() {}

        @Override
        public BatchFigures after(List<byte[]> notes) {
          return BatchFigures.NONE;
        }
      };

  /** Called before the tasks of a micro-batch write. */
  void before() throws InterruptedException;

  /**
   * Called when they are done.
   *
   * @param notes what they left with {@link TaskDocuments#note}
   * @return the documents that it wrote itself
   */
  BatchFigures after(List<byte[]> notes) throws IOException, InterruptedException;
}
