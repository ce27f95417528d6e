package io.watershed.cluster.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A child that says a word into a file and then ends with a status or waits for its end. */
public final class TinyMain {
  private TinyMain() {}

  /** Arguments: a file to create or "-", then an exit status or "wait". */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (!arguments[0].equals("-")) {
      Files.writeString(Path.of(arguments[0]), Long.toString(ProcessHandle.current().pid()));
    }
    if (arguments[1].equals("wait")) {
      new CountDownLatch(1).await();
    }
    System.err.println("ERROR as told");
    System.exit(Integer.parseInt(arguments[1]));
  }

  /** The command of a small child with these arguments. */
  public static List<String> command(List<String> arguments) {
    return command(TinyMain.class, arguments);
  }

  static List<String> command(Class<?> main, List<String> arguments) {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return JavaCommand.of(main.getName())
        .flags("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .classPath(classPath)
        .arguments(arguments)
        .words();
  }
}
