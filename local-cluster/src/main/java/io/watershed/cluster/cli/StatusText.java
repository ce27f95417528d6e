package io.watershed.cluster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.pipeline.PipelineSnapshot;
import io.watershed.core.contract.PartState;
import io.watershed.core.status.PartStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A snapshot as text: the screen's lines, or one line. */
final class StatusText {
  private static final int EVENTS = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final boolean colours;

  StatusText(boolean colours) {
    this.colours = colours;
  }

  /** The whole screen, each line at most so wide. */
  String render(PipelineSnapshot snapshot, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        bold("Watershed")
            + "  "
            + snapshot.state().word()
            + " for "
            + span(snapshot.startedAt(), snapshot.updatedAt())
            + "   process "
            + snapshot.pid()
            + "   "
            + DATE_TIME.format(Instant.parse(snapshot.updatedAt())));
    lines.add("");
    parts(lines, snapshot, PartStatus.Kind.SERVER, "servers");
    parts(lines, snapshot, PartStatus.Kind.LAYER, "layers");
    dashboard(lines, snapshot);
    figures(lines, snapshot);
    if (!snapshot.events().isEmpty()) {
      lines.add(bold("events"));
      List<PipelineSnapshot.Line> events = snapshot.events();
      for (PipelineSnapshot.Line event :
          events.subList(Math.max(0, events.size() - EVENTS), events.size())) {
        lines.add("  " + TIME.format(Instant.parse(event.at())) + "  " + event.text());
      }
    }
    lines.replaceAll(line -> cut(line, width));
    return String.join("\n", lines);
  }

  private void parts(
      List<String> lines, PipelineSnapshot snapshot, PartStatus.Kind kind, String heading) {
    List<PartStatus> parts = snapshot.parts().stream().filter(part -> part.kind() == kind).toList();
    if (parts.isEmpty()) {
      return;
    }
    lines.add(bold(heading));
    for (PartStatus part : parts) {
      String where =
          switch (kind) {
            case SERVER -> part.address();
            case LAYER -> part.address() + rate(snapshot, part.name());
          };
      lines.add(
          "  "
              + dot(part.state())
              + String.format(" %-14s %-17s %-34s", part.title(), part.state().wireName(), where)
              + (part.restarts() > 0 ? "restarts " + part.restarts() + "  " : "")
              + (part.message().isBlank() ? "" : part.message().replaceAll("\\s+", " ")));
    }
    lines.add("");
  }

  /** Where to look next; terminals make the address one that can be clicked. */
  private void dashboard(List<String> lines, PipelineSnapshot snapshot) {
    snapshot.parts().stream()
        .filter(part -> part.name().equals("dashboard") && part.state() == PartState.RUNNING)
        .map(PartStatus::address)
        .filter(address -> !address.isEmpty())
        .findFirst()
        .ifPresent(
            address -> {
              lines.add(bold("open in a browser") + "  " + address);
              lines.add("");
            });
  }

  private static String rate(PipelineSnapshot snapshot, String layer) {
    Double rate = snapshot.figures().get(layer + ".messagesPerSecond");
    String way = layer.equals("simulator") ? " messages/s out" : " messages/s in";
    return rate == null ? "" : count(rate) + way;
  }

  private void figures(List<String> lines, PipelineSnapshot snapshot) {
    Map<String, Double> figures = snapshot.figures();
    lines.add(bold("figures since each layer's start"));
    lines.add(
        "  messages   sent "
            + count(figures.get("simulator.messagesOut"))
            + "   to the master dataset "
            + count(figures.get("ingestion.messagesIn"))
            + "   to the speed layer "
            + count(figures.get("speed.messagesIn")));
    lines.add(
        "  indexed    windows "
            + count(figures.get("speed.windowsIndexed"))
            + "   alerts "
            + count(figures.get("speed.alertsIndexed")));
    lines.add(
        "  set aside  dead letters "
            + count(figures.get("ingestion.deadLetters"))
            + "   duplicates "
            + count(figures.get("speed.duplicates"))
            + "   late for the speed layer "
            + count(figures.get("speed.late"))
            + "   refused "
            + count(figures.get("speed.refused")));
    batch(lines, snapshot);
    lines.add("");
  }

  private static void batch(List<String> lines, PipelineSnapshot snapshot) {
    JsonNode last = snapshot.lastBatch();
    String next =
        snapshot.nextBatchAt().isEmpty()
            ? ""
            : "   next run " + TIME.format(Instant.parse(snapshot.nextBatchAt()));
    if (last == null || last.isMissingNode() || last.isNull()) {
      lines.add("  batch      no run yet" + next);
      return;
    }
    lines.add(
        String.format(
            "  batch      last run %s in %.0f s, %,d days, %,d readings",
            local(last.path("finishedAt").asText()),
            last.path("durationSeconds").asDouble(),
            last.path("days").size(),
            last.path("readings").asLong()));
    lines.add("             horizon " + local(last.path("horizon").asText("none")) + next);
  }

  private static String local(String instant) {
    try {
      return DATE_TIME.format(Instant.parse(instant));
    } catch (java.time.DateTimeException text) {
      return instant;
    }
  }

  /** One line for a log. */
  String line(PipelineSnapshot snapshot) {
    Map<String, Double> figures = snapshot.figures();
    List<String> unwell =
        snapshot.parts().stream()
            .filter(part -> !part.state().isWell())
            .map(part -> part.title() + " " + part.state().wireName())
            .toList();
    return snapshot.state().word()
        + " "
        + span(snapshot.startedAt(), snapshot.updatedAt())
        + " | out "
        + count(figures.get("simulator.messagesPerSecond"))
        + "/s, in "
        + count(figures.get("ingestion.messagesPerSecond"))
        + "/s and "
        + count(figures.get("speed.messagesPerSecond"))
        + "/s | windows "
        + count(figures.get("speed.windowsIndexed"))
        + ", alerts "
        + count(figures.get("speed.alertsIndexed"))
        + " | "
        + (unwell.isEmpty() ? "all well" : String.join(", ", unwell));
  }

  private static String count(Double value) {
    return value == null ? "–" : String.format("%,.0f", value);
  }

  private static String span(String from, String to) {
    Duration length = Duration.between(Instant.parse(from), Instant.parse(to));
    return String.format(
        "%d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart());
  }

  private String dot(PartState state) {
    String colour =
        switch (state) {
          case RUNNING, DONE -> "32";
          case FAILED, STOPPED -> "31";
          case WAITING_TO_START, STARTING, WAITING, RESTARTING -> "33";
        };
    return colours ? "\033[" + colour + "m●\033[0m" : "-";
  }

  private String bold(String text) {
    return colours ? "\033[1m" + text + "\033[0m" : text;
  }

  /** Cuts a line to a width, not counting colours. */
  static String cut(String line, int width) {
    int shown = 0;
    for (int index = 0; index < line.length(); index++) {
      if (line.charAt(index) == '\033') {
        index = line.indexOf('m', index);
      } else if (++shown > width) {
        return line.substring(0, index) + (line.indexOf('\033') < 0 ? "" : "\033[0m");
      }
    }
    return line;
  }
}
