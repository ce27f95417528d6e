package io.watershed.simulator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Counts figures that agree and keeps the first that do not. */
public final class Comparison {

  private static final int MOST_DIFFERENCES = 20;
  private static final double ABSOLUTE = 1e-6;
  private static final double RELATIVE = 1e-9;

  /**
   * Two figures that should be the same.
   *
   * @param what which figure
   * @param expected what the ledger says
   * @param actual what the pipeline says; null for nothing
   */
  public record Difference(String what, String expected, String actual) {}

  private final List<Difference> differences = new ArrayList<>();
  private long figures;
  private long disagreements;

  /** Compares two whole numbers; null stands for nothing found. */
  public void whole(String what, long expected, Long actual) {
    note(Objects.equals(expected, actual), what, Long.toString(expected), String.valueOf(actual));
  }

  /** Compares two numbers up to rounding; NaN stands for an empty cell. */
  public void number(String what, double expected, double actual) {
    boolean agree =
        Double.isNaN(expected)
            ? Double.isNaN(actual)
            : Math.abs(expected - actual) <= ABSOLUTE + RELATIVE * Math.abs(expected);
    note(agree, what, text(expected), text(actual));
  }

  /** Compares two truths. */
  public void truth(String what, boolean expected, boolean actual) {
    note(expected == actual, what, Boolean.toString(expected), Boolean.toString(actual));
  }

  /** A row that should be there and is not, or the other way round. */
  public void missing(String what, String expected, String actual) {
    note(false, what, expected, actual);
  }

  private void note(boolean agree, String what, String expected, String actual) {
    figures++;
    if (!agree) {
      disagreements++;
      if (differences.size() < MOST_DIFFERENCES) {
        differences.add(new Difference(what, expected, actual));
      }
    }
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "nothing" : Double.toString(value);
  }

  /** How many figures were compared. */
  public long figures() {
    return figures;
  }

  /** How many of them differ. */
  public long disagreements() {
    return disagreements;
  }

  /** The first differences, at most {@value #MOST_DIFFERENCES}. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }
}
