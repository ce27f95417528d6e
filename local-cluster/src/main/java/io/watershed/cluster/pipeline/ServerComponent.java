package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.server.ServerProcess;
import java.util.OptionalLong;

/** A server under supervision. */
record ServerComponent(ServerProcess server) implements Component {
  @Override
  public String name() {
    return server.name();
  }

  @Override
  public String title() {
    return server.title();
  }

  @Override
  public String address() {
    return server.address();
  }

  @Override
  public OptionalLong pid() {
    ChildProcess process = server.process();
    return process != null && process.isAlive()
        ? OptionalLong.of(process.pid())
        : OptionalLong.empty();
  }

  @Override
  public boolean isAlive() {
    return server.isAlive();
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public String reason() {
    return server.reason();
  }
}
