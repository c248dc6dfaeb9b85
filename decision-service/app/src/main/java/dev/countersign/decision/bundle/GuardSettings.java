package dev.countersign.decision.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/**
 * Where this installation listens. Agents never call it there, whatever their policy says; so a
 * host that it shares with something that they need has to give that another port.
 */
@ConfigMapping(prefix = "countersign.guard")
interface GuardSettings {

    /** decision-service, as agents' hooks reach it. */
    @WithDefault("${countersign.decision.url:http://127.0.0.1:${quarkus.http.port}}")
    String decision();

    @WithDefault("${quarkus.rest-client.approval.url}")
    String approval();

    @WithDefault("${quarkus.rest-client.audit.url}")
    String audit();

    @WithDefault("${countersign.web.url:http://127.0.0.1:8080}")
    String web();

    /** The identity provider, as this service reaches it. */
    @WithDefault("${quarkus.oidc.auth-server-url}")
    String identity();

    /** The database of this service; the others' may be the same server. */
    @WithDefault("${quarkus.datasource.jdbc.url}")
    String database();

    /**
     * Further names and ports of the parts above: {@code host:port} or addresses. Needed where
     * people or other services reach them by others than this service does.
     */
    Optional<List<String>> addresses();
}
