package dev.countersign.approval.directory;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.PeopleApi;
import dev.countersign.approval.api.PersonView;
import dev.countersign.approval.request.Complete;
import dev.countersign.approval.request.Directory;
import dev.countersign.approval.request.Member;
import dev.countersign.approval.request.SignedIn;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class PeopleResource implements PeopleApi {

    private final SignedIn signedIn;
    private final Directory directory;

    PeopleResource(SignedIn signedIn, Directory directory) {
        this.signedIn = signedIn;
        this.directory = directory;
    }

    @Override
    @RolesAllowed("service")
    public PersonView find(@Nullable String reference) {
        signedIn.mustBeDecisionService();
        String wanted = Complete.text("reference", reference);
        return directory
                .byNameOrEmail(wanted)
                .filter(Member::enabled)
                .map(person -> new PersonView(person.subject(), person.name()))
                .orElseThrow(
                        () ->
                                new Refused(
                                        ApprovalError.NO_SUCH_PERSON,
                                        "There is no open account '%s'.".formatted(wanted)));
    }
}
