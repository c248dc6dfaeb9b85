package dev.countersign.decision.source;

import dev.countersign.decision.agent.Who;
import dev.countersign.decision.api.GitSourceApi;
import dev.countersign.decision.api.GitSourceView;
import dev.countersign.decision.bundle.Actor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class GitSourceResource implements GitSourceApi {

    private final ConfiguredSource source;
    private final Who who;

    GitSourceResource(ConfiguredSource source, Who who) {
        this.source = source;
        this.who = who;
    }

    @Override
    @RolesAllowed({
        "policy-admin",
        "security-reviewer",
        "auditor",
        "approver",
        "on-call",
        "developer"
    })
    public GitSourceView get() {
        return source.require().view();
    }

    @Override
    @RolesAllowed("policy-admin")
    public GitSourceView pull(@Nullable String accepting) {
        LookAtRemote looking = source.require();
        looking.look(Optional.ofNullable(accepting).map(this::accepted));
        return looking.view();
    }

    private Acceptance accepted(String commit) {
        Actor actor = Actor.of(who);
        actor.requirePerson();
        return new Acceptance(commit, actor.name());
    }
}
