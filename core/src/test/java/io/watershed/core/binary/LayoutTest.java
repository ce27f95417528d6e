package io.watershed.core.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final Layout FIRST = Layout.of("a thing", 2, "colours red,green");

  @Test
  void whatIsWrittenIsRead() {
    assertThat(read(FIRST, FIRST)).isEqualTo("2body");
    assertThat(FIRST.versionOf(saved(FIRST))).isEqualTo(2);
  }

  @Test
  void anOlderLayoutIsReadOnlyWhereItIsNamed() {
    Layout later = Layout.of("a thing", 3, "colours red,green,blue");
    assertThatThrownBy(() -> later.read(saved(FIRST), (version, in) -> in.readText()))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageMatching(
            "a thing was saved in a layout that begins with 02[0-9a-f]{8};"
                + " this code reads version 3 \\(03[0-9a-f]{8}\\)");
    Layout both = later.reading(2, FIRST.mark());
    assertThat(read(both, FIRST)).isEqualTo("2body");
    assertThat(read(both, both)).isEqualTo("3body");
    assertThatThrownBy(() -> later.reading(3, (byte) 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 3 is no older layout of a thing, which is at 3");
  }

  @Test
  void anotherShapeIsAnotherLayoutThoughTheVersionIsTheSame() {
    Layout other = Layout.of("a thing", 2, "colours red,blue");
    assertThatThrownBy(() -> other.versionOf(saved(FIRST)))
        .isInstanceOf(UnreadableStateException.class);
    assertThat(Layout.of("a thing", 2, "colours red,green").mark()).isEqualTo(FIRST.mark());
  }

  @Test
  void damageIsSaidWithItsOwner() {
    assertThatThrownBy(() -> FIRST.versionOf(new byte[0]))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageStartingWith("a thing was saved in a layout that begins with nothing;");
    assertThatThrownBy(() -> FIRST.read(saved(FIRST), (version, in) -> in.readByte()))
        .hasMessage("a thing is damaged: it does not end where it should");
    assertThatThrownBy(() -> FIRST.readStream(saved(FIRST), (version, in) -> in.readLong()))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("a thing is damaged: java.io.EOFException")
        .isInstanceOfSatisfying(
            UnreadableStateException.class,
            unreadable ->
                assertThat(unreadable.of("thing T1"))
                    .hasMessage("thing T1: a thing is damaged: java.io.EOFException"));
  }

  @Test
  void aVersionFitsIntoItsByte() {
    assertThatThrownBy(() -> Layout.of("a thing", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a layout's version must be 2 to 31, not 1");
  }

  @Test
  void constantsAreInTheOrderOfTheirTexts() {
    assertThat(Layout.sorted(new String[] {"b", "c", "a"}, text -> text + "=1"))
        .isEqualTo("a=1,b=1,c=1");
  }

  private static String read(Layout layout, Layout saved) {
    return layout.read(saved(saved), (version, in) -> version + in.readText());
  }

  private static byte[] saved(Layout layout) {
    BinaryWriter out = new BinaryWriter(16);
    layout.write(out);
    out.writeText("body");
    return out.toByteArray();
  }
}
