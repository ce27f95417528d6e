package io.watershed.cluster.server;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.Ports;
import io.watershed.cluster.process.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An S3 server with one bucket, for tests and for trying S3 out. It is no part of the pipeline:
 * what is kept for long belongs on a server made for that.
 */
public final class S3Server extends ServerProcess {

  private static final String BUCKET = "watershed";

  private final ServerPort port;

  /** A server on a free port whose objects lie below {@code data}. */
  public S3Server(ProjectHome home, Path data) {
    super("s3", "the S3 server", home, data);
    this.port = new ServerPort(Ports.free(), "watershed.s3.endpoint");
  }

  /** {@code http://127.0.0.1:port}. */
  public String endpoint() {
    return "http://127.0.0.1:" + port.number();
  }

  /** {@code s3a://} with the name of the bucket, without a slash at its end. */
  public String root() {
    return "s3a://" + BUCKET;
  }

  /** The settings that point to this server, without the leading {@code watershed.}. */
  public Map<String, String> overrides() {
    return Map.of("s3.endpoint", endpoint(), "s3.path-style-access", "true");
  }

  @Override
  public String address() {
    return endpoint();
  }

  @Override
  List<ServerPort> ports() {
    return List.of(port);
  }

  @Override
  ChildProcess.Spec prepare() throws IOException {
    Path objects = ownData().resolve("objects");
    Files.createDirectories(objects);
    List<String> words =
        JavaCommand.of("io.watershed.cluster.s3.S3Main")
            .flags("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .flags("-Djava.awt.headless=true")
            .classPath(home().classPath("local-cluster/servers/s3"))
            .arguments(List.of(Integer.toString(port.number()), objects.toString(), BUCKET))
            .words();
    return ChildProcess.Spec.of(name(), words, data());
  }

  @Override
  boolean isReady() throws IOException, InterruptedException {
    return Loopback.get(endpoint() + "/" + BUCKET).contains(BUCKET);
  }
}
