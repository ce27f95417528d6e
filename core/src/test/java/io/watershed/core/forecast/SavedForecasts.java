package io.watershed.core.forecast;

import io.watershed.core.boosting.SavedTrees;
import io.watershed.core.boosting.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The skill and the model that each release saved in the golden files. */
final class SavedForecasts {

  static final long ORIGIN = 494_520;

  private SavedForecasts() {}

  /** The forecasts of three hours, two of them partly scored. */
  static StationSkill skill() {
    StationSkill skill = StationSkill.none();
    for (int hour = 0; hour < 3; hour++) {
      double level = 2 + 0.25 * hour;
      skill.tracker().settle(ORIGIN + hour, level, 0, skill::add);
      double[][] challengers = new double[4][24];
      List<LeadForecast> leads = new ArrayList<>();
      for (int lead = 1; lead <= 24; lead++) {
        for (int challenger = 0; challenger < 4; challenger++) {
          challengers[challenger][lead - 1] = lead * 0.125 * (challenger + 1);
        }
        leads.add(
            new LeadForecast(
                lead,
                level + lead * 0.125,
                level - 0.5,
                level + 4,
                Candidate.DAMPED_TREND,
                0.5,
                OptionalDouble.of(lead / 32.0)));
      }
      skill
          .tracker()
          .keep(new StationForecast("G1", ORIGIN + hour, level, leads), 0.5, 4.5, challengers);
    }
    return skill;
  }

  /** A model of few trees. */
  static ForecastModel model() {
    List<LeadModel> leads = new ArrayList<>();
    for (int lead = 1; lead <= 24; lead++) {
      double[] prior = new double[41];
      Arrays.setAll(prior, choice -> choice * 0.0625);
      leads.add(
          new LeadModel(
              SavedTrees.trees(),
              TreeEnsemble.constant(lead * 0.5),
              0.75,
              ScoreTable.unknown(),
              prior));
    }
    return new ForecastModel(leads, 0.8, 7, 12_345);
  }
}
