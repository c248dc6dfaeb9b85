package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.match.NamePatterns;
import java.util.Set;
import java.util.stream.Collectors;

public record SubjectIs(Set<Tag> tags, NamePatterns names) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact,
                scene,
                Fact.EffectTag.class,
                tag ->
                        tags.contains(tag.tag())
                                && Condition.matches(names, tag.subject(), generous));
    }

    @Override
    public Narrowing narrowing() {
        return new Narrowing.Names(
                tags.stream()
                        .flatMap(
                                tag ->
                                        names.all().stream()
                                                .map(
                                                        name ->
                                                                Narrowing.Name.of(
                                                                        Narrowing.Aspect.SUBJECT,
                                                                        tag.name(),
                                                                        "",
                                                                        name)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.EFFECT);
    }
}
