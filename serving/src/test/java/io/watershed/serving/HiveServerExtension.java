package io.watershed.serving;

import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the servers that all of them share; the first one starts them, side by side. */
public final class HiveServerExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(HiveServerExtension.class))
        .getOrComputeIfAbsent(LocalCluster.class, key -> start(), LocalCluster.class);
  }

  // JUnit closes what its store holds, since the cluster is AutoCloseable, after the last test.
  private static LocalCluster start() {
    try {
      Path data = Files.createTempDirectory("watershed-serving");
      return LocalCluster.start(
          data, Set.of(ServerKind.HIVE, ServerKind.ELASTICSEARCH, ServerKind.KAFKA));
    } catch (IOException problem) {
      throw new IllegalStateException("no temporary folder", problem);
    }
  }
}
