package io.watershed.cluster.server;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.Ports;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.core.settings.S3Settings;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Hive Metastore that others connect to, for tests of the catalog of that name. It is no part of
 * the pipeline: the embedded HiveServer2 has a metastore within itself.
 */
public final class MetastoreServer extends ServerProcess {

  private final ServerPort port;
  private final Optional<S3Settings> s3;

  /**
   * A server on a free port whose database lies below {@code data}.
   *
   * @param settings say how S3 is reached, where tables lie there
   */
  public MetastoreServer(ProjectHome home, Path data, Settings settings) {
    super("metastore", "the Hive Metastore", home, data);
    this.port = new ServerPort(Ports.free(), "watershed.master.catalog-properties.uri");
    this.s3 = S3Settings.from(settings);
  }

  @Override
  public String address() {
    return "thrift://127.0.0.1:" + port.number();
  }

  @Override
  List<ServerPort> ports() {
    return List.of(port);
  }

  @Override
  ChildProcess.Spec prepare() throws IOException {
    Path configuration = ownData().resolve("conf");
    Path scratch = Files.createDirectories(ownData().resolve("tmp"));
    Map<String, String> files = new HashMap<>();
    files.put("hadoop.tmp.dir", scratch.toString());
    s3.ifPresent(settings -> files.putAll(settings.hadoopProperties()));
    ConfigurationFiles.writeHadoop(configuration.resolve("core-site.xml"), files);
    ConfigurationFiles.writeHadoop(configuration.resolve("hive-site.xml"), properties());
    ConfigurationFiles.copy(
        "hive-log4j2.properties", configuration.resolve("hive-log4j2.properties"));
    List<String> words =
        JavaCommand.of("org.apache.hadoop.hive.metastore.HiveMetaStore")
            .flags("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .flags(HiveServer.opens())
            .flags("-Djava.io.tmpdir=" + scratch, "-Djava.awt.headless=true")
            .flags("-Djava.net.preferIPv4Stack=true")
            .flags("-Dderby.stream.error.file=" + scratch.resolve("derby.log"))
            .flags("-Dlog4j.configurationFile=" + configuration.resolve("hive-log4j2.properties"))
            .classPath(List.of(configuration))
            .classPath(home().classPath("local-cluster/servers/hive"))
            .classPath(s3.isPresent() ? home().classPath(HiveServer.S3_MODULE) : List.of())
            .arguments(List.of("-p", Integer.toString(port.number())))
            .words();
    return ChildProcess.Spec.of(name(), words, data()).in(ownData());
  }

  private Map<String, String> properties() {
    Path database = ownData().resolve("database");
    return Map.of(
        "javax.jdo.option.ConnectionURL",
        "jdbc:derby:;databaseName=" + database + ";create=true",
        "javax.jdo.option.ConnectionDriverName",
        "org.apache.derby.jdbc.EmbeddedDriver",
        "datanucleus.schema.autoCreateAll",
        "true",
        "hive.metastore.schema.verification",
        "false",
        "hive.metastore.event.db.notification.api.auth",
        "false",
        "metastore.thrift.bind.host",
        "127.0.0.1",
        "hive.metastore.warehouse.dir",
        ownData().resolve("managed").toUri().toString(),
        "hive.metastore.warehouse.external.dir",
        ownData().resolve("external").toUri().toString());
  }

  @Override
  boolean isReady() throws IOException {
    Loopback.connect(port.number());
    return true;
  }
}
