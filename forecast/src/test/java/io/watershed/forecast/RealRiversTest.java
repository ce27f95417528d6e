package io.watershed.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watershed.core.forecast.FitOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The goals, on real rivers, each month judged by what was learned from the other. */
@Tag("slow")
class RealRiversTest {

  private static Evaluation.Judged spring;
  private static Evaluation.Judged winter;

  @BeforeAll
  static void evaluate() throws BadInputException {
    Path home = Path.of(System.getProperty("watershed.home", ".."));
    Path folder =
        home.resolve(System.getProperty("watershed.realData", "../shared/data"))
            .resolve("river-levels/hubeau-occitanie-2020");
    assumeTrue(
        Files.isDirectory(folder),
        "skipped: the real river levels are not at " + folder.toAbsolutePath().normalize());
    LevelFile winterFile = LevelFile.read(folder.resolve("train_data_tidy.csv.gz"));
    LevelFile springFile = LevelFile.read(folder.resolve("validation_data_tidy.csv.gz"));
    spring = judge(winterFile, springFile);
    winter = judge(springFile, winterFile);
  }

  @Test
  void theMedianStationIsWellBelowPersistence() {
    for (Evaluation.Judged month : List.of(spring, winter)) {
      assertThat(month.at(6).medianBelow()).isGreaterThanOrEqualTo(0.12);
      assertThat(month.at(24).medianBelow()).isGreaterThanOrEqualTo(0.08);
    }
  }

  @Test
  void fewStationsDoWorse() {
    for (Evaluation.Judged month : List.of(spring, winter)) {
      assertThat(month.at(6).shareWorse()).isLessThanOrEqualTo(0.10);
      assertThat(month.at(24).shareWorse()).isLessThanOrEqualTo(0.10);
    }
  }

  @Test
  void intervalsCoverAsTheySayAtEveryLeadTime() {
    for (Evaluation.Judged month : List.of(spring, winter)) {
      for (int lead = 1; lead <= 24; lead++) {
        assertThat(month.at(lead).pooled().coverage()).as("lead " + lead).isBetween(0.93, 0.97);
      }
    }
  }

  @Test
  void persistenceIsWhatTheDatasDescriptionSays() {
    // What the description of the data gives: 0.232 m in winter, 0.190 m in spring.
    assertThat(winter.at(24).pooled().persistenceMae()).isBetween(0.225, 0.235);
    assertThat(spring.at(24).pooled().persistenceMae()).isBetween(0.185, 0.195);
  }

  private static Evaluation.Judged judge(LevelFile fit, LevelFile judged) throws BadInputException {
    return Evaluation.of(
            List.of(fit), List.of(), List.of(judged), FitOptions.DEFAULTS, progress -> {})
        .judged()
        .get(0);
  }
}
