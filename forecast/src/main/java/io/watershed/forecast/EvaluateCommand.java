package io.watershed.forecast;

import io.watershed.core.forecast.FitOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate}: fits on some files of river levels and judges on others. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Fits the forecast on files of river levels and judges it on others that it has not seen,"
          + " from every hour for 1 to 24 hours ahead; each forecast sees nothing after its hour.",
      "A file is a CSV, plain or gzipped: Hub'Eau's tidy one (code_station,date_obs,level_mm), or"
          + " station,time,level in metres; latitude,longitude may follow.",
      "Exit code 0: judged; 2: something that was given cannot be used."
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluateCommand.class);

  @Spec private CommandSpec spec;

  @Option(
      names = "--fit",
      paramLabel = "PATH",
      required = true,
      arity = "1",
      description = "A file to fit on. May be given several times.")
  private List<Path> fit;

  @Option(
      names = "--choose",
      paramLabel = "PATH",
      arity = "1",
      description =
          "A file on which the fit's settings are chosen; the final fit then learns from it too."
              + " May be given several times. Without one the settings are the built-in ones.")
  private List<Path> choose = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where the fit's random choices start. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--json",
      description = "Print one JSON object, with every station and lead time, instead of a table.")
  private boolean json;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "The files to judge on.")
  private List<Path> judged;

  @Override
  public Integer call() throws Exception {
    FitOptions options = FitOptions.DEFAULTS.withSeed(seed);
    List<LevelFile> fitFiles = read("fit", fit);
    List<LevelFile> chooseFiles = read("choose", choose);
    List<LevelFile> judgedFiles = read("judge", judged);
    Evaluation evaluation = Evaluation.of(fitFiles, chooseFiles, judgedFiles, options, LOG::info);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? EvaluationJson.of(evaluation) + "\n" : EvaluationText.of(evaluation));
    out.flush();
    return 0;
  }

  private static List<LevelFile> read(String purpose, List<Path> paths) throws BadInputException {
    List<LevelFile> files = new ArrayList<>();
    for (Path path : paths) {
      LevelFile file = LevelFile.read(path);
      LOG.info(
          "to {} on: {}, {} levels of {} stations",
          purpose,
          path,
          file.observations(),
          file.series().size() + file.leftOut().size());
      if (file.series().isEmpty()) {
        throw new BadInputException(
            path + " has no station with levels in " + LevelFile.LEAST_HOURS + " hours or more");
      }
      files.add(file);
    }
    return files;
  }
}
