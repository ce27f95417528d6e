package io.watershed.serving.connect;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that connect Tableau and Power BI to Hive. They follow from the settings alone: Hive
 * need not run, and the same settings give the same bytes.
 */
public final class ConnectionFiles {

  /** The file for Tableau. */
  public static final String TABLEAU = "watershed.tds";

  /** The file for Power BI. */
  public static final String POWER_BI = "watershed.pbids";

  private final Map<String, String> texts = new TreeMap<>();

  private ConnectionFiles(HiveAddress hive) {
    texts.put(TABLEAU, TableauDataSource.of(hive));
    texts.put(POWER_BI, PowerBiDataSource.of(hive));
  }

  /**
   * The files for the Hive of the settings {@code hive.jdbc-url} and {@code hive.database}.
   *
   * @throws io.watershed.core.settings.SettingsException if the URL names no host
   */
  public static ConnectionFiles from(Settings settings) {
    return new ConnectionFiles(HiveAddress.from(settings));
  }

  /** The text of {@code watershed.tds}, for people who download it. */
  public String tableau() {
    return texts.get(TABLEAU);
  }

  /** The text of {@code watershed.pbids}, for people who download it. */
  public String powerBi() {
    return texts.get(POWER_BI);
  }

  /**
   * Writes both files, each in one step over an older one.
   *
   * @param directory an existing, writable folder
   * @return the files written
   */
  public List<Path> write(Path directory) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : texts.entrySet()) {
      Path target = directory.resolve(file.getKey());
      Path temporary = directory.resolve("." + file.getKey() + "." + ProcessHandle.current().pid());
      try {
        Files.writeString(temporary, file.getValue());
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      written.add(target);
    }
    return written;
  }
}
