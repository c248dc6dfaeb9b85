package dev.countersign.audit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifierTest {

    @Test
    void later_identifiers_sort_after_earlier_ones() {
        List<String> made = Stream.generate(() -> EventId.next().value()).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made.getFirst()).matches("evt_[0-9a-hjkmnp-tv-z]{26}");
    }

    @Test
    void an_identifier_of_another_kind_is_refused() {
        String decision = DecisionId.next().value();

        assertThatThrownBy(() -> new ApprovalId(decision))
                .hasMessage("'%s' is not an identifier that begins with apr_".formatted(decision));
    }
}
