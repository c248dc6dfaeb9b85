package dev.countersign.approval.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** People as the identity provider knows them at the moment of asking; for decision-service. */
@Path("/v1/people")
@Produces(MediaType.APPLICATION_JSON)
public interface PeopleApi {

    /**
     * The person with an open account who is named exactly so; NO_SUCH_PERSON if there is none, or
     * if it is an agent or a service.
     *
     * @param reference user name, or else e-mail address, in any case
     */
    @GET
    PersonView find(@QueryParam("reference") @Nullable String reference);
}
