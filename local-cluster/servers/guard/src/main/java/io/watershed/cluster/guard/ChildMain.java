package io.watershed.cluster.guard;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs another class's {@code main} and ends this JVM when standard input ends.
 *
 * <p>The launcher holds the other end of standard input for as long as it lives. However it dies,
 * the operating system closes the pipe, and so no server outlives it. The end is an orderly one:
 * shutdown hooks get {@value #GRACE_SECONDS} seconds, then the JVM is halted.
 */
public final class ChildMain {
  /** Exit status of a JVM whose launcher has gone. */
  public static final int ORPHANED = 86;

  private static final long GRACE_SECONDS = 20;

  private ChildMain() {}

  /**
   * Starts the class named by the first argument with the arguments that follow it.
   *
   * @param arguments the name of a class with a {@code main}, then its arguments
   * @throws Exception whatever that {@code main} throws
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("usage: ChildMain <main class> [argument ...]");
    }
    InputStream launcher = System.in;
    System.setIn(InputStream.nullInputStream());
    Thread watcher = new Thread(() -> endWithLauncher(launcher), "launcher-watch");
    watcher.setDaemon(true);
    watcher.start();
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static void endWithLauncher(InputStream launcher) {
    try {
      while (launcher.read() >= 0) {
        // Nothing is ever sent; only the end matters.
      }
    } catch (IOException gone) {
      // A broken pipe says the same as its end.
    }
    Thread last = new Thread(ChildMain::haltAfterGrace, "halt-after-grace");
    last.setDaemon(true);
    last.start();
    System.exit(ORPHANED);
  }

  private static void haltAfterGrace() {
    try {
      if (!new CountDownLatch(1).await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ORPHANED);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
