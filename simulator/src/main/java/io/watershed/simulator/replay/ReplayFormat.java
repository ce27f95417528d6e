package io.watershed.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;

/** One layout of files: from its rows to raw messages. Keeps what it needs to know between rows. */
sealed interface ReplayFormat permits QueenslandFormat, DaiadFormat {

  /** Takes what a file holds, in the file's order. */
  interface Target {

    /** A message out of a row. */
    void message(ReplayRow row) throws IOException;

    /** A row that is none of this layout, as it stands. */
    void badRow(String key, String line) throws IOException;
  }

  /** The name on the command line. */
  String name();

  /**
   * Checks the first line of a CSV.
   *
   * @throws ReplayFileException if it is not the header of this layout
   */
  void requireHeader(String file, String line);

  /**
   * Reads one CSV.
   *
   * @throws ReplayFileException if its first line is not the header of this layout
   */
  void read(String file, BufferedReader text, Target target) throws IOException;
}
