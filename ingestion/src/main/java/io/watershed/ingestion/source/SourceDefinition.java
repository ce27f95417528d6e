package io.watershed.ingestion.source;

/** A source as the settings describe it. */
public interface SourceDefinition {

  /** Its name in statuses, topics and logs: lower-case letters. */
  String name();

  /** Opens it where the journal says it was. */
  Source open(Journal journal, SourceFigures figures);
}
