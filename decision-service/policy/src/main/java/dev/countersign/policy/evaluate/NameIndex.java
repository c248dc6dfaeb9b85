package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.condition.Narrowing.Aspect;
import dev.countersign.policy.condition.Narrowing.Name;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Rules by the names that they need. Unchanging once all are added. */
final class NameIndex {
    private final Map<Aspect, Map<String, Names>> names = new EnumMap<>(Aspect.class);

    /** Rules by names of one aspect of one thing. */
    private static final class Names {
        private final BitSet all = new BitSet();
        private final Map<String, BitSet> whole = new HashMap<>();
        private final Map<Integer, Map<String, BitSet>> byBeginning = new TreeMap<>();

        void add(Name name, int rule) {
            Map<String, BitSet> known =
                    name.whole()
                            ? whole
                            : byBeginning.computeIfAbsent(
                                    name.text().length(), length -> new HashMap<>());
            known.computeIfAbsent(name.text(), text -> new BitSet()).set(rule);
            all.set(rule);
        }

        void find(String text, BitSet into) {
            add(whole, text, into);
            byBeginning.forEach(
                    (length, beginnings) -> {
                        if (length <= text.length()) {
                            add(beginnings, text.substring(0, length), into);
                        }
                    });
        }

        private static void add(Map<String, BitSet> known, String text, BitSet into) {
            BitSet rules = known.get(text);
            if (rules != null) {
                into.or(rules);
            }
        }
    }

    void add(Name name, int rule) {
        names.computeIfAbsent(name.aspect(), aspect -> new HashMap<>())
                .computeIfAbsent(name.about(), about -> new Names())
                .add(name, rule);
    }

    boolean has(Aspect aspect) {
        return names.containsKey(aspect);
    }

    boolean has(Aspect aspect, String about) {
        return names.getOrDefault(aspect, Map.of()).containsKey(about);
    }

    /** Adds the rules that need such a name; where it is not wholly known, all of the aspect. */
    void find(Aspect aspect, String about, String text, BitSet into) {
        Names known = names.getOrDefault(aspect, Map.of()).get(about);
        if (known == null) {
            return;
        }
        if (Wild.isLiteral(text)) {
            known.find(text, into);
        } else {
            into.or(known.all);
        }
    }

    void find(Aspect aspect, String text, BitSet into) {
        find(aspect, "", text, into);
    }

    void findAll(Aspect aspect, String about, BitSet into) {
        Names known = names.getOrDefault(aspect, Map.of()).get(about);
        if (known != null) {
            into.or(known.all);
        }
    }

    void findAll(Aspect aspect, BitSet into) {
        names.getOrDefault(aspect, Map.of()).values().forEach(known -> into.or(known.all));
    }
}
