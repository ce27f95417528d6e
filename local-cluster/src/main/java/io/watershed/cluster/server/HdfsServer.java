package io.watershed.cluster.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** HDFS: a NameNode and a DataNode in one process, with one copy of every block. */
public final class HdfsServer extends ServerProcess {

  private final ClusterSettings settings;

  /** A file system on these ports whose blocks lie below {@code data}. */
  public HdfsServer(ProjectHome home, Path data, ClusterSettings settings) {
    super("hdfs", "HDFS", home, data);
    this.settings = settings;
  }

  /** {@code hdfs://127.0.0.1:port}, without a slash at its end. */
  public String uri() {
    return "hdfs://" + local(Purpose.HDFS);
  }

  /** The NameNode's page. */
  public String page() {
    return "http://" + local(Purpose.HDFS_PAGE);
  }

  @Override
  public String address() {
    return uri();
  }

  private String local(Purpose purpose) {
    return "127.0.0.1:" + settings.port(purpose).number();
  }

  @Override
  List<ServerPort> ports() {
    return Stream.of(
            Purpose.HDFS,
            Purpose.HDFS_PAGE,
            Purpose.HDFS_DATA,
            Purpose.HDFS_DATA_CALLS,
            Purpose.HDFS_DATA_PAGE)
        .map(settings::port)
        .toList();
  }

  @Override
  ChildProcess.Spec prepare() throws IOException {
    Path configuration = ownData().resolve("conf");
    Files.createDirectories(ownData().resolve("tmp"));
    ConfigurationFiles.writeHadoop(configuration.resolve("watershed-hdfs.xml"), properties());
    ConfigurationFiles.copy("hdfs-log4j.properties", configuration.resolve("log4j.properties"));
    String heap = settings.heap(ServerKind.HDFS);
    List<String> words =
        JavaCommand.of("io.watershed.cluster.hdfs.HdfsMain")
            .flags("-Xms128m", "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .flags("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true")
            .flags("-Djava.net.preferIPv4Stack=true")
            .classPath(List.of(configuration))
            .classPath(home().classPath("local-cluster/servers/hdfs"))
            .arguments(List.of(configuration.resolve("watershed-hdfs.xml").toString()))
            .words();
    return ChildProcess.Spec.of(name(), words, data());
  }

  private Map<String, String> properties() {
    return Map.ofEntries(
        Map.entry("fs.defaultFS", uri()),
        Map.entry("hadoop.tmp.dir", ownData().resolve("tmp").toString()),
        Map.entry("dfs.namenode.rpc-address", local(Purpose.HDFS)),
        Map.entry("dfs.namenode.rpc-bind-host", "127.0.0.1"),
        Map.entry("dfs.namenode.http-address", local(Purpose.HDFS_PAGE)),
        Map.entry("dfs.namenode.http-bind-host", "127.0.0.1"),
        Map.entry("dfs.namenode.name.dir", ownData().resolve("name").toUri().toString()),
        Map.entry("dfs.datanode.data.dir", ownData().resolve("blocks").toString()),
        Map.entry("dfs.datanode.address", local(Purpose.HDFS_DATA)),
        Map.entry("dfs.datanode.ipc.address", local(Purpose.HDFS_DATA_CALLS)),
        Map.entry("dfs.datanode.http.address", local(Purpose.HDFS_DATA_PAGE)),
        Map.entry("dfs.datanode.hostname", "127.0.0.1"),
        Map.entry("dfs.namenode.datanode.registration.ip-hostname-check", "false"),
        Map.entry("dfs.replication", "1"),
        Map.entry("dfs.permissions.enabled", "false"),
        // Its blocks are all reported with the first report of the only DataNode.
        Map.entry("dfs.namenode.safemode.extension", "0"),
        Map.entry("dfs.heartbeat.interval", "1"),
        Map.entry("dfs.blockreport.initialDelay", "0"),
        Map.entry("dfs.client.block.write.replace-datanode-on-failure.enable", "false"),
        Map.entry("dfs.datanode.du.reserved", "0"),
        Map.entry("dfs.namenode.handler.count", "8"),
        Map.entry("dfs.namenode.acls.enabled", "false"));
  }

  @Override
  boolean isReady() throws IOException, InterruptedException {
    JsonNode state = bean("FSNamesystemState");
    return "Operational".equals(state.path("FSState").asText())
        && state.path("NumLiveDataNodes").asInt() == 1
        && bean("NameNodeInfo").path("Safemode").asText().isEmpty();
  }

  private JsonNode bean(String bean) throws IOException, InterruptedException {
    String query = "/jmx?qry=Hadoop:service=NameNode,name=" + bean;
    return Json.MAPPER.readTree(Loopback.get(page() + query)).path("beans").path(0);
  }
}
