package io.watershed.cluster.server;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HiveServer2 with an embedded metastore and Tez in local mode. Start it once HDFS is ready. */
public final class HiveServer extends ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(HiveServer.class);
  static final String S3_MODULE = "local-cluster/servers/hive-s3";
  private static final String MODULE = "local-cluster/servers/hive";
  private static final String JAR = "hive-exec-";

  private final ClusterSettings settings;
  private HiveConnections connections;
  private final String fileSystem;

  /**
   * A server whose metastore lies below {@code data}.
   *
   * @param fileSystem the URI of the file system of its warehouse and staging folders
   */
  public HiveServer(ProjectHome home, Path data, ClusterSettings settings, String fileSystem) {
    super("hive", "HiveServer2", home, data);
    this.settings = settings;
    this.fileSystem = fileSystem;
  }

  /** {@code jdbc:hive2://127.0.0.1:port/}. */
  public String jdbcUrl() {
    return "jdbc:hive2://127.0.0.1:" + settings.port(Purpose.HIVE).number() + "/";
  }

  @Override
  public String address() {
    return jdbcUrl();
  }

  @Override
  List<ServerPort> ports() {
    return List.of(settings.port(Purpose.HIVE));
  }

  @Override
  ChildProcess.Spec prepare() throws IOException {
    Path configuration = ownData().resolve("conf");
    Path scratch = ownData().resolve("tmp");
    Files.createDirectories(scratch);
    linkJar();
    ConfigurationFiles.writeHadoop(configuration.resolve("core-site.xml"), fileSystem(scratch));
    ConfigurationFiles.writeHadoop(configuration.resolve("hive-site.xml"), properties(scratch));
    ConfigurationFiles.writeHadoop(configuration.resolve("tez-site.xml"), properties(scratch));
    ConfigurationFiles.writeHadoop(
        configuration.resolve("mapred-site.xml"), Map.of("mapreduce.framework.name", "local"));
    ConfigurationFiles.copy(
        "hive-log4j2.properties", configuration.resolve("hive-log4j2.properties"));
    String heap = settings.heap(ServerKind.HIVE);
    List<String> words =
        JavaCommand.of("org.apache.hive.service.server.HiveServer2")
            .flags("-Xms256m", "-Xmx" + heap, "-XX:+UseSerialGC")
            // Halves the time to the first answer; heavy queries take somewhat longer.
            .flags("-XX:TieredStopAtLevel=1")
            .flags(opens())
            .flags("-Djava.io.tmpdir=" + scratch, "-Djava.awt.headless=true")
            .flags("-Djava.net.preferIPv4Stack=true")
            .flags("-Dderby.stream.error.file=" + ownData().resolve("tmp/derby.log"))
            .classPath(List.of(configuration))
            .classPath(home().classPath(MODULE))
            .classPath(settings.s3().isPresent() ? home().classPath(S3_MODULE) : List.of())
            .words();
    return ChildProcess.Spec.of(name(), words, data()).in(ownData());
  }

  private Path jars() {
    return ownData().resolve("jars");
  }

  /**
   * Puts Hive's own jar where Hive looks for its copy, under the name that Hive gives it, with the
   * SHA-256 of its bytes. Else it copies the jar for its first query; cancelled or killed while it
   * does, it leaves half a copy and refuses every query from then on.
   */
  private void linkJar() throws IOException {
    Path jar =
        home().classPath(MODULE).stream()
            .filter(path -> path.getFileName().toString().startsWith(JAR))
            .findFirst()
            .orElseThrow(() -> new IOException("the class path of Hive lacks its jar " + JAR));
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "-" + sha256(jar) + ".jar");
    Files.createDirectories(jars());
    Path link = jars().resolve(name);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, jar);
  }

  private static String sha256(Path file) throws IOException {
    try (DigestInputStream bytes =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static List<String> opens() {
    return Stream.of(
            "java.lang",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.regex")
        .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
        .toList();
  }

  private Map<String, String> fileSystem(Path scratch) {
    Map<String, String> properties = new HashMap<>();
    settings.s3().ifPresent(s3 -> properties.putAll(s3.hadoopProperties()));
    properties.put("fs.defaultFS", fileSystem);
    properties.put("hadoop.tmp.dir", scratch.resolve("hadoop").toString());
    properties.put("dfs.replication", "1");
    properties.put("dfs.client.block.write.replace-datanode-on-failure.enable", "false");
    return properties;
  }

  private Map<String, String> properties(Path scratch) {
    String metastore = ownData().resolve("metastore").toString();
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "javax.jdo.option.ConnectionURL", "jdbc:derby:;databaseName=" + metastore + ";create=true");
    properties.put("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
    properties.put("datanucleus.schema.autoCreateAll", "true");
    properties.put("hive.metastore.schema.verification", "false");
    properties.put("hive.metastore.uris", "");
    properties.put("hive.metastore.event.db.notification.api.auth", "false");
    properties.put("hive.metastore.warehouse.dir", fileSystem + "/user/hive/managed");
    properties.put("hive.metastore.warehouse.external.dir", fileSystem + "/user/hive/external");
    properties.put("hive.exec.scratchdir", fileSystem + "/tmp/hive");
    properties.put("hive.exec.local.scratchdir", scratch.resolve("local").toString());
    properties.put("hive.downloaded.resources.dir", scratch.resolve("resources").toString());
    properties.put("hive.querylog.location", scratch.resolve("querylog").toString());
    properties.put("hive.server2.thrift.bind.host", "127.0.0.1");
    properties.put(
        "hive.server2.thrift.port", Integer.toString(settings.port(Purpose.HIVE).number()));
    properties.put("hive.server2.authentication", "NONE");
    properties.put("hive.server2.enable.doAs", "false");
    properties.put("hive.server2.webui.port", "0");
    properties.put("hive.server2.logging.operation.enabled", "false");
    properties.put("hive.async.log.enabled", "false");
    properties.put("hive.support.concurrency", "false");
    properties.put("hive.txn.manager", "org.apache.hadoop.hive.ql.lockmgr.DummyTxnManager");
    properties.put("hive.compactor.initiator.on", "false");
    properties.put("hive.compactor.worker.threads", "0");
    // Hive 4.0.1 answers TRUNC(date, 'MM') wrongly where it is vectorized.
    properties.put("hive.vectorized.execution.enabled", "false");
    // Two queries that scan side by side read each other's files; see the hook.
    properties.put("hive.query.lifetime.hooks", "io.watershed.cluster.hive.QueryTurns");
    properties.put("hive.execution.engine", "tez");
    properties.put("hive.jar.directory", jars().toUri().toString());
    properties.put("tez.local.mode", "true");
    properties.put("tez.ignore.lib.uris", "true");
    properties.put("tez.runtime.optimize.local.fetch", "true");
    properties.put("tez.staging-dir", fileSystem + "/tmp/tez-staging");
    properties.put("hive.tez.container.size", "512");
    properties.put("hive.server2.tez.initialize.default.sessions", "false");
    properties.put("hive.fetch.task.conversion", "more");
    return properties;
  }

  @Override
  boolean isReady() throws IOException, SQLException {
    Loopback.connect(settings.port(Purpose.HIVE).number());
    try (Connection connection = connections().open(Duration.ZERO);
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT 1")) {
      return one.next();
    }
  }

  private synchronized HiveConnections connections() {
    if (connections == null) {
      connections = HiveConnections.from(Settings.of(Map.of("hive.jdbc-url", jdbcUrl())));
    }
    return connections;
  }

  /**
   * Runs a query that is thrown away, so that the first one that matters does not wait for the
   * engine to load, which takes ten seconds.
   */
  public void warmUp() {
    try (Connection connection = connections().open();
        Statement statement = connection.createStatement();
        ResultSet groups =
            statement.executeQuery(
                "SELECT word, count(*) FROM (SELECT explode(array('a', 'b', 'a')) AS word) AS words"
                    + " GROUP BY word")) {
      groups.next();
    } catch (SQLException | RuntimeException notWarm) {
      LOG.debug("the warming query of HiveServer2 failed", notWarm);
    }
  }

  @Override
  synchronized void beforeEnd() {
    if (connections != null) {
      connections.close();
      connections = null;
    }
  }
}
