package io.watershed.core.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The origins that a model is fitted on: their features, column by column, and what came after.
 *
 * <p><b>Folds</b>, for what is judged out of sample. A flood is one event, however many gauges and
 * hours it fills, so time is not cut finely: it is cut into stretches of {@value #STRETCH_DAYS}
 * days or more, and each is judged by what was learned from the others, with a day between. Where
 * there is one stretch alone, the gauges are parted from west to east instead.
 */
final class FitSample {

  private static final int MOST_FOLDS = 4;
  private static final int GAUGE_FOLDS = 3;
  private static final int STRETCH_DAYS = 20;
  private static final int APART_HOURS = FeatureRow.LEADS;

  /** Neighbouring hours are nearly the same; every third is enough. */
  private static final int LEAST_STRIDE = 3;

  /** One gauge in one period. */
  private record Source(GaugeSeries series, int gauge, Period period, int gaugeFold) {
    long from() {
      return period.from();
    }

    long to() {
      return period.to();
    }
  }

  /** The hours of a period, and its stretches counted on from those of the periods before. */
  private record Period(long from, long to, int firstStretch, int stretches) {
    int stretch(long hour) {
      long inside = Math.max(from, Math.min(to - 1, hour)) - from;
      return firstStretch + (int) (inside * stretches / (to - from));
    }
  }

  /** One origin of one gauge. */
  private static final class Origin {
    private final int source;
    private final long hour;
    private final double[] levels;
    private final double scale;
    private final float[] common;
    private final double[][] ownCandidates;

    private Origin(int source, GaugeState state, float[] common) {
      this.source = source;
      this.hour = state.origin;
      this.levels = Arrays.copyOf(state.levels, FeatureRow.DAYS_BACK + 1);
      this.scale = state.scale;
      this.common = common;
      this.ownCandidates = OwnCandidates.all(state);
    }
  }

  private final List<Source> sources = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private int stretches;

  /**
   * The sample of some periods.
   *
   * @param periods the gauges of each period; a gauge may be in several
   */
  FitSample(List<List<GaugeSeries>> periods, int mostOrigins) {
    long known = periods.stream().flatMap(List::stream).mapToLong(GaugeSeries::known).sum();
    int stride = (int) Math.max(LEAST_STRIDE, (known + mostOrigins - 1) / mostOrigins);
    for (List<GaugeSeries> gauges : periods) {
      addPeriod(gauges, stride);
    }
  }

  private void addPeriod(List<GaugeSeries> gauges, int stride) {
    if (gauges.isEmpty()) {
      return;
    }
    long from = gauges.stream().mapToLong(GaugeSeries::firstHour).min().getAsLong();
    long to = gauges.stream().mapToLong(GaugeSeries::endHour).max().getAsLong();
    Period period =
        new Period(from, to, stretches, (int) Math.max(1, (to - from) / (24 * STRETCH_DAYS)));
    stretches += period.stretches();
    int[] gaugeFolds = gaugeFolds(gauges);
    GaugeNetwork network = GaugeNetwork.of(gauges);
    float[][][] signals = Forecaster.signals(gauges, from, to);
    int firstSource = sources.size();
    for (int g = 0; g < gauges.size(); g++) {
      sources.add(new Source(gauges.get(g), g, period, gaugeFolds[g]));
    }
    List<List<Origin>> found =
        IntStream.range(0, gauges.size())
            .parallel()
            .mapToObj(
                g ->
                    originsOf(
                        sources.get(firstSource + g), firstSource + g, network, signals, stride))
            .toList();
    found.forEach(origins::addAll);
  }

  private static List<Origin> originsOf(
      Source source, int place, GaugeNetwork network, float[][][] signals, int stride) {
    List<Origin> found = new ArrayList<>();
    for (long hour = source.from() + source.gauge() % stride; hour < source.to(); hour += stride) {
      if (Double.isNaN(source.series().levelAt(hour))) {
        continue;
      }
      int at = (int) (hour - source.from());
      GaugeState state = GaugeState.at(source.series(), hour);
      float[] row = new float[FeatureRow.ALL];
      FeatureRow.common(row, state, network, source.gauge(), other -> signals[other][at]);
      found.add(new Origin(place, state, Arrays.copyOf(row, FeatureRow.COMMON)));
    }
    return found;
  }

  int size() {
    return origins.size();
  }

  int sources() {
    return sources.size();
  }

  /** The gauge and period of an origin. */
  int source(int origin) {
    return origins.get(origin).source;
  }

  double scale(int origin) {
    return origins.get(origin).scale;
  }

  /** The change that came, in the gauge's scale; {@code NaN} where it is not known. */
  double target(int origin, int lead) {
    Origin sample = origins.get(origin);
    GaugeSeries series = sources.get(sample.source).series();
    if (series.lastShift(sample.hour + lead) > sample.hour) {
      return Double.NaN;
    }
    return (series.levelAt(sample.hour + lead) - sample.levels[0]) / sample.scale;
  }

  /** The change that one of the gauge's own candidates expected, in the gauge's scale. */
  double ownCandidate(int origin, int candidate, int lead) {
    Origin sample = origins.get(origin);
    return sample.ownCandidates[candidate][lead - 1] / sample.scale;
  }

  /** The features that all lead times share, by column. */
  float[][] commonColumns() {
    float[][] columns = new float[FeatureRow.COMMON][size()];
    for (int o = 0; o < size(); o++) {
      float[] row = origins.get(o).common;
      for (int c = 0; c < columns.length; c++) {
        columns[c][o] = row[c];
      }
    }
    return columns;
  }

  /** The features of a lead time, by column. */
  float[][] leadColumns(int lead) {
    float[][] columns = new float[FeatureRow.OF_LEAD][size()];
    float[] row = new float[FeatureRow.ALL];
    for (int o = 0; o < size(); o++) {
      fillLead(row, o, lead);
      for (int c = 0; c < columns.length; c++) {
        columns[c][o] = row[FeatureRow.COMMON + c];
      }
    }
    return columns;
  }

  /** All features of an origin at a lead time. */
  void fill(float[] row, int origin, int lead) {
    System.arraycopy(origins.get(origin).common, 0, row, 0, FeatureRow.COMMON);
    fillLead(row, origin, lead);
  }

  private void fillLead(float[] row, int origin, int lead) {
    Origin sample = origins.get(origin);
    FeatureRow.ofLead(
        row,
        sample.levels,
        sample.scale,
        sample.hour,
        lead,
        sources.get(sample.source).series().longitude(),
        sample.ownCandidates);
  }

  /** How many folds there are. */
  int folds() {
    return stretches > 1 ? Math.min(MOST_FOLDS, stretches) : GAUGE_FOLDS;
  }

  /** The fold that judges an origin. */
  int fold(int origin) {
    Origin sample = origins.get(origin);
    return fold(sources.get(sample.source), sample.hour);
  }

  /** Whether an origin may be learned from by what a fold judges. */
  boolean apart(int origin, int fold) {
    Origin sample = origins.get(origin);
    Source source = sources.get(sample.source);
    return fold(source, sample.hour) != fold
        && fold(source, sample.hour - APART_HOURS) != fold
        && fold(source, sample.hour + APART_HOURS) != fold;
  }

  private int fold(Source source, long hour) {
    return stretches > 1 ? source.period().stretch(hour) % folds() : source.gaugeFold();
  }

  private static int[] gaugeFolds(List<GaugeSeries> gauges) {
    List<Integer> fromWest =
        IntStream.range(0, gauges.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(g -> gauges.get(g).longitude())
                    .thenComparing(g -> gauges.get(g).stationId()))
            .toList();
    int[] folds = new int[gauges.size()];
    for (int place = 0; place < folds.length; place++) {
      folds[fromWest.get(place)] = place * GAUGE_FOLDS / folds.length;
    }
    return folds;
  }
}
