package dev.countersign.policy.layer;

import dev.countersign.policy.language.Source;

/**
 * Something that a policy denies or allows, in a form that can be compared.
 *
 * @param says the verb that goes with it, for people
 * @param mended what could be done about it where it stands in the way, in the imperative
 */
record Statement(Layer layer, String says, Claim claim, Source source, String mended) {
    Conflict.Side side() {
        return new Conflict.Side(layer.title(), says, claim.shown(), source);
    }
}
