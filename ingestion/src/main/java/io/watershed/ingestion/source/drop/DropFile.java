package io.watershed.ingestion.source.drop;

import io.watershed.ingestion.source.Contents;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A claimed file as rows of observations; read twice, once to check and once to send. */
final class DropFile {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final Optional<String> mappingText;
  private final long mostBytes;

  DropFile(DropFolder.Claim claim, long mostBytes) {
    this.path = claim.path();
    this.mappingText = claim.mapping();
    this.mostBytes = mostBytes;
  }

  /** Rows, one after the other. */
  record Rows(CsvLines lines, RowReader reader, Mapping mapping) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** The size and time of the file, which change when somebody still writes. */
  String state() throws IOException {
    return Files.size(path) + " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** SHA-256 of its bytes as they are. */
  String sha256() throws IOException {
    MessageDigest digest = Contents.digest();
    try (InputStream bytes = new DigestInputStream(bytes(), digest)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      while (bytes.read(buffer) >= 0) {
        // The digest takes what is read.
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Opens its rows.
   *
   * @throws MappingException if there is no header, no layout for it, or a mapping that cannot be
   */
  Rows rows() throws IOException, MappingException {
    Optional<Mapping> given =
        mappingText.isPresent()
            ? Optional.of(MappingReader.read("mapping", mappingText.get()))
            : Optional.empty();
    char delimiter = given.map(Mapping::delimiter).orElse(',');
    CsvLines lines = new CsvLines(unpacked(), delimiter);
    try {
      CsvLines.Line first = lines.nextOrNull();
      if (first == null) {
        throw new MappingException("the file has no header");
      }
      List<String> header = RowReader.header(first.text(), delimiter);
      Mapping mapping = given.isPresent() ? given.get() : Layouts.of(header);
      return new Rows(lines, new RowReader(mapping, header), mapping);
    } catch (IOException | MappingException unusable) {
      lines.close();
      throw unusable;
    }
  }

  private InputStream bytes() throws IOException {
    return Channels.newInputStream(
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  private InputStream unpacked() throws IOException {
    InputStream bytes = bytes();
    try {
      InputStream plain =
          path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz")
              ? new GZIPInputStream(bytes, BUFFER_BYTES)
              : bytes;
      return new Limited(plain, mostBytes);
    } catch (IOException noArchive) {
      bytes.close();
      throw new CsvLines.BadLineException("the file is no gzip archive");
    }
  }

  /** Ends with a fault where there is more than allowed. */
  private static final class Limited extends FilterInputStream {
    private final long mostBytes;
    private long taken;

    Limited(InputStream bytes, long mostBytes) {
      super(bytes);
      this.mostBytes = mostBytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      taken += Math.max(count, 0);
      if (taken > mostBytes) {
        throw new CsvLines.BadLineException(
            "the file has more than " + mostBytes / 1_000_000 + " megabytes");
      }
      return count;
    }
  }
}
