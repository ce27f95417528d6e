package io.watershed.cluster.server;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Elasticsearch node. The server's JVM is started without the distribution's own launcher,
 * which would stay beside it as a second JVM; when this process ends, the end of its standard input
 * ends it.
 */
public final class ElasticsearchServer extends ServerProcess {
  private final ClusterSettings settings;

  /**
   * A node on these ports whose indices lie below {@code data} or where its user can reach them.
   */
  public ElasticsearchServer(ProjectHome home, Path data, ClusterSettings settings) {
    super("elasticsearch", "Elasticsearch", home, data);
    this.settings = settings;
  }

  /** {@code http://127.0.0.1:port}, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + settings.port(Purpose.ELASTICSEARCH).number();
  }

  @Override
  public String address() {
    return url();
  }

  @Override
  List<ServerPort> ports() {
    return List.of(
        settings.port(Purpose.ELASTICSEARCH), settings.port(Purpose.ELASTICSEARCH_TRANSPORT));
  }

  @Override
  ChildProcess.Spec prepare() throws IOException {
    ElasticsearchLocation location = ElasticsearchLocation.prepare(data());
    Path distribution = ElasticsearchDistribution.unpacked(archive(home()));
    ConfigurationFiles.copy(
        "elasticsearch-log4j2.properties", location.configuration().resolve("log4j2.properties"));
    List<String> words = new ArrayList<>(JavaCommand.ownSession());
    if (ServiceUser.isNeeded()) {
      words.addAll(ServiceUser.stepDown());
      location.giveToServiceUser();
    }
    words.add(JavaCommand.java().toString());
    words.addAll(flags(distribution, location));
    Map<String, String> node = new TreeMap<>(nodeSettings(location));
    node.put("path.home", distribution.toString());
    byte[] arguments =
        new ElasticsearchArguments(node, location.configuration(), location.logs()).toBytes();
    return ChildProcess.Spec.of(name(), words, data())
        .withEnvironment(
            Map.of(
                "LIBFFI_TMPDIR", location.scratch().toString(),
                "ES_JAVA_HOME", System.getProperty("java.home")))
        .withInput(arguments)
        .in(location.scratch());
  }

  /** The archive that the build fetched. */
  public static Path archive(ProjectHome home) {
    return home.file("local-cluster/servers/elasticsearch/target/elasticsearch.zip");
  }

  private List<String> flags(Path distribution, ElasticsearchLocation location) throws IOException {
    String heap = settings.heap(ServerKind.ELASTICSEARCH);
    List<String> flags =
        new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC", "-Xss1m"));
    // What its own launcher passes, less what a short-lived node on two cores is better without:
    // touching the whole heap first, and the collector's log.
    flags.addAll(
        List.of(
            "-Des.networkaddress.cache.ttl=60",
            "-Des.networkaddress.cache.negative.ttl=10",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Djna.nosys=true",
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.recycler.maxCapacityPerThread=0",
            "-Dlog4j.shutdownHookEnabled=false",
            "-Dlog4j2.disable.jmx=true",
            "-Dlog4j2.formatMsgNoLookups=true",
            "-Djava.locale.providers=SPI,COMPAT",
            "-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion="
                + Runtime.version().feature(),
            "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
            "-Des.distribution.type=zip",
            "-Des.java.type=ES_JAVA_HOME",
            "-Des.entitlements.enabled=true",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "--patch-module=java.base=" + bridge(distribution),
            "--add-exports=java.base/org.elasticsearch.entitlement.bridge="
                + "org.elasticsearch.entitlement,java.logging,java.net.http,java.naming,jdk.net",
            "-Des.path.home=" + distribution,
            "-Djava.io.tmpdir=" + location.scratch(),
            "-XX:ErrorFile=" + location.scratch().resolve("hs_err_pid%p.log"),
            "--module-path=" + distribution.resolve("lib"),
            "--add-modules=jdk.net",
            "--add-modules=jdk.management.agent",
            "--add-modules=ALL-MODULE-PATH",
            "-m",
            "org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch"));
    return flags;
  }

  private static Path bridge(Path distribution) throws IOException {
    Path folder = distribution.resolve("lib/entitlement-bridge");
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException("the distribution is not whole: " + folder + " holds no jar");
  }

  private Map<String, String> nodeSettings(ElasticsearchLocation location) {
    return Map.ofEntries(
        Map.entry("cluster.name", "watershed"),
        Map.entry("node.name", "watershed-1"),
        Map.entry("path.data", location.indices().toString()),
        Map.entry("path.logs", location.logs().toString()),
        Map.entry("network.host", "127.0.0.1"),
        Map.entry("http.port", Integer.toString(settings.port(Purpose.ELASTICSEARCH).number())),
        Map.entry(
            "transport.port",
            Integer.toString(settings.port(Purpose.ELASTICSEARCH_TRANSPORT).number())),
        Map.entry("discovery.type", "single-node"),
        // It listens on the loopback address only.
        Map.entry("xpack.security.enabled", "false"),
        // A developer's disk is often nearly full; an index made read-only for that would stop the
        // stream.
        Map.entry("cluster.routing.allocation.disk.threshold_enabled", "false"),
        Map.entry("indices.memory.index_buffer_size", "25%"));
  }

  @Override
  boolean isReady() throws IOException, InterruptedException {
    String health = Loopback.get(url() + "/_cluster/health?wait_for_status=yellow&timeout=5s");
    return health.contains("\"timed_out\":false");
  }
}
