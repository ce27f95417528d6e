package io.watershed.cluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A launcher that starts one waiting child and waits itself. */
public final class TinyParentMain {
  static final String CHILD = "child";

  private TinyParentMain() {}

  /** Arguments: the data folder, then the file the child creates. */
  public static void main(String[] arguments) throws InterruptedException {
    ChildProcess.start(
        ChildProcess.Spec.of(
            CHILD, TinyMain.command(List.of(arguments[1], "wait")), Path.of(arguments[0])));
    new CountDownLatch(1).await();
  }
}
