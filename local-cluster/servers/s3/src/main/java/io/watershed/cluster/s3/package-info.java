/**
 * Starts an S3 server in one process, for tests and for trying things out. Its port, folder and
 * buckets come from the launcher's command line, not from here; what S3 itself means belongs to the
 * server that is started.
 */
package io.watershed.cluster.s3;
