package io.watershed.serving.api;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.watershed.core.alert.AlertType;
import io.watershed.core.meter.Meter;
import io.watershed.core.problem.ProblemType;
import io.watershed.core.reading.Measurement;
import io.watershed.serving.answer.DaysAnswer;
import io.watershed.serving.answer.DeviceDetailAnswer;
import io.watershed.serving.answer.DevicesAnswer;
import io.watershed.serving.answer.ReadingAnswer;
import io.watershed.serving.answer.ReadingsAnswer;
import io.watershed.serving.answer.WindowAnswer;
import io.watershed.serving.answer.WindowsAnswer;
import io.watershed.serving.merge.Point;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.Directory;
import io.watershed.serving.query.FleetState.Snapshot;
import io.watershed.serving.query.MeterHistory;
import io.watershed.serving.query.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What is asked of meters: {@code /devices}. */
final class DeviceRoutes {

  private final ApiServer.Answers answers;

  DeviceRoutes(ApiServer.Answers answers) {
    this.answers = answers;
  }

  void add(Javalin server, String base) {
    server.get(base + "/devices", this::devices);
    server.get(base + "/devices/{id}", this::device);
    server.get(base + "/devices/{id}/consumption", this::consumption);
    server.get(base + "/devices/{id}/days", this::days);
    server.get(base + "/devices/{id}/readings", this::readings);
    server.get(base + "/devices/{id}/windows", this::windows);
    server.get(base + "/devices/{id}/alerts", this::alerts);
  }

  private void devices(Context request) {
    Parameters parameters =
        Parameters.of(
            request, "query", "suburb", "usageType", "meterType", "problem", "limit", "cursor");
    Directory.Filter filter =
        new Directory.Filter(
            parameters.text("query").orElse(null),
            parameters.text("suburb").orElse(null),
            parameters.text("usageType").orElse(null),
            parameters.text("meterType").orElse(null),
            parameters.oneOf("problem", ProblemType.class).orElse(null));
    Snapshot now = answers.usable(request);
    Page<Directory.Device> page =
        now.directory().page(filter, parameters.limit(), parameters.cursor());
    Replies.json(
        request,
        new DevicesAnswer(
            page.items().stream().map(Directory.Device::answer).toList(),
            Replies.next(parameters, page),
            Replies.total(page),
            now.directory().truncated(),
            now.directory().facets()));
  }

  private Directory.Device known(Context request) {
    String id = Parameters.device(request);
    Snapshot now = answers.usable(request);
    return now.directory()
        .device(id)
        .or(() -> unlisted(id, now.clock()))
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "No meter " + id + " is in a fleet list, and none has sent readings."));
  }

  /** A meter that no list names and that was silent of late. */
  private Optional<Directory.Device> unlisted(String id, DataClock clock) {
    return answers.history().hasData(id)
        ? Optional.of(
            new Directory.Device(Meter.unknown(id, clock.zone()), List.of(), null, null, 0))
        : Optional.empty();
  }

  private void device(Context request) {
    Parameters.of(request);
    Directory.Device device = known(request);
    String id = device.meter().id();
    MeterHistory.ProblemHistory problems = answers.history().problems(id);
    Replies.json(
        request,
        new DeviceDetailAnswer(
            device.answer(),
            answers.history().coverage(id),
            answers.history().newestMonth(id).orElse(null),
            problems.items(),
            problems.cut(),
            answers.snapshot().clockAnswer()));
  }

  private void consumption(Context request) {
    Parameters parameters = Parameters.of(request, "step", "from", "to");
    Directory.Device device = known(request);
    ZoneId zone = device.meter().zone();
    DataClock clock = answers.clock();
    Step step = parameters.oneOf("step", Step.class).orElse(Step.HOUR);
    Parameters.Range range = Replies.range(parameters, step, zone, clock);
    List<Point> points =
        answers
            .consumption()
            .ofMeter(device.meter().id(), zone, step, range.from(), range.before(), clock);
    Replies.series(request, step, zone, points, range, clock);
  }

  private static Measurement measurement(Parameters parameters) {
    return parameters
        .oneOf("measurement", List.copyOf(Measurement.canonicalNames()))
        .flatMap(Measurement::ofCanonicalName)
        .orElse(Measurement.FLOW);
  }

  private void days(Context request) {
    Parameters parameters = Parameters.of(request, "measurement", "from", "to");
    Directory.Device device = known(request);
    DataClock clock = answers.clock();
    Measurement measurement = measurement(parameters);
    LocalDate today = clock.today();
    Parameters.Days days =
        parameters.days(
            today.minusDays(30), today, Math.toIntExact(Replies.LONGEST_RANGE.toDays()));
    ZoneId zone = device.meter().zone();
    if (Replies.unchanged(request, days.to().plusDays(1).atStartOfDay(zone).toInstant(), clock)) {
      return;
    }
    Replies.json(
        request,
        new DaysAnswer(
            measurement.canonicalName(),
            measurement.unit().symbol(),
            days.from(),
            days.to(),
            answers.history().days(device.meter().id(), measurement, days.from(), days.to())));
  }

  private void readings(Context request) {
    Parameters parameters = Parameters.of(request, "measurement", "from", "to", "limit", "cursor");
    Directory.Device device = known(request);
    DataClock clock = answers.clock();
    Parameters.Range range = lastDay(parameters, device, clock);
    Measurement measurement = measurement(parameters);
    Page<ReadingAnswer> page =
        answers
            .history()
            .readings(
                device.meter().id(),
                measurement,
                range.from(),
                range.before(),
                clock,
                parameters.limit(),
                parameters.cursor());
    if (!Replies.unchanged(request, range.before(), clock)) {
      Replies.json(
          request,
          new ReadingsAnswer(
              page.items(),
              Replies.next(parameters, page),
              measurement.canonicalName(),
              clock.horizon()));
    }
  }

  private static Parameters.Range lastDay(
      Parameters parameters, Directory.Device device, DataClock clock) {
    Instant end = clock.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return parameters.range(
        device.meter().zone(),
        new Parameters.Range(end.minus(24, ChronoUnit.HOURS), end),
        Replies.LONGEST_RANGE);
  }

  private void windows(Context request) {
    Parameters parameters = Parameters.of(request, "from", "to", "limit", "cursor");
    Directory.Device device = known(request);
    Parameters.Range range = lastDay(parameters, device, answers.clock());
    Page<WindowAnswer> page =
        answers
            .history()
            .windows(
                device.meter().id(),
                range.from(),
                range.before(),
                parameters.limit(),
                parameters.cursor());
    Replies.json(
        request,
        new WindowsAnswer(page.items(), Replies.next(parameters, page), Replies.total(page)));
  }

  private void alerts(Context request) {
    Parameters parameters =
        Parameters.of(request, "state", "type", "severity", "from", "to", "limit", "cursor");
    String id = known(request).meter().id();
    FleetRoutes.alerts(answers, request, parameters, null, id, AlertType.Subject.METER);
  }
}
