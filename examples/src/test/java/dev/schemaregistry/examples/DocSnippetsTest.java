package dev.schemaregistry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java code in the documentation is code that is compiled and tested, letter by letter. */
class DocSnippetsTest {
    private static final Path PROGRAMS = Pages.ROOT.resolve("examples/src/main/java/dev/schemaregistry/examples");
    private static final Path TESTS = Pages.ROOT.resolve("examples/src/test/java/dev/schemaregistry/examples");

    static Stream<Pages.Block> javaBlocks() {
        return Pages.all().stream()
                .filter(page -> !page.getParent().endsWith("adr"))
                .flatMap(page -> Pages.blocks(page).stream())
                .filter(block -> block.language().equals("java"));
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void equalsItsSource(Pages.Block block) {
        assertThat(block.origin())
                .as("%s: every java block says where it comes from", block.page())
                .isNotEmpty();
        int mark = block.origin().indexOf('#');
        String file = block.origin().substring(0, mark) + ".java";
        Path source = (file.endsWith("Test.java") ? TESTS : PROGRAMS).resolve(file);
        assertThat(block.text()).isEqualTo(tagged(source, block.origin().substring(mark + 1)));
    }

    @Test
    void thereAreSome() {
        assertThat(javaBlocks()).hasSizeGreaterThan(2);
    }

    /** The lines between the tags, moved to the left margin. */
    private static String tagged(Path file, String tag) {
        Matcher region = Pattern.compile("// tag::" + tag + "\\[]\\n(.*?)\\n *// end::" + tag + "\\[]", Pattern.DOTALL)
                .matcher(Pages.read(file));
        assertThat(region.find()).as("%s has the tag %s", file, tag).isTrue();
        List<String> lines = region.group(1).lines().toList();
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.isBlank() ? "" : line.substring(margin))
                        .toList());
    }
}
