/**
 * Starts a NameNode and a DataNode in one process. The name folder is formatted on the first start
 * and left alone on every other. Ports, folders and every other setting come from the launcher's
 * configuration file, not from here.
 */
package io.watershed.cluster.hdfs;
