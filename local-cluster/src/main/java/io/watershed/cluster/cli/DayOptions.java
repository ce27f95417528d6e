package io.watershed.cluster.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options {@code --from} and {@code --to} of several verbs, checked before anything starts. */
final class DayOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--from", paramLabel = "DATE", description = "First local day, as 2026-01-31.")
  private String from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last local day, itself included.")
  private String to;

  /** The options as they were given; none when none was. */
  List<String> arguments() {
    LocalDate first = day(spec, "--from", from);
    LocalDate last = day(spec, "--to", to);
    if (first != null && last != null && last.isBefore(first)) {
      throw new ParameterException(
          spec.commandLine(),
          "--to " + last + " lies before --from " + first + ": the first day must come first");
    }
    List<String> arguments = new ArrayList<>();
    if (first != null) {
      arguments.addAll(List.of("--from", first.toString()));
    }
    if (last != null) {
      arguments.addAll(List.of("--to", last.toString()));
    }
    return arguments;
  }

  /** The date that an option gives, or null where it is absent. */
  static LocalDate day(CommandSpec spec, String option, String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException noDate) {
      throw new ParameterException(
          spec.commandLine(), option + " " + text + " is no date: it must look like 2026-01-31");
    }
  }
}
