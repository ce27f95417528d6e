package io.watershed.simulator.random;

/**
 * A small seeded source of random numbers (SplitMix64): the same seed gives the same numbers on
 * every machine and Java version.
 */
public final class Randomness {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long state;

  /** A source that starts at a seed. */
  public Randomness(long seed) {
    this.state = seed;
  }

  /** One well-mixed number out of several. */
  public static long mix(long... parts) {
    long mixed = GOLDEN_GAMMA;
    for (long part : parts) {
      mixed = scramble(mixed + part + GOLDEN_GAMMA);
    }
    return mixed;
  }

  /** One well-mixed number out of two; {@link #mix} without its array. */
  public static long mixTwo(long first, long second) {
    return scramble(scramble(first + GOLDEN_GAMMA) + second + GOLDEN_GAMMA);
  }

  /** A number from 0 (inclusive) to 1 (exclusive) out of a mixed one. */
  public static double unit(long mixed) {
    return (mixed >>> 11) * DOUBLE_UNIT;
  }

  private static long scramble(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Any long. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return scramble(state);
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  public double nextDouble() {
    return unit(nextLong());
  }

  /** A number from {@code least} (inclusive) to {@code most} (exclusive). */
  public double between(double least, double most) {
    return least + nextDouble() * (most - least);
  }

  /** A whole number from 0 (inclusive) to {@code bound} (exclusive). */
  public int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  /** A whole number from {@code least} to {@code most}, both inclusive. */
  public int nextInt(int least, int most) {
    return least + nextInt(most - least + 1);
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /** A number of the standard normal distribution (sum of twelve uniform ones, less six). */
  public double nextGaussian() {
    double sum = -6;
    for (int index = 0; index < 12; index++) {
      sum += nextDouble();
    }
    return sum;
  }
}
