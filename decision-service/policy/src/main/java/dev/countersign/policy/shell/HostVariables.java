package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Variables by which programs are told where to connect. */
final class HostVariables {
    private static final Set<String> ADDRESSES =
            Set.of(
                    "PIP_INDEX_URL",
                    "PIP_EXTRA_INDEX_URL",
                    "UV_INDEX_URL",
                    "UV_EXTRA_INDEX_URL",
                    "UV_DEFAULT_INDEX",
                    "UV_INDEX",
                    "NPM_CONFIG_REGISTRY",
                    "YARN_NPM_REGISTRY_SERVER",
                    "YARN_REGISTRY",
                    "GOPROXY",
                    "RUBYGEMS_HOST",
                    "RUSTUP_DIST_SERVER",
                    "RUSTUP_UPDATE_ROOT",
                    "HOMEBREW_BOTTLE_DOMAIN",
                    "NVM_NODEJS_ORG_MIRROR",
                    "TWINE_REPOSITORY_URL",
                    "DOCKER_HOST",
                    "VAULT_ADDR",
                    "CONSUL_HTTP_ADDR",
                    "NOMAD_ADDR",
                    "ETCDCTL_ENDPOINTS",
                    "AWS_ENDPOINT_URL",
                    "KUBERNETES_MASTER",
                    "DATABASE_URL",
                    "DIRECT_URL",
                    "MONGO_URL",
                    "MONGODB_URI",
                    "REDIS_URL",
                    "AMQP_URL");
    private static final Set<String> HOSTS = Set.of("PGHOST", "PGHOSTADDR", "MYSQL_HOST");

    private final Gathering gathering;
    private final Reach reach;

    HostVariables(Gathering gathering, Reach reach) {
        this.gathering = gathering;
        this.reach = reach;
    }

    void assigned(String name, String value) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (ADDRESSES.contains(upper)) {
            for (String one : value.split("[,|\\s]+")) {
                address(one);
            }
        } else if (HOSTS.contains(upper)
                && !value.isEmpty()
                && !value.startsWith("/")
                && Wild.isLiteral(value)) {
            gathering.add(
                    new Fact.Egress(
                            "tcp",
                            Hosts.normalise(value),
                            OptionalInt.empty(),
                            Optional.empty(),
                            reach));
        }
    }

    /** A path to a socket, a file, or a word such as {@code direct} leads nowhere. */
    private void address(String text) {
        int scheme = text.indexOf("://");
        boolean away = scheme > 0 && !text.startsWith("unix") && !text.startsWith("file");
        boolean named = away && "/?".indexOf((text + "/").charAt(scheme + 3)) < 0;
        if (named) {
            Addresses.egress(text, Optional.empty(), reach).ifPresent(gathering::add);
        }
    }
}
