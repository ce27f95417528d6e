package io.watershed.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path data;

  @Test
  void tellsStatusAndReasonOfAChildThatFailed() {
    ChildProcess child = start("failing", List.of("-", "7"));

    assertThat(child.awaitEnd(LONG)).isTrue();
    assertThat(child.exitStatus()).hasValue(7);
    assertThat(child.reason()).isEqualTo("ERROR as told");
    assertThat(child.wasEndedHere()).isFalse();
  }

  @Test
  void stopEndsAChildAndForgetsItsId() throws IOException {
    ChildProcess child = start("waiting", List.of("-", "wait"));
    Path pidFile = data.resolve("run/waiting.pid");
    assertThat(ChildProcess.running(pidFile)).isPresent();

    child.stop(LONG);

    assertThat(child.isAlive()).isFalse();
    assertThat(child.wasEndedHere()).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void aNewStartEndsTheChildThatWasLeftBehind() throws IOException {
    ChildProcess left = start("same", List.of("-", "wait"));

    ChildProcess next = start("same", List.of("-", "wait"));

    assertThat(left.isAlive()).isFalse();
    assertThat(next.isAlive()).isTrue();
    next.kill();
  }

  @Test
  void anIdThatAnotherProcessGotMeanwhileIsNotMistakenForTheChild() throws IOException {
    Path pidFile = data.resolve("reused.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z");

    assertThat(ChildProcess.running(pidFile)).isEmpty();
  }

  /** As when somebody asks for a batch run while the schedule's own is going on. */
  @Test
  void aChildOfAnotherLauncherGoesOnBesideOneOfTheSameName() throws IOException {
    ChildProcess parent = parent();
    ProcessHandle grandchild = grandchild();

    ChildProcess beside = startBeside();
    assertThat(grandchild.isAlive()).isTrue();
    assertThat(ChildProcess.running(data.resolve("below/run/" + TinyParentMain.CHILD + ".pid")))
        .contains(grandchild);

    ChildProcess next = startBeside();
    assertThat(beside.isAlive()).as("the one that this launcher left behind").isFalse();
    assertThat(grandchild.isAlive()).isTrue();
    next.stop(LONG);
    parent.kill();
  }

  @Test
  void aChildEndsWhenItsLauncherIsKilled() throws IOException {
    ChildProcess parent = parent();
    ProcessHandle grandchild = grandchild();
    assertThat(grandchild.isAlive()).isTrue();

    parent.kill();

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(grandchild.isAlive()).as("child of a killed launcher").isFalse());
  }

  private ChildProcess parent() {
    return ChildProcess.start(
        ChildProcess.Spec.of(
            "parent",
            TinyMain.command(
                TinyParentMain.class,
                List.of(data.resolve("below").toString(), data.resolve("said").toString())),
            data));
  }

  /** The child of the parent, once it has said which it is. */
  private ProcessHandle grandchild() throws IOException {
    Path said = data.resolve("said");
    await().atMost(LONG).until(() -> Files.exists(said) && !Files.readString(said).isBlank());
    return ProcessHandle.of(Long.parseLong(Files.readString(said))).orElseThrow();
  }

  /** A child of this process, with the name and the folder of the parent's. */
  private ChildProcess startBeside() {
    return ChildProcess.start(
        ChildProcess.Spec.of(
            TinyParentMain.CHILD, TinyMain.command(List.of("-", "wait")), data.resolve("below")));
  }

  private ChildProcess start(String name, List<String> arguments) {
    return ChildProcess.start(ChildProcess.Spec.of(name, TinyMain.command(arguments), data));
  }
}
