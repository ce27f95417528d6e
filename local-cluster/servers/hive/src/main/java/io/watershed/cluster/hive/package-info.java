/** What the embedded HiveServer2 needs beside its own classes: turns for queries that scan. */
package io.watershed.cluster.hive;
