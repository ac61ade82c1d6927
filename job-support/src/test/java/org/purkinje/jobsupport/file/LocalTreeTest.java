package org.purkinje.jobsupport.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every name that a file system allows must be listed, described and opened again. */
class LocalTreeTest {

  static final List<String> ODD_NAMES =
      List.of(
          "a b.hea",
          "100%.hea",
          "50%25.hea",
          "#1.hea",
          "why?.hea",
          "[x]{y}*.hea",
          "it's \"q\".hea",
          "a:b.hea",
          "back\\slash.hea",
          "Größe.hea",
          "Gro\u0308ße.hea",
          "您好.hea",
          "100.HEA",
          "İI.hea");

  @TempDir private Path folder;

  @Test
  void listsAndOpensFilesWhateverTheirNames() throws IOException {
    Path below = Files.createDirectories(folder.resolve("sub ü #[1]%20/s?b"));
    for (String name : ODD_NAMES) {
      Files.writeString(below.resolve(name), name);
    }
    for (String root :
        List.of(
            folder.toString(), folder.toUri().toString(), "file:" + folder, "file://" + folder)) {
      assertThat(contents(FileTree.of(root, new Configuration(false))))
          .as(root)
          .containsExactlyInAnyOrderElementsOf(ODD_NAMES);
    }
  }

  @Test
  void opensARootWithABlankAndAPercentSignByPathAndByUri() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("my data 100%/ü"));
    Files.writeString(odd.resolve("a.hea"), "a");
    for (String root : List.of(odd.toString(), odd.toUri().toString())) {
      FileTree tree = FileTree.of(root, new Configuration(false));
      assertThat(tree.exists()).as(root).isTrue();
      assertThat(contents(tree)).containsExactly("a");
    }
  }

  @Test
  void escapesNamesInAddresses() throws IOException {
    FileTree tree = FileTree.of(folder.toString(), new Configuration(false));
    Path file = Files.writeString(folder.resolve("a b%ü#.hea"), "x");
    assertThat(tree.uri("a b%ü#.hea")).isEqualToIgnoringCase(file.toUri().toString());
  }

  @Test
  void readsAHadoopFolderWhateverItsNames() throws IOException {
    Path below = Files.createDirectories(folder.resolve("sub ü #[1]%20/s?b"));
    for (String name : ODD_NAMES) {
      Files.writeString(below.resolve(name), name);
    }
    Configuration hadoop = new Configuration();
    // As object stores do, without a file of checksums beside each file.
    hadoop.set("fs.file.impl", RawLocalFileSystem.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    FileTree tree = new HadoopTree("file://" + folder, hadoop);
    assertThat(contents(tree)).containsExactlyInAnyOrderElementsOf(ODD_NAMES);
  }

  @Test
  void saysWhyALinkIsNotFollowed() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("b.hea"), "secret");
    Files.writeString(root.resolve("a.hea"), "a");
    Files.createSymbolicLink(root.resolve("again.hea"), root.resolve("a.hea"));
    Files.createSymbolicLink(root.resolve("dangling.hea"), root.resolve("nowhere"));
    Files.createSymbolicLink(root.resolve("self.hea"), root.resolve("self.hea"));
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("out"), outside);
    Files.createSymbolicLink(root.resolve("out.hea"), outside.resolve("b.hea"));
    String leadsOut =
        "the link leads out of the source folder, to %s; copy it in, or name that folder";

    FileTree tree = FileTree.of(root.toString(), new Configuration(false));
    assertThat(tree.list())
        .extracting(FileTree.Entry::path, FileTree.Entry::problem)
        .containsExactly(
            tuple("a.hea", ""),
            tuple("again.hea", ""),
            tuple("dangling.hea", "the link leads to no file; mend or remove it"),
            tuple("loop/", "the link leads back to itself; remove it"),
            tuple("out.hea", leadsOut.formatted(outside.resolve("b.hea"))),
            tuple("out/", leadsOut.formatted(outside)),
            tuple("self.hea", "the link leads to no file; mend or remove it"));
    assertThatThrownBy(() -> tree.folderOf("out.hea").open("out.hea"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("leads out of the source folder");
    assertThatThrownBy(() -> tree.folderOf("out/b.hea").size("b.hea"))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void followsTheRootThoughItIsALink() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(root.resolve("a.hea"), "a");
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    assertThat(contents(FileTree.of(link.toString(), new Configuration(false))))
        .containsExactly("a");
  }

  @Test
  void saysThatANameIsNotUtf8() throws Exception {
    Process made =
        new ProcessBuilder("bash", "-c", "printf x > $'latin\\xfc.hea'")
            .directory(folder.toFile())
            .start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(FileTree.of(folder.toString(), new Configuration(false)).list())
        .extracting(FileTree.Entry::problem)
        .containsExactly("its name is not UTF-8; rename it");
  }

  @Test
  void knowsWhatSystemsHide() {
    assertThat(
            Stream.of("._100.hea", "a/.git/", "__MACOSX/a.hea", "x/@eaDir/a.hea", ".ipynb/a")
                .allMatch(FileTree::isHidden))
        .isTrue();
    assertThat(Stream.of("100.hea", "a.b/c.hea", "MACOSX/a.hea").anyMatch(FileTree::isHidden))
        .isFalse();
  }

  /** With {@code LANG=C} the JVM takes file names for ASCII. */
  @Test
  void listsAndOpensFilesUnderTheLocaleC() throws Exception {
    Path below = Files.createDirectories(folder.resolve("sub ü"));
    for (String name : ODD_NAMES) {
      Files.writeString(below.resolve(name), name);
    }
    Path roots = Files.writeString(folder.resolve("../roots.txt").normalize(), below.toString());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ListFolder.class.getName(),
            roots.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(printed.lines()).containsExactlyInAnyOrderElementsOf(ODD_NAMES);
  }

  static List<String> contents(FileTree tree) throws IOException {
    List<String> contents = new ArrayList<>();
    for (FileTree.Entry file : tree.list()) {
      assertThat(file.problem()).as(file.path()).isEmpty();
      try (InputStream in = tree.folderOf(file.path()).open(FileTree.fileName(file.path()))) {
        contents.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return contents;
  }

  /** Prints, in UTF-8, what the files of a folder hold whose name stands in a file. */
  static final class ListFolder {

    private ListFolder() {}

    public static void main(String[] arguments) throws IOException {
      String root = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
      FileTree tree = FileTree.of(root, new Configuration(false));
      for (FileTree.Entry file : tree.list()) {
        try (InputStream in = tree.folderOf(file.path()).open(FileTree.fileName(file.path()))) {
          System.out.write(in.readAllBytes());
          System.out.write('\n');
        }
      }
      System.out.flush();
    }
  }
}
