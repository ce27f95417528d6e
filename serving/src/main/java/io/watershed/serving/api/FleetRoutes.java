package io.watershed.serving.api;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Severity;
import io.watershed.core.contract.Words;
import io.watershed.core.problem.ProblemType;
import io.watershed.serving.answer.AlertsAnswer;
import io.watershed.serving.answer.DeadLetterAnswer;
import io.watershed.serving.answer.DeadLettersAnswer;
import io.watershed.serving.answer.ProblemMeterAnswer;
import io.watershed.serving.answer.ProblemsAnswer;
import io.watershed.serving.answer.SuburbsAnswer;
import io.watershed.serving.export.DateRange;
import io.watershed.serving.merge.Point;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.Alerts;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.FleetState.Snapshot;
import io.watershed.serving.query.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is asked of the fleet as a whole: alerts, suburbs, problems, dead letters, files. */
final class FleetRoutes {

  private final ApiServer.Answers answers;
  private final CsvDownloads downloads;

  FleetRoutes(ApiServer.Answers answers, CsvDownloads downloads) {
    this.answers = answers;
    this.downloads = downloads;
  }

  void add(Javalin server, String base) {
    server.get(base + "/alerts", this::alerts);
    server.get(base + "/suburbs", this::suburbs);
    server.get(base + "/suburbs/{name}/consumption", this::suburbConsumption);
    server.get(base + "/problems", this::problems);
    server.get(base + "/dead-letters", this::deadLetters);
    server.get(base + "/exports", this::exports);
    server.get(base + "/exports/{name}", this::export);
    server.get(base + "/connections/{name}", this::connection);
  }

  private void alerts(Context request) {
    Parameters parameters =
        Parameters.of(
            request,
            "state",
            "type",
            "severity",
            "suburb",
            "device",
            "subject",
            "from",
            "to",
            "limit",
            "cursor");
    alerts(
        answers,
        request,
        parameters,
        parameters.text("suburb").orElse(null),
        parameters.text("device").orElse(null),
        parameters.oneOf("subject", AlertType.Subject.class).orElse(null));
  }

  private void suburbs(Context request) {
    Parameters parameters = Parameters.of(request, "from", "to");
    Snapshot now = answers.usable(request);
    LocalDate today = now.clock().today();
    Parameters.Days days =
        parameters.days(today, today, Math.toIntExact(Replies.LONGEST_RANGE.toDays()));
    Instant end = days.to().plusDays(1).atStartOfDay(now.clock().zone()).toInstant();
    if (Replies.unchanged(request, end, now.clock())) {
      return;
    }
    Replies.json(
        request,
        new SuburbsAnswer(
            days.from(),
            days.to(),
            answers.overview().suburbs(days.from(), days.to(), now.clock(), now.directory())));
  }

  private void suburbConsumption(Context request) {
    Parameters parameters = Parameters.of(request, "step", "from", "to");
    DataClock clock = answers.usable(request).clock();
    String suburb = request.pathParam("name");
    if (!suburb.equals(Words.UNKNOWN_SUBURB)
        && !answers.snapshot().directory().facets().suburbs().contains(suburb)) {
      throw ProblemException.notFound("No meter of a fleet list is in a suburb of that name.");
    }
    Step step = parameters.oneOf("step", Step.class).orElse(Step.HOUR);
    Parameters.Range range = Replies.range(parameters, step, clock.zone(), clock);
    List<Point> points =
        answers.consumption().ofSuburb(suburb, step, range.from(), range.before(), clock);
    Replies.series(request, step, clock.zone(), points, range, clock);
  }

  private void problems(Context request) {
    Parameters parameters =
        Parameters.of(request, "date", "type", "severity", "suburb", "limit", "cursor");
    Page<ProblemMeterAnswer> page =
        answers
            .problems()
            .page(
                parameters.day("date").orElse(null),
                parameters.oneOf("type", ProblemType.class).orElse(null),
                parameters.oneOf("severity", Severity.class).orElse(null),
                parameters.text("suburb").orElse(null),
                parameters.limit(),
                parameters.cursor());
    Replies.json(
        request,
        new ProblemsAnswer(page.items(), Replies.next(parameters, page), Replies.total(page)));
  }

  private void deadLetters(Context request) {
    Parameters parameters = Parameters.of(request, "reason", "limit", "cursor");
    Page<DeadLetterAnswer> page =
        answers
            .deadLetters()
            .page(parameters.text("reason").orElse(null), parameters.limit(), parameters.cursor());
    Replies.json(
        request,
        new DeadLettersAnswer(page.items(), Replies.next(parameters, page), Replies.total(page)));
  }

  private void exports(Context request) {
    Parameters.of(request);
    Replies.json(request, downloads.answer(answers.snapshot()));
  }

  private void export(Context request) {
    Parameters parameters = Parameters.of(request, "from", "to");
    Optional<LocalDate> from = parameters.day("from");
    Optional<LocalDate> to = parameters.day("to");
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw ProblemException.badRequest(
          "The range is empty: from (" + from.get() + ") lies after to (" + to.get() + ").",
          "from",
          "a day not after to");
    }
    downloads.stream(request, request.pathParam("name"), new DateRange(from, to));
  }

  /** Answers with alerts of a suburb, of a device and of a kind of device; null for every one. */
  static void alerts(
      ApiServer.Answers answers,
      Context request,
      Parameters parameters,
      String suburb,
      String device,
      AlertType.Subject subject) {
    DataClock clock = answers.clock();
    Instant from = parameters.instant("from", clock.zone(), false).orElse(null);
    Instant before = parameters.instant("to", clock.zone(), true).orElse(null);
    if (from != null && before != null && !from.isBefore(before)) {
      throw ProblemException.badRequest(
          "The range is empty: from (" + from + ") must lie before to (" + before + ").",
          "from",
          "an instant before to");
    }
    Alerts.Filter filter =
        new Alerts.Filter(
            parameters.oneOf("state", Alerts.State.class).orElse(Alerts.State.ALL),
            parameters.oneOf("type", AlertType.all(), AlertType::name).orElse(null),
            parameters.oneOf("severity", Severity.class).orElse(null),
            suburb,
            device,
            subject,
            from,
            before);
    Alerts.Found found =
        answers.alerts().page(filter, clock, parameters.limit(), parameters.cursor());
    Replies.json(
        request,
        new AlertsAnswer(
            found.page().items(),
            Replies.next(parameters, found.page()),
            Replies.total(found.page()),
            found.counts()));
  }

  private void connection(Context request) {
    Parameters.of(request);
    downloads.connection(request, request.pathParam("name"));
  }
}
