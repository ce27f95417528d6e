package io.watershed.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.TinyMain;
import io.watershed.core.failure.ExitCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path data;
  private final AtomicLong now = new AtomicLong();
  private Events events;
  private Supervisor supervisor;
  private TinyComponent component;

  @BeforeEach
  void begin() {
    events = new Events(Clock.systemUTC(), data.resolve("log/pipeline.log"));
    supervisor = new Supervisor(events, now::get);
  }

  @AfterEach
  void end() {
    supervisor.close();
    if (component != null) {
      component.kill();
    }
  }

  /** A component with a real process. */
  private static final class TinyComponent implements Component {
    private final Path data;
    private final String behaviour;
    private volatile ChildProcess process;

    TinyComponent(Path data, String behaviour) {
      this.data = data;
      this.behaviour = behaviour;
    }

    @Override
    public String name() {
      return "tiny";
    }

    @Override
    public String title() {
      return "Tiny";
    }

    @Override
    public String address() {
      return "";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.empty();
    }

    @Override
    public boolean isAlive() {
      return process != null && process.isAlive();
    }

    @Override
    public void start() {
      process =
          ChildProcess.start(
              ChildProcess.Spec.of("tiny", TinyMain.command(List.of("-", behaviour)), data));
    }

    @Override
    public void stop() {
      process.stop(LONG);
    }

    @Override
    public void kill() {
      if (process != null) {
        process.kill();
      }
    }

    @Override
    public String reason() {
      return process.reason();
    }

    @Override
    public boolean isHopeless() {
      return process.exitStatus().orElse(0) == ExitCode.BAD_INPUT;
    }
  }

  @Test
  void pausesDoubleUpToHalfAMinute() {
    assertThat(List.of(1, 2, 3, 4, 5, 6, 50).stream().map(Supervisor::pause).toList())
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));
  }

  @Test
  void startsAgainWhatWasKilledAfterItsPause() {
    start("wait");
    component.kill();

    supervisor.look(component);
    supervisor.look(component);
    assertThat(component.isAlive()).as("before the pause is over").isFalse();
    assertThat(supervisor.isRestarting(component)).isTrue();

    pass(Duration.ofSeconds(1));
    supervisor.look(component);

    await().atMost(LONG).until(() -> supervisor.restarts(component) == 1);
    assertThat(component.isAlive()).isTrue();
    assertThat(texts()).last().isEqualTo("Tiny runs again");
    assertThat(texts()).first().asString().startsWith("Tiny has ended and is started again in 1 s");
  }

  @Test
  void countsAsFailedAfterFiveFailuresInARow() {
    start("1");
    for (int failure = 1; failure <= Supervisor.TOO_MANY; failure++) {
      int restarts = failure - 1;
      await().atMost(LONG).until(() -> !component.isAlive());
      assertThat(supervisor.failure()).as("after %s failures", restarts).isEmpty();
      supervisor.look(component);
      pass(Duration.ofSeconds(30));
      supervisor.look(component);
      await().atMost(LONG).until(() -> supervisor.restarts(component) > restarts);
    }

    assertThat(supervisor.failure()).contains("Tiny failed: ERROR as told");
  }

  @Test
  void doesNotStartAgainWhatWasGivenBadInput() {
    start("2");
    await().atMost(LONG).until(() -> !component.isAlive());

    supervisor.look(component);
    pass(Duration.ofMinutes(5));
    supervisor.look(component);

    assertThat(supervisor.restarts(component)).isZero();
    assertThat(texts()).containsExactly("Tiny cannot run: ERROR as told");
    assertThat(supervisor.failure()).contains("Tiny failed: ERROR as told");
  }

  @Test
  void leavesAloneWhatItNoLongerWatches() {
    start("wait");
    supervisor.forget(component);
    component.kill();

    supervisor.look(component);

    assertThat(texts()).isEmpty();
  }

  private void start(String behaviour) {
    component = new TinyComponent(data, behaviour);
    component.start();
    supervisor.watch(component);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private List<String> texts() {
    return events.recent().stream().map(Events.Event::text).toList();
  }
}
