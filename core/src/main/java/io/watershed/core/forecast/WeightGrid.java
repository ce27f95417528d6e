package io.watershed.core.forecast;

/**
 * What selection chooses from: persistence, and each challenger's change taken by a tenth, two
 * tenths … or the whole. Taking a part of it is how a forecast is drawn towards persistence.
 */
final class WeightGrid {

  private static final int STEPS = 10;

  /** Place 0 is persistence; then the steps of each challenger. */
  static final int CHOICES = 1 + Candidate.CHALLENGERS.length * STEPS;

  /** What shapes bytes that hold a number for each choice, for the layouts that do. */
  static final String SHAPE = "challengers " + Candidate.challengerNames() + " by " + STEPS;

  private WeightGrid() {}

  static int choice(int challenger, int step) {
    return 1 + challenger * STEPS + step - 1;
  }

  /** The place in {@link Candidate#CHALLENGERS}, -1 for persistence. */
  static int challenger(int choice) {
    return choice == 0 ? -1 : (choice - 1) / STEPS;
  }

  static Candidate candidate(int choice) {
    return choice == 0 ? Candidate.PERSISTENCE : Candidate.CHALLENGERS[challenger(choice)];
  }

  /** The share of the challenger's change that is taken. */
  static double weight(int choice) {
    return choice == 0 ? 0 : (double) ((choice - 1) % STEPS + 1) / STEPS;
  }

  /** The change that a choice forecasts. */
  static double change(int choice, double[] challengers) {
    return choice == 0 ? 0 : weight(choice) * challengers[challenger(choice)];
  }
}
