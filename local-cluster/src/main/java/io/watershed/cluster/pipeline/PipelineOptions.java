package io.watershed.cluster.pipeline;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.ClusterSettings;
import io.watershed.core.settings.Settings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a pipeline consists of and where it keeps its data. Made by {@link #in} and changed by the
 * methods that follow it.
 *
 * @param home the built project
 * @param data its data folder
 * @param settings the settings it is started with
 * @param ports the embedded servers' ports and heaps; empty for servers that run elsewhere
 * @param servers which servers are embedded
 * @param layers which of the layers that run for long are started
 * @param batches whether the batch layer runs every hour, and exports follow it
 * @param properties system properties of every layer, beyond those that point to the servers
 */
public record PipelineOptions(
    ProjectHome home,
    Path data,
    Settings settings,
    Optional<ClusterSettings> ports,
    Set<ServerKind> servers,
    Set<Layer> layers,
    Batches batches,
    Map<String, String> properties) {

  /** When the batch layer runs. */
  public enum Batches {
    /** After the first readings are in, then every hour. */
    HOURLY,
    /** When asked. */
    ON_DEMAND
  }

  /** Copies its collections. */
  public PipelineOptions {
    servers = Set.copyOf(servers);
    layers = Set.copyOf(layers);
    properties = Map.copyOf(properties);
  }

  /**
   * All servers on free ports with the streaming layers, batches on demand, in a folder of its own:
   * what a test wants.
   */
  public static PipelineOptions in(Path data) {
    Settings settings = Settings.load();
    return new PipelineOptions(
        ProjectHome.ofThisProcess(),
        data.toAbsolutePath().normalize(),
        settings,
        Optional.of(ClusterSettings.onFreePorts(settings)),
        EnumSet.allOf(ServerKind.class),
        EnumSet.of(Layer.INGESTION, Layer.SPEED),
        Batches.ON_DEMAND,
        givenProperties());
  }

  /** The same with the addresses of the settings. */
  public PipelineOptions onUsualPorts() {
    return new PipelineOptions(
        home,
        data,
        settings,
        Optional.of(ClusterSettings.from(settings)),
        servers,
        layers,
        batches,
        properties);
  }

  /** The same with servers that run elsewhere, at the addresses of the settings. */
  public PipelineOptions withServersElsewhere() {
    return new PipelineOptions(
        home, data, settings, Optional.empty(), servers, layers, batches, properties);
  }

  /** The same with these servers. */
  public PipelineOptions withServers(Set<ServerKind> kinds) {
    return new PipelineOptions(home, data, settings, ports, kinds, layers, batches, properties);
  }

  /** The same with these layers. */
  public PipelineOptions withLayers(Set<Layer> started) {
    return new PipelineOptions(home, data, settings, ports, servers, started, batches, properties);
  }

  /** The same with batches at these times. */
  public PipelineOptions withBatches(Batches when) {
    return new PipelineOptions(home, data, settings, ports, servers, layers, when, properties);
  }

  /** The same with these system properties for every layer, such as {@code watershed.…}. */
  public PipelineOptions withProperties(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(properties);
    all.putAll(more);
    return new PipelineOptions(home, data, settings, ports, servers, layers, batches, all);
  }

  /** Settings given to this process as system properties hold for the layers too. */
  private static Map<String, String> givenProperties() {
    Map<String, String> given = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("watershed.")
          && !name.equals("watershed.home")
          && !name.equals("watershed.realData")) {
        String value = System.getProperty(name);
        // A layer's working directory is another one.
        given.put(
            name,
            name.equals("watershed.config-file")
                ? Path.of(value).toAbsolutePath().toString()
                : value);
      }
    }
    return given;
  }
}
