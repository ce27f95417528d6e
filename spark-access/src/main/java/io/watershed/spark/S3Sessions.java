package io.watershed.spark;

import io.watershed.core.settings.S3Settings;
import io.watershed.core.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * What a session needs where an address of the settings is one of S3, which has no rename that
 * happens at once. The classes are those of the module s3-access, which the launcher puts on the
 * class path then.
 */
final class S3Sessions {

  private S3Sessions() {}

  static void configure(SparkConf conf, Settings settings) {
    Optional<S3Settings> s3 = S3Settings.from(settings);
    if (s3.isEmpty()) {
      return;
    }
    for (Map.Entry<String, String> property : s3.get().hadoopProperties().entrySet()) {
      conf.setIfMissing("spark.hadoop." + property.getKey(), property.getValue());
    }
    // Commits of a hadoop catalog by several processes.
    conf.setIfMissing("spark.hadoop.fs.s3a.impl", "io.watershed.s3.CommittingS3FileSystem");
    // Tasks upload their files to where they belong, and the end of the job makes them appear:
    // nothing is renamed, that is copied, and a task that dies leaves nothing to be seen.
    conf.setIfMissing("spark.hadoop.fs.s3a.committer.name", "magic");
    conf.setIfMissing(
        "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a",
        "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory");
    String binding = "org.apache.spark.internal.io.cloud.";
    conf.setIfMissing(
        "spark.sql.sources.commitProtocolClass", binding + "PathOutputCommitProtocol");
    conf.setIfMissing(
        "spark.sql.parquet.output.committer.class", binding + "BindingParquetOutputCommitter");
    conf.setIfMissing(
        "spark.sql.streaming.checkpointFileManagerClass", "io.watershed.s3.S3CheckpointFiles");
  }
}
