package dev.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchiveTest {
    private record Entry(String name, String content, int mode, String link) {
        static Entry file(String name, int mode) {
            return new Entry(name, "content of " + name, mode, "");
        }

        static Entry link(String name, String destination) {
            return new Entry(name, "", 0777, destination);
        }
    }

    @TempDir private Path folder;
    private Path target;

    @BeforeEach
    void makeTarget() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
    }

    @Test
    void links_and_run_bits_survive() throws Exception {
        byte[] txz =
                txz(
                        Entry.file("bin/server", 0755),
                        Entry.file("share/readme", 0644),
                        Entry.link("bin/alias", "server"),
                        Entry.link("lib/readme", "../share/readme"));

        Archive.unpackTxz(new ByteArrayInputStream(txz), target);

        assertThat(target.resolve("bin/server")).isExecutable().hasContent("content of bin/server");
        assertThat(Files.isExecutable(target.resolve("share/readme"))).isFalse();
        assertThat(Files.readSymbolicLink(target.resolve("bin/alias"))).hasToString("server");
        assertThat(target.resolve("lib/readme")).hasContent("content of share/readme");
    }

    @Test
    void the_top_folder_of_a_zip_falls_away() throws Exception {
        Path zip =
                zip(
                        Entry.file("keycloak-1/bin/kc.sh", 0755),
                        Entry.link("keycloak-1/bin/kc", "kc.sh"));

        Archive.unpackZip(zip, target);

        assertThat(target.resolve("bin/kc.sh")).isExecutable();
        assertThat(Files.readSymbolicLink(target.resolve("bin/kc"))).hasToString("kc.sh");
    }

    static Stream<Arguments> escapes() {
        return Stream.of(
                argumentSet(
                        "file above",
                        List.of(Entry.file("../evil", 0644)),
                        "Entry outside of the archive: ../evil"),
                argumentSet(
                        "file above, hidden in the middle",
                        List.of(Entry.file("bin/../../evil", 0644)),
                        "Entry outside of the archive: bin/../../evil"),
                argumentSet(
                        "link above",
                        List.of(Entry.link("bin/out", "../../evil")),
                        "Link out of the archive: bin/out to ../../evil"),
                argumentSet(
                        "absolute link",
                        List.of(Entry.link("bin/out", "/etc/passwd")),
                        "Link out of the archive: bin/out to /etc/passwd"),
                argumentSet(
                        "file through a link",
                        List.of(Entry.link("a/b", ".."), Entry.file("a/b/evil", 0644)),
                        "Entry below a link: a/b/evil"));
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void nothing_gets_out_of_a_txz(List<Entry> entries, String message) throws Exception {
        byte[] txz = txz(entries.toArray(Entry[]::new));

        assertThatThrownBy(() -> Archive.unpackTxz(new ByteArrayInputStream(txz), target))
                .hasMessage(message);

        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void nothing_gets_out_of_a_zip(List<Entry> entries, String message) throws Exception {
        Path zip =
                zip(
                        entries.stream()
                                .map(e -> new Entry("top/" + e.name, e.content, e.mode, e.link))
                                .toArray(Entry[]::new));

        assertThatThrownBy(() -> Archive.unpackZip(zip, target)).hasMessage(message);

        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void an_absolute_name_stays_inside_or_is_refused() throws Exception {
        byte[] txz = txz(Entry.file(folder.resolve("evil").toString(), 0644));

        assertThatThrownBy(() -> Archive.unpackTxz(new ByteArrayInputStream(txz), target))
                .hasMessageStartingWith("Entry outside of the archive");

        assertThat(folder.resolve("evil")).doesNotExist();
    }

    private static byte[] txz(Entry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options()))) {
            for (Entry entry : entries) {
                TarArchiveEntry header =
                        entry.link.isEmpty()
                                ? new TarArchiveEntry(entry.name, true)
                                : new TarArchiveEntry(entry.name, TarConstants.LF_SYMLINK);
                header.setLinkName(entry.link);
                header.setMode(entry.mode);
                header.setSize(entry.content.length());
                tar.putArchiveEntry(header);
                tar.write(entry.content.getBytes(UTF_8));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Path zip(Entry... entries) throws IOException {
        Path zip = folder.resolve("some.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (Entry entry : entries) {
                ZipArchiveEntry header = new ZipArchiveEntry(entry.name);
                int kind = entry.link.isEmpty() ? 0100000 : 0120000;
                header.setUnixMode(kind | entry.mode);
                out.putArchiveEntry(header);
                out.write((entry.link.isEmpty() ? entry.content : entry.link).getBytes(UTF_8));
                out.closeArchiveEntry();
            }
        }
        return zip;
    }
}
