package io.watershed.core.station;

import static io.watershed.core.station.StationAlertRules.FEELS_LIKE;
import static io.watershed.core.station.StationAlertRules.HUMIDEX;

import io.watershed.core.alert.Breach;
import io.watershed.core.alert.EpisodeLog;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.weather.DerivedWeather;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Asks the alert rules after each observation: of the instant that came, and of one that had to
 * wait for it. Not safe for several threads.
 */
final class StationWatch {

  private static final long NONE = Long.MIN_VALUE;
  private static final Set<Element> OF_WEATHER =
      EnumSet.of(Element.AIR_TEMP, Element.DEW_POINT, Element.REL_HUM, Element.WIND_SPEED);

  /** What is remembered between observations. */
  static final class Memory {
    private final LevelRecord levels;
    private final Map<Element, Long> stuckSince = new EnumMap<>(Element.class);
    private long waitingLevel = NONE;
    private long waitingTemperature = NONE;

    private Memory(LevelRecord levels) {
      this.levels = levels;
    }

    static Memory empty() {
      return new Memory(LevelRecord.empty());
    }

    void write(BinaryWriter out) {
      levels.write(out);
      out.writeLong(waitingLevel);
      out.writeLong(waitingTemperature);
      out.writeVarLong(stuckSince.size());
      stuckSince.forEach(
          (element, since) -> {
            out.writeText(element.wireName());
            out.writeLong(since);
          });
    }

    static Memory read(BinaryReader in) {
      Memory memory = new Memory(LevelRecord.read(in));
      memory.waitingLevel = in.readLong();
      memory.waitingTemperature = in.readLong();
      for (int left = in.readVarInt(); left > 0; left--) {
        memory.stuckSince.put(RecentSeries.element(in.readText()), in.readLong());
      }
      return memory;
    }
  }

  private final StationAlertLimits limits;
  private final StationAlertRules rules;
  private final RecentSeries series;
  private final EpisodeLog episodes;
  private final Memory memory;

  StationWatch(StationAlertLimits limits, RecentSeries series, EpisodeLog episodes, Memory memory) {
    this.limits = limits;
    this.rules = new StationAlertRules(limits);
    this.series = series;
    this.episodes = episodes;
    this.memory = memory;
  }

  Memory memory() {
    return memory;
  }

  /** Looks at the values that an observation brought. */
  void look(Set<Element> taken, long timestampMillis, Station station) {
    if (taken.contains(Element.WATER_LEVEL)) {
      memory.waitingLevel =
          judge(
              Element.WATER_LEVEL,
              timestampMillis,
              memory.waitingLevel,
              instant -> judgeLevel(instant, station));
    }
    if (taken.stream().anyMatch(OF_WEATHER::contains)) {
      memory.waitingTemperature =
          judge(
              Element.AIR_TEMP, timestampMillis, memory.waitingTemperature, this::judgeTemperature);
    }
    for (Element element : taken) {
      if (SeriesLimits.of(element).flatMap(SeriesLimits::flat).isPresent()) {
        judgeStuck(element, timestampMillis);
      }
    }
  }

  /**
   * Judges an instant and one that waited, the older first.
   *
   * @return the instant that has to wait now
   */
  private long judge(Element element, long came, long waited, LongConsumer rule) {
    if (waited == NONE || waited == came) {
      return judgeOrWait(element, came, rule, NONE);
    }
    long older = judgeOrWait(element, Math.min(came, waited), rule, NONE);
    return judgeOrWait(element, Math.max(came, waited), rule, older);
  }

  private long judgeOrWait(Element element, long instant, LongConsumer rule, long waiting) {
    JudgedSeries values = series.judged(element);
    int index = values.indexOf(instant);
    if (index < 0) {
      return waiting;
    }
    if (values.waits(index)) {
      return instant;
    }
    if (values.settled(index)) {
      rule.accept(instant);
    }
    return waiting;
  }

  private void judgeLevel(long instant, Station station) {
    JudgedSeries levels = series.judged(Element.WATER_LEVEL);
    int index = levels.indexOf(instant);
    double level = levels.value(index);
    String name = Element.WATER_LEVEL.wireName();
    episodes.take(StationAlert.RAPID_RISE, name, instant, rules.rapidRise(levels, index));
    OptionalDouble seldomPassed =
        station.highWater() == null
            ? memory.levels.percentile(
                instant, limits.highWaterPercentile(), limits.leastHistory().toMillis())
            : OptionalDouble.empty();
    episodes.take(
        StationAlert.HIGH_WATER,
        name,
        instant,
        rules.highWater(level, station.highWater(), seldomPassed));
    memory.levels.take(instant, level);
  }

  private void judgeTemperature(long instant) {
    DerivedWeather weather =
        StationLatest.derived(series, instant, series.settledAt(Element.AIR_TEMP, instant));
    Optional<Breach> byHumidex = rules.humidex(weather);
    Optional<Breach> byFeeling = rules.heat(weather);
    boolean feelingIsWorse =
        byFeeling.isPresent()
            && (byHumidex.isEmpty()
                || byFeeling.get().severity().compareTo(byHumidex.get().severity()) > 0);
    if (feelingIsWorse) {
      episodes.take(StationAlert.HEAT, FEELS_LIKE, instant, byFeeling);
    } else if (byHumidex.isPresent()) {
      episodes.take(StationAlert.HEAT, HUMIDEX, instant, byHumidex);
    } else {
      // Whatever began it, neither says that it goes on.
      episodes.take(StationAlert.HEAT, HUMIDEX, instant, Optional.empty());
      episodes.take(StationAlert.HEAT, FEELS_LIKE, instant, Optional.empty());
    }
    episodes.take(StationAlert.COLD, FEELS_LIKE, instant, rules.cold(weather));
  }

  private void judgeStuck(Element element, long instant) {
    JudgedSeries values = series.judged(element);
    int index = values.indexOf(instant);
    if (index < 0) {
      return;
    }
    if (values.flags(index).contains(ObservationFlag.FLAT_LINE)) {
      long since = memory.stuckSince.computeIfAbsent(element, absent -> values.sameSince(index));
      Breach breach = StationAlertRules.stuck(element, since, instant);
      episodes.take(StationAlert.SENSOR_STUCK, element.wireName(), instant, Optional.of(breach));
    } else {
      memory.stuckSince.remove(element);
      episodes.take(StationAlert.SENSOR_STUCK, element.wireName(), instant, Optional.empty());
    }
  }
}
