package io.watershed.ingestion.source;

import java.util.function.BiFunction;

/**
 * A source as the settings describe it.
 *
 * @param name its name in statuses, topics and logs: lower-case letters
 * @param opening makes the source of its journal and its figures
 */
public record SourceDefinition(
    String name, BiFunction<Journal, SourceFigures, ? extends Source> opening) {

  /** Opens it where the journal says it was. */
  public Source open(Journal journal, SourceFigures figures) {
    return opening.apply(journal, figures);
  }
}
