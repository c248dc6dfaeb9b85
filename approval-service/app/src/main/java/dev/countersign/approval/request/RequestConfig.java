package dev.countersign.approval.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the queue. */
@ConfigMapping(prefix = "countersign.approval")
public interface RequestConfig {

    /** How long an approval may wait for its agent to come back; after that it lapses unused. */
    @WithDefault("PT15M")
    Duration useWithin();

    /** Address of the dashboard, which the links to a request's page begin with. */
    @WithDefault("${countersign.web.url:http://127.0.0.1:8080}")
    String webUrl();
}
