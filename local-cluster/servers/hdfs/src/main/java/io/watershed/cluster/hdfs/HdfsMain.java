package io.watershed.cluster.hdfs;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * Runs a NameNode and a DataNode until the process is told to stop. The one argument is a Hadoop
 * configuration file with every address and folder.
 */
public final class HdfsMain {
  private HdfsMain() {}

  /**
   * Starts both and waits for their end.
   *
   * @param arguments the path of the configuration file
   * @throws Exception if either does not start; the message of the cause names the port or folder
   */
  public static void main(String[] arguments) throws Exception {
    try {
      run(new org.apache.hadoop.fs.Path(Path.of(arguments[0]).toUri()));
    } catch (Exception | Error failed) {
      // A failed node leaves threads behind that would keep a dead server alive.
      failed.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(org.apache.hadoop.fs.Path settings) throws Exception {
    Configuration configuration = new HdfsConfiguration();
    configuration.addResource(settings);
    // Two nodes in one JVM register metrics of the same name.
    DefaultMetricsSystem.setMiniClusterMode(true);
    Path names = Path.of(URI.create(configuration.get(DFSConfigKeys.DFS_NAMENODE_NAME_DIR_KEY)));
    if (!Files.exists(names.resolve("current").resolve("VERSION"))) {
      NameNode.format(configuration);
    }
    NameNode nameNode = NameNode.createNameNode(new String[0], configuration);
    DataNode dataNode = DataNode.createDataNode(new String[0], configuration);
    if (nameNode == null || dataNode == null) {
      throw new IllegalStateException("the NameNode or the DataNode refused its configuration");
    }
    // No orderly end: every edit is on disk when it is acknowledged, and what the nodes want to
    // save on
    // their way out they save by hooks of their own.
    nameNode.join();
  }
}
