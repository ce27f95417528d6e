package io.watershed.serving.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.json.Json;

/**
 * A data source file (.pbids) for Power BI Desktop: Hive through Microsoft's ODBC driver, protocol
 * {@code odbc}. Power BI's own Hive connector speaks to Hive LLAP over HTTP, which a plain
 * HiveServer2 does not answer. The tables are copied into the report, not asked for each picture.
 */
final class PowerBiDataSource {

  private static final String DRIVER = "Microsoft Hive ODBC Driver";

  private PowerBiDataSource() {}

  /** The file's text, UTF-8 when written. */
  static String of(HiveAddress hive) {
    ObjectNode file = Json.MAPPER.createObjectNode().put("version", "0.1");
    ObjectNode connection = file.putArray("connections").addObject();
    ObjectNode details = connection.putObject("details").put("protocol", "odbc");
    details
        .putObject("address")
        .putObject("options")
        .put("driver", DRIVER)
        .put("host", hive.host())
        .put("port", String.valueOf(hive.port()))
        .put("schema", hive.database())
        // HiveServer2, asked for by a user's name without a password, over SASL.
        .put("hiveservertype", "2")
        .put("authmech", "2")
        .put("thrifttransport", "1")
        // The driver sends what begins so to the server.
        .put("ssp_" + HiveAddress.VECTORS, "false");
    details.putNull("authentication").putNull("query");
    connection.putObject("options");
    connection.put("mode", "Import");
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("JSON could not be written to memory", impossible);
    }
  }
}
