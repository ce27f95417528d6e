package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Starts layers' processes on one data folder with one set of settings. */
final class LayerLauncher {
  /** Flags that open what Spark, Iceberg and Hadoop reach into. */
  static final List<String> OPENS = opens();

  private final ProjectHome home;
  private final Path data;
  private final Map<Layer, String> heaps;
  private final Map<String, String> properties;
  private final List<String> moreModules;

  /**
   * A launcher.
   *
   * @param settings name the heaps of the layers, and whether files lie on S3
   * @param properties system properties of every layer, such as {@code watershed.hdfs.uri}
   */
  LayerLauncher(ProjectHome home, Path data, Settings settings, Map<String, String> properties) {
    this.home = home;
    this.data = data;
    this.heaps = heaps(settings);
    this.properties = Map.copyOf(properties);
    this.moreModules = StorageModules.ofLayers(settings);
  }

  private static Map<Layer, String> heaps(Settings settings) {
    Map<Layer, String> heaps = new EnumMap<>(Layer.class);
    for (Layer layer : Layer.values()) {
      heaps.put(layer, settings.string("cluster.layers." + layer.title() + ".heap"));
    }
    return heaps;
  }

  /**
   * Starts a layer.
   *
   * @param name names its log, its pid file and its status file
   * @param output where its standard output goes; to its log when empty
   */
  ChildProcess start(Layer layer, String name, List<String> arguments, Optional<Path> output) {
    try {
      Path scratch = data.resolve("tmp").resolve(name);
      Files.createDirectories(scratch);
      Path statusFile = run().statusFile(name);
      Files.deleteIfExists(statusFile);
      Map<String, String> all = new TreeMap<>(properties);
      all.put("watershed.home", home.root().toString());
      all.put("watershed.data-dir", data.toString());
      all.put("watershed.status-file", statusFile.toString());
      all.put("log4j2.configurationFile", home.file("conf/log4j2.xml").toString());
      all.put("java.io.tmpdir", scratch.toString());
      all.put("java.awt.headless", "true");
      JavaCommand command =
          JavaCommand.of(layer.mainClass())
              .flags("-Xmx" + heaps.get(layer))
              .flags(layer.flags())
              .flags(OPENS)
              .properties(all)
              .classPath(home.classPath(layer.module()))
              .arguments(arguments);
      if (layer.usesSpark()) {
        moreModules.forEach(module -> command.classPath(home.classPath(module)));
      }
      // Spark would else listen on the address that the machine's name resolves to.
      ChildProcess.Spec spec =
          ChildProcess.Spec.of(name, command.words(), data)
              .withEnvironment(Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
      return ChildProcess.start(output.map(spec::withOutput).orElse(spec));
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "the " + name + " layer could not be started: " + failed.getMessage(), failed);
    }
  }

  /** Where the layers report how they stand. */
  RunFolder run() {
    return RunFolder.ofData(data);
  }

  /** The data folder. */
  Path data() {
    return data;
  }

  /** The system properties of every layer. */
  Map<String, String> properties() {
    return properties;
  }

  private static List<String> opens() {
    Properties filtered = new Properties();
    try (InputStream in = LayerLauncher.class.getResourceAsStream("layers.properties")) {
      filtered.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the list of opened packages cannot be read", unreadable);
    }
    return List.of(filtered.getProperty("java.opens").trim().split("\\s+"));
  }
}
