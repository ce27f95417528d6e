package io.watershed.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The body of one bulk request and where its documents lie. Not safe for several threads. */
public final class Bulk {

  private static final int FIRST_COUNT = 256;

  private final JsonLines lines;
  private String[] indices = new String[FIRST_COUNT];
  private String[] ids = new String[FIRST_COUNT];
  private int[] actionStarts = new int[FIRST_COUNT];
  private int[] documentStarts = new int[FIRST_COUNT];
  private int count;

  Bulk(int capacity) {
    lines = new JsonLines(capacity);
  }

  /**
   * Begins a document that replaces the one with the same id.
   *
   * @return where its JSON object goes
   */
  public JsonLines begin(String index, String id) {
    beginAction(index);
    ids[count] = id;
    lines.beginText("_id").escaped(id).endText();
    return endAction();
  }

  /** Begins a document whose id is {@code first|second|instant}, made without a text of its own. */
  public JsonLines begin(String index, String first, String second, long instantMillis) {
    beginAction(index);
    ids[count] = null;
    lines.beginText("_id").escaped(first).escaped("|").escaped(second).escaped("|");
    lines.instant(instantMillis);
    lines.endText();
    return endAction();
  }

  private void beginAction(String index) {
    reserve(index);
    lines.beginObject().name("index").beginObject().text("_index", index);
  }

  private void reserve(String index) {
    if (count == ids.length) {
      int more = count * 2;
      indices = Arrays.copyOf(indices, more);
      ids = Arrays.copyOf(ids, more);
      actionStarts = Arrays.copyOf(actionStarts, more);
      documentStarts = Arrays.copyOf(documentStarts, more);
    }
    indices[count] = index;
    actionStarts[count] = lines.size();
  }

  private JsonLines endAction() {
    lines.endObject().endObject().endLine();
    documentStarts[count] = lines.size();
    return lines;
  }

  /** Ends the document. */
  public void end() {
    lines.endLine();
    count++;
  }

  int count() {
    return count;
  }

  int bytes() {
    return lines.size();
  }

  byte[] array() {
    return lines.array();
  }

  void clear() {
    lines.clear();
    count = 0;
  }

  /** The JSON of a document. */
  byte[] document(int index) {
    return lines.copy(documentStarts[index], end(index) - 1);
  }

  Refusal refusal(int index, String problem) {
    return new Refusal(indices[index], id(index), document(index), problem);
  }

  private String id(int index) {
    if (ids[index] != null) {
      return ids[index];
    }
    String action =
        new String(lines.copy(actionStarts[index], documentStarts[index]), StandardCharsets.UTF_8);
    int start = action.indexOf("\"_id\":\"") + 7;
    return action.substring(start, action.length() - 4);
  }

  private int end(int index) {
    return index + 1 < count ? actionStarts[index + 1] : lines.size();
  }

  /** A new bulk of some of the documents. */
  Bulk parts(List<Integer> chosen) {
    Bulk part = new Bulk(chosen.isEmpty() ? 16 : lines.size());
    for (int index : chosen) {
      part.copy(this, index);
    }
    return part;
  }

  /** A new bulk of the documents from one position to before another. */
  Bulk part(int from, int to) {
    Bulk part = new Bulk(end(to - 1) - actionStarts[from]);
    for (int index = from; index < to; index++) {
      part.copy(this, index);
    }
    return part;
  }

  private void copy(Bulk source, int index) {
    reserve(source.indices[index]);
    ids[count] = source.ids[index];
    int action = source.actionStarts[index];
    documentStarts[count] = lines.size() + source.documentStarts[index] - action;
    lines.append(source.lines.array(), action, source.end(index));
    count++;
  }
}
