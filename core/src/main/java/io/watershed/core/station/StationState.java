package io.watershed.core.station;

import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Episode;
import io.watershed.core.alert.EpisodeLog;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.binary.Layout;
import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.window.Disposition;
import io.watershed.core.window.Watermark;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the speed layer remembers of one station: the recent values of each element, the last
 * alert episode of each rule, and the levels of the last month.
 *
 * <p>Give it the station's observations in Kafka order with {@link #take}, then fetch what changed,
 * then {@link #encode} it. How the observations are cut into such rounds changes neither what
 * becomes of an observation nor the last state of any window or episode.
 *
 * <p>Windows, newest values and alerts heed the rules about one observation and {@link SeriesRules}
 * over the values remembered, as the batch layer does over days. So a window holds a value that
 * seems to be true and loses it when the next one shows that it was a spike. Such a value raises no
 * alert: one that may still turn out to be a spike has to wait for the next. Not safe for several
 * threads.
 */
public final class StationState {

  /** Stands for an unknown time of the fleet. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Version 1 ordered flags and kinds as their codes do now. */
  static final Layout LAYOUT =
      Layout.of(
              "a station's state",
              2,
              "elements " + Layout.sorted(Element.values(), Element::wireName),
              "flags " + Layout.sorted(ObservationFlag.values(), flag -> flag.code() + "=" + flag),
              "kinds " + Layout.sorted(StationKind.values(), kind -> kind.code() + "=" + kind),
              EpisodeLog.SHAPE)
          .reading(1, (byte) 1);

  private static final ObservationFlag[] FLAGS = ObservationFlag.values();

  private final StationRules rules;
  private final StationAlertRules alertRules;
  private final RecentSeries series;
  private final EpisodeLog episodes;
  private final StationWatch watch;
  private final Watermark watermark;
  private final Map<Element, Set<ObservationFlag>> newestFlags = new EnumMap<>(Element.class);
  private final List<Episode> silences = new ArrayList<>();
  private StationProfile profile;
  private long resumedMillis = UNKNOWN;

  private StationState(
      StationRules rules,
      RecentSeries series,
      EpisodeLog episodes,
      StationWatch.Memory memory,
      long highestMillis) {
    this.rules = rules;
    this.alertRules = new StationAlertRules(rules.limits());
    this.series = series;
    this.episodes = episodes;
    this.watch = new StationWatch(rules.limits(), series, episodes, memory);
    this.watermark = new Watermark(rules.latenessMillis(), highestMillis);
  }

  /** A station that has sent nothing yet. */
  public static StationState empty(StationRules rules) {
    return new StationState(
        rules,
        new RecentSeries(rules),
        EpisodeLog.empty(rules.gaps()),
        StationWatch.Memory.empty(),
        UNKNOWN);
  }

  /**
   * The station that {@link #encode} wrote down.
   *
   * @throws UnreadableStateException if the bytes are damaged or of a layout that is not known
   */
  public static StationState decode(StationRules rules, byte[] bytes) {
    // Versions 1 and 2 differ in their marks alone.
    return LAYOUT.read(bytes, (version, in) -> read(rules, in));
  }

  private static StationState read(StationRules rules, BinaryReader in) {
    long highest = in.readLong();
    StationState state =
        new StationState(
            rules,
            RecentSeries.read(rules, in),
            EpisodeLog.read(rules.gaps(), in),
            StationWatch.Memory.read(in),
            highest);
    state.profile = in.readByte() == 1 ? StationProfile.read(in) : null;
    for (int left = in.readVarInt(); left > 0; left--) {
      Element element = RecentSeries.element(in.readText());
      state.newestFlags.put(element, flags(in.readVarInt()));
    }
    return state;
  }

  /** The station as bytes; what changed since the last look is not part of it. */
  public byte[] encode() {
    BinaryWriter out = new BinaryWriter(4096);
    LAYOUT.write(out);
    out.writeLong(watermark.highestMillis());
    series.write(out);
    episodes.write(out);
    watch.memory().write(out);
    out.writeByte(profile == null ? 0 : 1);
    if (profile != null) {
      profile.write(out);
    }
    out.writeVarLong(newestFlags.size());
    newestFlags.forEach(
        (element, flags) -> {
          out.writeText(element.wireName());
          out.writeVarLong(bits(flags));
        });
    return out.toByteArray();
  }

  /** Flags as the bits of a number, by their codes. */
  public static int bits(Set<ObservationFlag> flags) {
    int bits = 0;
    for (ObservationFlag flag : flags) {
      bits |= 1 << flag.code();
    }
    return bits;
  }

  /**
   * The flags of {@link #bits}.
   *
   * @throws IllegalArgumentException if a bit is no flag's
   */
  public static Set<ObservationFlag> flags(int bits) {
    EnumSet<ObservationFlag> flags = EnumSet.noneOf(ObservationFlag.class);
    for (ObservationFlag flag : FLAGS) {
      if ((bits >> flag.code() & 1) == 1) {
        flags.add(flag);
      }
    }
    if (bits(flags) != bits) {
      throw new IllegalArgumentException("no flags have the bits " + bits);
    }
    return flags;
  }

  /**
   * Takes the station's next observation in Kafka order. It is accepted if one of its values is
   * new, and a duplicate if each is known.
   *
   * @param fleetMillis the newest instant that other stations of its source had reached when it
   *     came, or {@link #UNKNOWN}
   */
  public Disposition take(CheckedObservation checked, long fleetMillis) {
    Observation observation = checked.observation();
    long timestamp = observation.timestampMillis();
    long newestBefore = watermark.highestMillis();
    if (watermark.isLate(timestamp)) {
      return Disposition.LATE;
    }
    EnumSet<Element> taken = EnumSet.noneOf(Element.class);
    observation
        .values()
        .forEach(
            (element, value) -> {
              boolean counted = checked.counted(element);
              if (series.take(element, timestamp, value, counted) == Disposition.ACCEPTED) {
                taken.add(element);
              }
            });
    if (taken.isEmpty()) {
      return Disposition.DUPLICATE;
    }
    profile =
        profile == null
            ? new StationProfile(observation.station(), observation.source())
            : profile.updatedBy(observation.station(), observation.source());
    noteFlags(checked, taken, newestBefore);
    if (timestamp > newestBefore) {
      resumedMillis = resumedMillis == UNKNOWN ? timestamp : resumedMillis;
      if (newestBefore != UNKNOWN && fleetMillis != UNKNOWN) {
        noteSilence(newestBefore, timestamp, fleetMillis);
      }
    }
    watch.look(taken, timestamp, profile.station());
    return Disposition.ACCEPTED;
  }

  private void noteFlags(CheckedObservation checked, Set<Element> taken, long newestBefore) {
    long timestamp = checked.observation().timestampMillis();
    if (timestamp < newestBefore) {
      return;
    }
    if (timestamp > newestBefore) {
      newestFlags.clear();
    }
    for (Element element : taken) {
      Set<ObservationFlag> flags = checked.flags().getOrDefault(element, Set.of());
      if (!flags.isEmpty()) {
        newestFlags.put(element, flags);
      }
    }
  }

  /** A silence that others of the source did not share, and that is over now. */
  private void noteSilence(long lastMillis, long timestampMillis, long fleetMillis) {
    Optional<Breach> alone = alertRules.silent(lastMillis, Math.min(fleetMillis, timestampMillis));
    if (alone.isPresent()) {
      Breach whole = alertRules.silent(lastMillis, timestampMillis).orElseThrow();
      silences.add(silence(lastMillis, timestampMillis, timestampMillis, whole));
    }
  }

  /**
   * The episode of a station's silence, which begins with its last observation.
   *
   * @param seenMillis until when it was seen
   * @param endMillis of the observation that ended it, or {@link Episode#OPEN}
   */
  public static Episode silence(long lastMillis, long seenMillis, long endMillis, Breach breach) {
    return Episode.seen("", lastMillis, seenMillis, endMillis, breach);
  }

  /** What is known of the station; there must have been an observation. */
  public StationProfile profile() {
    return profile;
  }

  /** The windows that changed since the last call. Also forgets what is too old to matter. */
  public List<StationWindow> takeChangedWindows() {
    return series.takeChangedWindows();
  }

  /** The alert episodes that began or changed since the last call, as they are now. */
  public List<Episode> takeChangedEpisodes() {
    List<Episode> changed = new ArrayList<>(silences);
    changed.addAll(episodes.takeChanged());
    silences.clear();
    return changed;
  }

  /**
   * The first observation since the last call that was newer than all before, milliseconds since
   * the epoch; {@link #UNKNOWN} for none. It ends a silence that somebody saw from outside.
   */
  public long takeResumed() {
    long resumed = resumedMillis;
    resumedMillis = UNKNOWN;
    return resumed;
  }

  /** The newest that is known; there must have been an observation. */
  public StationLatest latest() {
    return StationLatest.of(watermark.highestMillis(), series, newestFlags);
  }
}
