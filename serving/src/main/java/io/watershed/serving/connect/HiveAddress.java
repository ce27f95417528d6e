package io.watershed.serving.connect;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Hive answers. Nothing else of the JDBC URL is kept, since its parameters may hold secrets.
 *
 * @param host name or address; an IPv6 address in brackets
 * @param port the binary Thrift port
 * @param database the database of the tables
 */
record HiveAddress(String host, int port, String database) {

  /**
   * Off in the sessions of tools: where Hive 4.0.1 computes rows in vectors, {@code TRUNC} of a
   * date is always in January 1970, since {@code TruncDateFromDate} takes its days for
   * milliseconds. Tools write {@code TRUNC} to group dates by month.
   */
  static final String VECTORS = "hive.vectorized.execution.enabled";

  private static final int DEFAULT_PORT = 10000;

  /** Of several hosts, as ZooKeeper needs them, the first is taken. */
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:hive2://(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{1,5}))?([,/;?#].*)?");

  /**
   * The address in the settings {@code hive.jdbc-url} and {@code hive.database}.
   *
   * @throws SettingsException if the URL names no host
   */
  static HiveAddress from(Settings settings) {
    Matcher url = URL.matcher(settings.string("hive.jdbc-url"));
    if (!url.matches()) {
      throw new SettingsException(
          "watershed.hive.jdbc-url",
          "a URL without a host that a tool could connect to",
          "like jdbc:hive2://127.0.0.1:10000/");
    }
    int port = url.group("port") == null ? DEFAULT_PORT : Integer.parseInt(url.group("port"));
    return new HiveAddress(url.group("host"), port, settings.string("hive.database"));
  }

  String jdbcUrl() {
    return "jdbc:hive2://" + host + ":" + port + "/" + database + "?" + VECTORS + "=false";
  }
}
