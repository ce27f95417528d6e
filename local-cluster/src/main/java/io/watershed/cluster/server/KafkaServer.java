package io.watershed.cluster.server;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** A Kafka broker that is its own controller. */
public final class KafkaServer extends ServerProcess {
  private static final long ADMIN_SECONDS = 30;

  private final ClusterSettings settings;
  private Admin admin;

  /** A broker on these ports whose log segments lie below {@code data}. */
  public KafkaServer(ProjectHome home, Path data, ClusterSettings settings) {
    super("kafka", "Kafka", home, data);
    this.settings = settings;
  }

  /** Host and port, as clients take it. */
  public String bootstrapServers() {
    return "127.0.0.1:" + settings.port(Purpose.KAFKA).number();
  }

  @Override
  public String address() {
    return bootstrapServers();
  }

  @Override
  List<ServerPort> ports() {
    return List.of(settings.port(Purpose.KAFKA), settings.port(Purpose.KAFKA_CONTROLLER));
  }

  @Override
  ChildProcess.Spec prepare() throws IOException {
    Path properties = ownData().resolve("conf/server.properties");
    ConfigurationFiles.writeProperties(properties, brokerProperties());
    Path logging = ownData().resolve("conf/log4j2.xml");
    ConfigurationFiles.copy("kafka-log4j2.xml", logging);
    String heap = settings.heap(ServerKind.KAFKA);
    List<String> words =
        JavaCommand.of("io.watershed.cluster.kafka.KafkaMain")
            .flags("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC")
            // Its work is in the kernel and in intrinsics; the second compiler would double its
            // start.
            .flags("-XX:TieredStopAtLevel=1")
            .flags("-Dlog4j2.configurationFile=" + logging, "-Djava.awt.headless=true")
            .classPath(home().classPath("local-cluster/servers/kafka"))
            .arguments(List.of(properties.toString()))
            .words();
    return ChildProcess.Spec.of(name(), words, data());
  }

  private Map<String, String> brokerProperties() {
    int controller = settings.port(Purpose.KAFKA_CONTROLLER).number();
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
        Map.entry(
            "listeners",
            "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://127.0.0.1:" + controller),
        Map.entry("advertised.listeners", "PLAINTEXT://" + bootstrapServers()),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("log.dirs", ownData().resolve("data").toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("num.recovery.threads.per.data.dir", "2"),
        Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
        // One broker elects nobody: the waits meant for several only delay its start.
        Map.entry("controller.quorum.election.timeout.ms", "200"),
        Map.entry("controller.quorum.election.backoff.max.ms", "200"),
        Map.entry("controlled.shutdown.enable", "true"));
  }

  @Override
  boolean isReady() throws Exception {
    // The client logs every refused connection; the first one is made when the port answers.
    Loopback.connect(settings.port(Purpose.KAFKA).number());
    return !admin().describeCluster().nodes().get(ADMIN_SECONDS, TimeUnit.SECONDS).isEmpty();
  }

  /** A client of the broker, made at its first use and closed with the server. */
  public synchronized Admin admin() {
    if (admin == null) {
      admin =
          Admin.create(
              Map.of(
                  "bootstrap.servers", bootstrapServers(),
                  "reconnect.backoff.ms", "50",
                  "reconnect.backoff.max.ms", "250",
                  "request.timeout.ms", "5000",
                  "default.api.timeout.ms", "15000"));
    }
    return admin;
  }

  /** Creates a topic with the broker's defaults; an existing one is left as it is. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Creates a topic; an existing one is left as it is.
   *
   * @param configuration the topic's settings, such as {@code retention.ms}
   * @throws IllegalStateException if the broker refuses or does not answer
   */
  public void createTopic(String name, int partitions, Map<String, String> configuration) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configuration);
    try {
      admin().createTopics(List.of(topic)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("topic " + name + " could not be created", refused);
      }
    } catch (TimeoutException late) {
      throw new IllegalStateException("topic " + name + " could not be created in time", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic " + name, interrupted);
    }
  }

  @Override
  synchronized void beforeEnd() {
    if (admin != null) {
      admin.close(java.time.Duration.ZERO);
      admin = null;
    }
  }
}
