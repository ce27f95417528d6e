package io.watershed.core.boosting;

/** The trees that each release saved in the golden files. */
public final class SavedTrees {

  private SavedTrees() {}

  /** A constant, one split, and a leaf on each side of another. */
  public static TreeEnsemble trees() {
    TreeEnsemble.Builder builder = new TreeEnsemble.Builder(0.25);
    int first = builder.addTree();
    int left = builder.split(first, 3, 1.5f, true);
    builder.value(left, -0.5);
    int deeper = builder.split(left + 1, 86, -2.25f, false);
    builder.value(deeper, 0.75);
    builder.value(deeper + 1, 2);
    builder.value(builder.addTree(), 0.125);
    return builder.build();
  }
}
