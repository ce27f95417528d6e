package io.watershed.serving.kibana;

import picocli.CommandLine.Command;

/** {@code serving kibana}: what concerns Kibana. */
@Command(
    name = "kibana",
    description = "Brings the dashboards into Kibana.",
    mixinStandardHelpOptions = true,
    subcommands = ImportCommand.class)
public final class KibanaCommand {}
