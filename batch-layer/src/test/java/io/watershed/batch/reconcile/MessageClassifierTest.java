package io.watershed.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageClassifierTest {

  private static final long LATENESS = 1000;
  private final MessageClassifier classifier = new MessageClassifier(LATENESS);

  @Test
  void acceptsReadingsOutOfOrderWithinTheWatermark() {
    assertThat(classifier.take(0, 1, 5000, 1)).isEqualTo(MessageClass.ACCEPTED);
    assertThat(classifier.take(0, 2, 4000, 1)).isEqualTo(MessageClass.ACCEPTED);
    assertThat(classifier.take(0, 3, 4500, 1)).isEqualTo(MessageClass.ACCEPTED);
  }

  @Test
  void callsReadingOlderThanTheWatermarkLateAndItsCopyDuplicate() {
    classifier.take(0, 1, 5000, 1);
    assertThat(classifier.take(0, 2, 3999, 1)).isEqualTo(MessageClass.LATE);
    assertThat(classifier.take(0, 3, 3999, 1)).isEqualTo(MessageClass.DUPLICATE);
  }

  @Test
  void callsSecondMessageWithTheSameIdentityDuplicateHoweverOldItIs() {
    classifier.take(0, 1, 5000, 1);
    classifier.take(0, 2, 900_000, 1);
    assertThat(classifier.take(0, 3, 5000, 1)).isEqualTo(MessageClass.DUPLICATE);
  }

  @Test
  void tellsSameMessageTwiceFromDuplicate() {
    classifier.take(0, 1, 5000, 1);
    assertThat(classifier.take(0, 1, 5000, 1)).isEqualTo(MessageClass.DOUBLED);
    assertThat(classifier.take(1, 1, 5000, 1)).isEqualTo(MessageClass.DUPLICATE);
  }

  @Test
  void aMessageThatBringsWhatTheInstantLackedIsAnAddition() {
    assertThat(classifier.take(0, 1, 5000, 0b01)).isEqualTo(MessageClass.ACCEPTED);
    assertThat(classifier.take(0, 2, 5000, 0b11)).isEqualTo(MessageClass.ADDITION);
    assertThat(classifier.take(0, 3, 5000, 0b10)).isEqualTo(MessageClass.DUPLICATE);
    classifier.take(0, 4, 900_000, 0b01);
    assertThat(classifier.take(0, 5, 5000, 0b100)).isEqualTo(MessageClass.LATE_ADDITION);
  }
}
