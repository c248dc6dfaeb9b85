package dev.countersign.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.cli.generate.settings.Merged;
import dev.countersign.cli.generate.settings.Trace;
import dev.countersign.cli.readiness.AgentProduct;
import dev.countersign.cli.readiness.HookEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HookPartTest {
    private static final Path HOOK =
            Path.of(System.getProperty("countersign.root", "../.."), "decision-service/hook");
    private static final String PROGRAM = "/opt/countersign/countersign-hook";

    static Stream<AgentProduct> products() {
        return AgentProduct.all().stream();
    }

    @ParameterizedTest
    @MethodSource("products")
    void the_hook_of_a_product_is_one_that_readiness_finds_no_flaw_in(AgentProduct product)
            throws Exception {
        List<HookEntry> hooks = HookEntry.of(written(product), product.event());

        assertThat(hooks)
                .singleElement()
                .satisfies(
                        hook -> {
                            assertThat(hook.asksCountersign()).isTrue();
                            assertThat(hook.flaws(product)).isEmpty();
                            assertThat(hook.hook().toString()).contains(product.client());
                        });
    }

    @ParameterizedTest
    @MethodSource("products")
    void hooks_are_written_for_those_with_whom_the_hook_client_speaks(AgentProduct product)
            throws Exception {
        String script = Files.readString(HOOK.resolve("countersign-hook"));

        boolean spoken = script.contains("\ncase $client in\n" + product.client() + ") ;;");

        assertThat(product.writes().answered()).isEqualTo(spoken);
        assertThat(HookPart.of(product, PROGRAM).file().isEmpty()).isEqualTo(!spoken);
    }

    @Test
    void claude_code_gets_the_settings_that_its_documentation_shows() throws Exception {
        AgentProduct claude = AgentProduct.all().getFirst();

        assertThat(written(claude))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        Files.readString(
                                                HOOK.resolve("claude-code.settings.json"))));
    }

    private static JsonNode written(AgentProduct product) throws Exception {
        Merged merged = HookPart.content(product, PROGRAM).into("f", Optional.empty(), Trace.NONE);
        return new ObjectMapper().readTree(merged.text().orElseThrow());
    }
}
