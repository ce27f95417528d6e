package io.watershed.benchmarks;

import io.watershed.cluster.process.ProjectHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A process that is measured from the moment it is started to the moment it has ended. */
final class Contestant {

  /**
   * What a process did.
   *
   * @param seconds from start to end of the process
   * @param output its standard output, without blanks at the ends
   */
  record Finish(double seconds, String output) {}

  private final ProjectHome home;
  private final Path folder;
  private final List<String> flags;

  Contestant(ProjectHome home, Path folder, List<String> flags) {
    this.home = home;
    this.folder = folder;
    this.flags = flags;
  }

  /** Starts the main class of a module; its log goes to a file of that name. */
  Process start(String module, String mainClass, String name, Map<String, String> properties)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.add("-Dwatershed.home=" + home.root());
    words.add("-Dlog4j2.configurationFile=" + home.file("conf/log4j2.xml"));
    properties.forEach((key, value) -> words.add("-D" + key + "=" + value));
    words.add("-cp");
    words.add(
        home.classPath(module).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    words.add(mainClass);
    return new ProcessBuilder(words)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".log").toFile())
        .start();
  }

  /** Runs the main class to its end. */
  Finish run(String module, String mainClass, String name, Map<String, String> properties)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = start(module, mainClass, name, properties).waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (status != 0) {
      throw new IllegalStateException(
          name + " ended with " + status + "; its log is " + folder.resolve(name + ".log"));
    }
    return new Finish(seconds, Files.readString(folder.resolve(name + ".out")).strip());
  }
}
