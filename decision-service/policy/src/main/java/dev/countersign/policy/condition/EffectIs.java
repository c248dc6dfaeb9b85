package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import java.util.Set;
import java.util.stream.Collectors;

public record EffectIs(Set<Tag> tags) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return switch (fact) {
            case Fact.EffectTag tag -> tags.contains(tag.tag());
            case Fact.Egress egress -> tags.contains(Tag.NET_EGRESS);
            default ->
                    scene.facts().together(fact).stream()
                            .anyMatch(
                                    other ->
                                            other instanceof Fact.EffectTag tag
                                                    && tags.contains(tag.tag()));
        };
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(
                Narrowing.Aspect.EFFECT,
                tags.stream().map(Tag::name).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.EFFECT);
    }
}
