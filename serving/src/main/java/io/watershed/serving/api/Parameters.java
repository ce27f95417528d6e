package io.watershed.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.watershed.core.forecast.LeadTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query parameters of a request. A parameter that the route does not know, that comes twice, or
 * whose value is not allowed is a {@link ProblemException}; nothing is guessed.
 */
final class Parameters {

  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";

  private static final int MOST_ITEMS = 500;
  private static final int USUAL_ITEMS = 50;
  private static final int LONGEST_TEXT = 100;
  private static final Pattern DEVICE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._:-]{0,63}");

  private final String path;
  private final Map<String, String> values = new TreeMap<>();

  private Parameters(String path) {
    this.path = path;
  }

  /** The parameters of a request to a route that knows these. */
  static Parameters of(Context request, String... known) {
    return of(request.path(), request.queryParamMap(), known);
  }

  /** The same out of a path and the values by name. */
  static Parameters of(String path, Map<String, List<String>> given, String... known) {
    Parameters parameters = new Parameters(path);
    Set<String> names = new TreeSet<>(Arrays.asList(known));
    String allowed = names.isEmpty() ? "none" : String.join(", ", names);
    given.forEach(
        (name, all) -> {
          if (!names.contains(name)) {
            throw ProblemException.badRequest(
                "This address knows no parameter of that name; it knows " + allowed + ".",
                name.length() <= LONGEST_TEXT ? name : name.substring(0, LONGEST_TEXT),
                allowed);
          }
          if (all.isEmpty()) {
            // What cannot be decoded has no value.
            throw ProblemException.badRequest(
                "The value of the parameter " + name + " is not percent-encoded UTF-8.",
                name,
                "percent-encoded UTF-8");
          }
          if (all.size() > 1) {
            throw ProblemException.badRequest(
                "The parameter " + name + " is given " + all.size() + " times; once is allowed.",
                name,
                "once");
          }
          if (!all.get(0).isEmpty()) {
            parameters.values.put(name, all.get(0));
          }
        });
    return parameters;
  }

  /** The id of a device in the path. */
  static String device(Context request) {
    String id = request.pathParam("id");
    if (!DEVICE.matcher(id).matches()) {
      throw ProblemException.parameter("id", id, "letters, digits and . _ : -, at most 64");
    }
    return id;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name))
        .map(
            value -> {
              if (value.length() > LONGEST_TEXT
                  || value.chars().anyMatch(Character::isISOControl)) {
                throw ProblemException.parameter(
                    name, value, "at most " + LONGEST_TEXT + " printable characters");
              }
              return value;
            });
  }

  /** How many items a page may have. */
  int limit() {
    String value = values.get(LIMIT);
    if (value == null) {
      return USUAL_ITEMS;
    }
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MOST_ITEMS) {
        return limit;
      }
    } catch (NumberFormatException none) {
      // Told below, as a number out of range is.
    }
    throw ProblemException.parameter(LIMIT, value, "a whole number from 1 to " + MOST_ITEMS);
  }

  /** A number within bounds, both included. */
  Optional<Double> decimal(String name, double least, double most) {
    return Optional.ofNullable(values.get(name))
        .map(
            value -> {
              try {
                double number = Double.parseDouble(value);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException none) {
                // Told below, as a number out of range is.
              }
              throw ProblemException.parameter(
                  name, value, "a number from " + least + " to " + most);
            });
  }

  /** How many hours ahead a forecast looks. */
  Optional<LeadTime> lead() {
    return oneOf("lead", LeadTime.allHours().stream().map(String::valueOf).toList())
        .map(Integer::valueOf)
        .flatMap(LeadTime::ofHours);
  }

  /** A constant of an enumeration, by its name in lower or upper case. */
  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    return oneOf(name, List.of(type.getEnumConstants()), Enum::name);
  }

  /** One of some values, by its name in lower or upper case. */
  <T> Optional<T> oneOf(String name, List<T> allowed, Function<T, String> naming) {
    return Optional.ofNullable(values.get(name))
        .map(
            value ->
                allowed.stream()
                    .filter(one -> isCalled(naming.apply(one), value))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            ProblemException.parameter(
                                name,
                                value,
                                allowed.stream().map(naming).collect(Collectors.joining(", ")))));
  }

  private static boolean isCalled(String name, String given) {
    return name.equals(given) || name.toLowerCase(Locale.ROOT).equals(given);
  }

  /** One of some texts. */
  Optional<String> oneOf(String name, List<String> allowed) {
    return text(name)
        .map(
            value -> {
              if (!allowed.contains(value)) {
                throw ProblemException.parameter(name, value, String.join(", ", allowed));
              }
              return value;
            });
  }

  /** A local day. */
  Optional<LocalDate> day(String name) {
    return Optional.ofNullable(values.get(name))
        .map(
            value -> {
              try {
                return reasonable(name, LocalDate.parse(value));
              } catch (DateTimeException none) {
                throw ProblemException.parameter(name, value, "a day such as 2022-07-13");
              }
            });
  }

  private static LocalDate reasonable(String name, LocalDate day) {
    if (day.getYear() < 1970 || day.getYear() > 9998) {
      throw ProblemException.parameter(name, day.toString(), "a day from 1970 on");
    }
    return day;
  }

  /**
   * A range of instants out of {@code from} and {@code to}: instants with an offset, or local days,
   * of which the last is included.
   *
   * @param longest what the range may span
   */
  Range range(ZoneId zone, Range usual, Duration longest) {
    Instant from = instant("from", zone, false).orElse(null);
    Instant before = instant("to", zone, true).orElse(null);
    Duration span = Duration.between(usual.from(), usual.before());
    if (before == null) {
      before = from == null ? usual.before() : max(usual.before(), from.plus(span));
    }
    if (from == null) {
      from = before.equals(usual.before()) ? usual.from() : before.minus(span);
    }
    if (!from.isBefore(before)) {
      throw ProblemException.badRequest(
          "The range is empty: from (" + from + ") must lie before to (" + before + ").",
          "from",
          "an instant before to");
    }
    if (Duration.between(from, before).compareTo(longest) > 0) {
      throw ProblemException.badRequest(
          "The range from "
              + from
              + " to "
              + before
              + " is too long: at most "
              + longest.toDays()
              + " days are allowed.",
          "from",
          "at most " + longest.toDays() + " days");
    }
    return new Range(from, before);
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** An instant, or a local day's begin or end. */
  Optional<Instant> instant(String name, ZoneId zone, boolean end) {
    return Optional.ofNullable(values.get(name))
        .map(
            value -> {
              try {
                if (value.length() == "2022-07-13".length()) {
                  LocalDate day = reasonable(name, LocalDate.parse(value));
                  return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
                }
                // A plus in a query is a space unless it was escaped.
                OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
                reasonable(name, time.toLocalDate());
                return time.toInstant();
              } catch (DateTimeException none) {
                throw ProblemException.parameter(
                    name,
                    value,
                    "an instant such as 2022-07-13T07:30:00Z or a day such as 2022-07-13");
              }
            });
  }

  /** A range of instants. */
  record Range(Instant from, Instant before) {}

  /** Two local days, both included, of {@code from} and {@code to}. */
  Days days(LocalDate usualFrom, LocalDate usualTo, int most) {
    LocalDate to = day("to").orElse(null);
    LocalDate from = day("from").orElse(null);
    if (to == null) {
      to = from == null || from.isBefore(usualTo) ? usualTo : from;
    }
    if (from == null) {
      from = to.isBefore(usualFrom) ? to : usualFrom;
    }
    if (from.isAfter(to)) {
      throw ProblemException.badRequest(
          "The range is empty: from (" + from + ") lies after to (" + to + ").",
          "from",
          "a day not after to");
    }
    if (from.plusDays(most).isBefore(to)) {
      throw ProblemException.badRequest(
          "The range from "
              + from
              + " to "
              + to
              + " is too long: at most "
              + most
              + " days are allowed.",
          "from",
          "at most " + most + " days");
    }
    return new Days(from, to);
  }

  /** Local days, both included. */
  record Days(LocalDate from, LocalDate to) {}

  /** Where the page begins, for the same question as the one that the cursor came from. */
  Optional<JsonNode> cursor() {
    return Optional.ofNullable(values.get(CURSOR)).map(value -> Cursor.read(value, question()));
  }

  /** A cursor for the page after these sort values. */
  String cursor(JsonNode after) {
    return Cursor.write(after, question());
  }

  private String question() {
    Map<String, String> asked = new TreeMap<>(values);
    asked.remove(CURSOR);
    asked.remove(LIMIT);
    return path + asked;
  }
}
