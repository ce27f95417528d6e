package io.watershed.core.forecast;

import java.io.Serializable;

/**
 * How a model is fitted.
 *
 * @param rounds the trees of each lead time's model
 * @param trustedWeight the share of the global model's change that is taken without own evidence of
 *     the gauge; what is above costs extra. 0 to 1
 * @param mostOrigins from so many origins, at most, is learned; more are thinned evenly
 * @param seed where the random choices start
 */
public record FitOptions(int rounds, double trustedWeight, int mostOrigins, long seed)
    implements Serializable {

  /** What did best on the months it was chosen on; see the decision. */
  public static final FitOptions DEFAULTS = new FitOptions(200, 0.8, 60_000, 1);

  /** Refuses what cannot be fitted with. */
  public FitOptions {
    if (rounds < 1 || mostOrigins < 1 || !(trustedWeight >= 0 && trustedWeight <= 1)) {
      throw new IllegalArgumentException(
          "rounds and origins must be 1 or more and the trusted weight from 0 to 1, not "
              + rounds
              + ", "
              + mostOrigins
              + " and "
              + trustedWeight);
    }
  }

  /** With another trusted weight. */
  public FitOptions withTrustedWeight(double weight) {
    return new FitOptions(rounds, weight, mostOrigins, seed);
  }

  /** With another start of the random choices. */
  public FitOptions withSeed(long start) {
    return new FitOptions(rounds, trustedWeight, mostOrigins, start);
  }

  /** With another number of trees. */
  public FitOptions withRounds(int trees) {
    return new FitOptions(trees, trustedWeight, mostOrigins, seed);
  }
}
