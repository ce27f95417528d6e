/**
 * What S3 needs where a file system has a rename that happens at once: the commit of an Iceberg
 * table and the files of a stream's checkpoint. Its class path, the AWS SDK with it, is added to a
 * layer only where an address of the settings begins with {@code s3a://}.
 *
 * <p>Nothing here may know which tables or streams there are, nor read settings: the session of the
 * layer names these classes to Hadoop and Spark.
 */
package io.watershed.s3;
