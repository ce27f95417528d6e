package io.watershed.core.contract;

/** A column of a table or a field of a document: both go by a name in whatever holds them. */
public interface Named {

  /** The name. */
  String name();
}
