package io.watershed.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureReasonTest {
  @Test
  void quotesTheLastErrorWithoutItsTimeAndClass() {
    String log =
        """
        2026-01-01T00:00:00.000Z INFO  Main: starting
        2026-01-01T00:00:01.000Z ERROR Main: setting x is not allowed
        2026-01-01T00:00:02.000Z INFO  Main: stopped
        """;

    assertThat(FailureReason.in(log)).isEqualTo("setting x is not allowed");
  }

  @Test
  void quotesTheInnermostCauseRatherThanItsStack() {
    String log =
        """
        java.lang.RuntimeException: outer
        \tat a.B.c(B.java:1)
        Caused by: java.net.BindException: Address already in use
        \tat d.E.f(E.java:2)
        \t... 12 more
        """;

    assertThat(FailureReason.in(log))
        .isEqualTo("Caused by: java.net.BindException: Address already in use");
  }

  @Test
  void takesTheLastLineWhereNoneSpeaksOfAnError() {
    assertThat(FailureReason.in("one\ntwo\n\n")).isEqualTo("two");
  }

  @Test
  void saysSoWhenNothingWasPrinted() {
    assertThat(FailureReason.in("")).isEqualTo("it printed nothing");
  }
}
