package dev.countersign.decision;

import dev.countersign.platform.CommittedOpenApi;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

    @TestHTTPResource("/q/openapi")
    URI document;

    @Test
    void what_the_service_offers_is_what_the_committed_document_says() throws Exception {
        CommittedOpenApi.requireEqual(document);
    }
}
