package io.watershed.ingestion.source.drop;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a CSV file in UTF-8, verbatim. A line goes on after a line break that stands within
 * quotes. A byte order mark is not part of the first line; empty lines are passed over.
 */
final class CsvLines implements Closeable {

  /** A line of text cannot be had. */
  static final class BadLineException extends IOException {
    private static final long serialVersionUID = 1;

    BadLineException(String message) {
      super(message);
    }
  }

  /**
   * One line.
   *
   * @param number of its first line in the file, from 1
   * @param text without the line break at its end
   */
  record Line(long number, String text) {}

  private static final int LONGEST_LINE = 60_000;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final BufferedReader reader;
  private final char delimiter;
  private long next = 1;
  private int pushedBack = -1;

  CsvLines(InputStream bytes, char delimiter) {
    this.delimiter = delimiter;
    this.reader =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /** The next line that is not empty, or null at the end. */
  Line nextOrNull() throws IOException {
    try {
      while (true) {
        long number = next;
        String text = textOrNull();
        if (text == null) {
          return null;
        }
        if (!text.isBlank()) {
          return new Line(number, text);
        }
      }
    } catch (CharacterCodingException foreign) {
      throw new BadLineException("line " + next + " or one soon after it is not UTF-8");
    }
  }

  private String textOrNull() throws IOException {
    StringBuilder text = new StringBuilder();
    boolean fieldBegins = true;
    boolean quoted = false;
    long first = next;
    while (true) {
      int letter = read();
      if (letter < 0) {
        if (quoted) {
          throw new BadLineException("the quote that opens in line " + first + " never closes");
        }
        return text.isEmpty() ? null : text.toString();
      }
      if (first == 1 && text.isEmpty() && letter == BYTE_ORDER_MARK) {
        continue;
      }
      if (letter == '\r' || letter == '\n') {
        next++;
        String lineBreak = lineBreak(letter);
        if (!quoted) {
          return text.toString();
        }
        text.append(lineBreak);
        continue;
      }
      boolean closes = letter == '"' && quoted;
      if (closes || (letter == '"' && fieldBegins)) {
        quoted = !quoted;
      }
      // A quote within quotes is doubled: it closes them, and as a new beginning opens them again.
      fieldBegins = letter == delimiter || closes;
      text.append((char) letter);
      if (text.length() > LONGEST_LINE) {
        throw new BadLineException(
            "line " + first + " has more than " + LONGEST_LINE + " characters");
      }
    }
  }

  private String lineBreak(int letter) throws IOException {
    if (letter == '\n') {
      return "\n";
    }
    int following = read();
    if (following == '\n') {
      return "\r\n";
    }
    pushedBack = following;
    return "\r";
  }

  private int read() throws IOException {
    if (pushedBack >= 0) {
      int letter = pushedBack;
      pushedBack = -1;
      return letter;
    }
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
