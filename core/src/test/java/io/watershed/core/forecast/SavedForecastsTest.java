package io.watershed.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.binary.Golden;
import io.watershed.core.binary.UnreadableStateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedForecastsTest {

  @ParameterizedTest
  @ValueSource(strings = {"skill-1", "skill-2"})
  void everyReleasedSkillIsReadWithoutLoss(String golden) {
    StationSkill read = StationSkill.read(Golden.bytes(golden));
    assertThat(read.toBytes()).isEqualTo(SavedForecasts.skill().toBytes());
    assertThat(read.score(1).count()).isEqualTo(2);
    assertThat(read.score(2).count()).isEqualTo(1);
    assertThat(read.firstTarget(1)).isEqualTo(SavedForecasts.ORIGIN + 1);
    assertThat(read.lastTarget(1)).isEqualTo(SavedForecasts.ORIGIN + 2);
    assertThat(read.score(1).mae()).isEqualTo(0.125);
    // What it had issued is scored as the truth comes.
    read.tracker().settle(SavedForecasts.ORIGIN + 3, 3, 0, read::add);
    assertThat(read.score(3).count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-1", "model-2"})
  void everyReleasedModelIsReadWithoutLoss(String golden) throws IOException {
    ForecastModel read = ForecastModel.read(new ByteArrayInputStream(Golden.bytes(golden)));
    assertThat(bytes(read)).isEqualTo(bytes(SavedForecasts.model()));
    assertThat(read.gauges()).isEqualTo(7);
    assertThat(read.origins()).isEqualTo(12_345);
    float[] row = new float[FeatureRow.ALL];
    row[3] = 2;
    assertThat(read.lead(24).change(row)).isEqualTo(2.375);
  }

  /** Fails when a layout changes: then it needs a new version and a golden file of its own. */
  @Test
  void whatIsWrittenIsTheNewestReleasedLayout() throws IOException {
    assertThat(SavedForecasts.skill().toBytes()).isEqualTo(Golden.bytes("skill-2"));
    assertThat(bytes(SavedForecasts.model())).isEqualTo(Golden.bytes("model-2"));
  }

  @Test
  void anUnknownLayoutAndDamagedBytesAreSaid() {
    assertThatThrownBy(() -> StationSkill.read(new byte[] {0, 0, 0, 9}))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a gauge's skill was saved in a layout that begins with 00000009");
    byte[] skill = Golden.bytes("skill-2");
    assertThatThrownBy(() -> StationSkill.read(Arrays.copyOf(skill, skill.length - 1)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a gauge's skill is damaged: ");
    assertThatThrownBy(() -> StationSkill.read(Arrays.copyOf(skill, skill.length + 1)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("a gauge's skill is damaged: it does not end where it should");
    byte[] model = Golden.bytes("model-2");
    assertThatThrownBy(
            () ->
                ForecastModel.read(
                    new ByteArrayInputStream(Arrays.copyOf(model, model.length - 1))))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("the forecast model is damaged: ");
    // A model that was fitted on rows of other features.
    byte[] other = Golden.bytes("model-1");
    other[7]++;
    assertThatThrownBy(() -> ForecastModel.read(new ByteArrayInputStream(other)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("the forecast model was saved in a layout that begins with 57");
  }

  private static byte[] bytes(ForecastModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return bytes.toByteArray();
  }
}
