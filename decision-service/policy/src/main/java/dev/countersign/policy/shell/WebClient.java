package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * {@code curl} and its like: what is sent where, and what a request to an interface would destroy.
 */
final class WebClient {
    private static final Set<String> ITEMISED = Set.of("http", "https", "xh", "xhs");

    private final Call call;
    private final Reach reach;

    WebClient(Call call) {
        this.call = call;
        this.reach = call.invoker().reach();
    }

    String run() {
        if (ITEMISED.contains(call.program())) {
            var items = new RequestItems(call);
            items.report();
            judge(items.request());
            new Download(call).remember();
            return Flow.UNKNOWN;
        }
        configured();
        listed();
        judge(new RequestOptions(call).request());
        new Download(call).remember();
        return Flow.UNKNOWN;
    }

    /** {@code curl -K file}: the options in it count as if they stood here. */
    private void configured() {
        for (String file : call.usage().values("config")) {
            Optional<String> text =
                    new Given(call).text(file).filter(known -> !Wild.hasUnknown(known));
            if (text.isEmpty()) {
                unknownHost();
            } else {
                call.invoker()
                        .reached(Reach.How.WRAPPED, call.program() + " -K")
                        .invoke(CurlConfig.merged(call, text.get()));
            }
        }
    }

    /** {@code wget -i file}: addresses that stand in a file. */
    private void listed() {
        for (String file : call.usage().values("input-file")) {
            String text = new Given(call).text(file).orElse(Flow.UNKNOWN);
            if (Wild.hasUnknown(text)) {
                unknownHost();
            } else {
                text.lines()
                        .filter(line -> !line.isBlank())
                        .flatMap(
                                line ->
                                        Addresses.egress(line.strip(), Optional.empty(), reach)
                                                .stream())
                        .forEach(call.walker().gathering()::add);
            }
        }
        for (String setting : call.usage().values("execute")) {
            int equals = setting.indexOf('=');
            if (equals > 0 && setting.substring(0, equals).strip().endsWith("_proxy")) {
                Addresses.egress(setting.substring(equals + 1).strip(), Optional.empty(), reach)
                        .ifPresent(call.walker().gathering()::add);
            }
        }
    }

    private void unknownHost() {
        call.walker()
                .gathering()
                .add(
                        new Fact.Egress(
                                "http",
                                Flow.UNKNOWN,
                                OptionalInt.empty(),
                                Optional.empty(),
                                reach));
    }

    private void judge(WebRequest request) {
        operations(request);
        for (Fact.Egress egress : places(request)) {
            for (Tag tag : tags(request, egress)) {
                call.walker()
                        .gathering()
                        .add(new Fact.EffectTag(tag, Optional.empty(), egress.host(), reach));
            }
        }
        boolean socket =
                call.usage().has("unix-socket") || call.usage().has("abstract-unix-socket");
        if (socket && !request.looksOnly()) {
            call.tag(Tag.PRIV_ESCALATE);
        }
    }

    private void operations(WebRequest request) {
        for (String address : request.addresses()) {
            Addresses.egress(address, Optional.of(request.method()), reach)
                    .map(
                            egress ->
                                    new Request(request.methods(), address, request.bodies())
                                            .calls(egress))
                    .ifPresent(calls -> calls.forEach(call.walker().gathering()::add));
        }
    }

    private List<Fact.Egress> places(WebRequest request) {
        var places = new ArrayList<Fact.Egress>();
        for (String address : request.addresses()) {
            Addresses.egress(address, Optional.of(request.method()), reach).ifPresent(places::add);
        }
        return places;
    }

    private static List<Tag> tags(WebRequest request, Fact.Egress egress) {
        boolean infrastructure = Interfaces.leadTo(egress);
        boolean local = Hosts.isLoopback(egress.host());
        var tags = new ArrayList<Tag>();
        if (local && !infrastructure) {
            return tags;
        }
        if (request.sends() && !local) {
            tags.add(Tag.NET_UPLOAD);
        }
        if (request.deletes() || request.destroys()) {
            tags.add(Tag.INFRA_DELETE);
        } else if (infrastructure && !local && !request.looksOnly() && !request.onlyQueries()) {
            tags.add(Tag.INFRA_CHANGE);
        }
        return tags;
    }
}
