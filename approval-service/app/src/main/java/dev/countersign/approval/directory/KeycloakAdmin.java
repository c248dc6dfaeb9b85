package dev.countersign.approval.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The part of Keycloak's administration interface that is read here, below the realm. */
@RegisterRestClient(configKey = "keycloak")
@OidcClientFilter
@Produces(MediaType.APPLICATION_JSON)
interface KeycloakAdmin {

    @GET
    @Path("users/{id}")
    Account user(@PathParam("id") String id);

    /** Realm roles in effect, through groups and composites too. */
    @GET
    @Path("users/{id}/role-mappings/realm/composite")
    List<Role> roles(@PathParam("id") String id);

    @GET
    @Path("users/{id}/groups")
    List<Group> groups(@PathParam("id") String id, @QueryParam("max") int max);

    @GET
    @Path("users")
    List<Account> byUsername(
            @QueryParam("username") String username, @QueryParam("exact") boolean exact);

    @GET
    @Path("users")
    List<Account> byEmail(@QueryParam("email") String email, @QueryParam("exact") boolean exact);

    /** {@code q} is {@code name:"value"}. */
    @GET
    @Path("users")
    List<Account> byAttribute(@QueryParam("q") String query, @QueryParam("max") int max);

    @GET
    @Path("group-by-path/{path}")
    Group group(@PathParam("path") String path);

    @GET
    @Path("groups/{id}/members")
    List<Account> members(
            @PathParam("id") String id, @QueryParam("first") int first, @QueryParam("max") int max);

    record Account(
            String id,
            String username,
            @Nullable String email,
            boolean enabled,
            @JsonProperty("serviceAccountClientId") @Nullable String serviceAccount,
            @Nullable Map<String, List<String>> attributes) {

        List<String> attribute(String name) {
            return attributes == null ? List.of() : attributes.getOrDefault(name, List.of());
        }
    }

    record Role(String name) {}

    record Group(String id, String path) {}
}
