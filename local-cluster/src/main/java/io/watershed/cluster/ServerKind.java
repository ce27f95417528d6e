package io.watershed.cluster;

/** The four embedded servers. */
public enum ServerKind {
  /** The broker that holds the raw topics. */
  KAFKA,
  /** The file system that holds the master dataset and the batch views. */
  HDFS,
  /** The SQL server over the batch views; needs {@link #HDFS}. */
  HIVE,
  /** The index that holds the speed views. */
  ELASTICSEARCH
}
