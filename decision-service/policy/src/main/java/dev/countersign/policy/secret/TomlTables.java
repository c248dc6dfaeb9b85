package dev.countersign.policy.secret;

import dev.countersign.policy.secret.Toml.Table.Kind;
import dev.countersign.policy.secret.TomlReader.Malformed;
import java.util.List;

/** The tables of a file: what a header opens, and what it may no longer open. */
final class TomlTables {

    /** One part of a dotted key. */
    record Key(String name, int at) {}

    private final Toml.Table root = Toml.Table.open(Kind.HEADER, 0);

    Toml.Table root() {
        return root;
    }

    /** {@code [[path]]}: one more table of the list. */
    Toml.Table added(List<Key> path) throws Malformed {
        Toml.Table table = holder(path);
        Key key = path.getLast();
        Toml found = table.values().get(key.name());
        if (found == null) {
            found = Toml.Array.open(true, key.at());
            table.put(key.name(), found, key.at());
        }
        if (!(found instanceof Toml.Array array) || !array.tables()) {
            throw new Malformed(key.at(), key.name() + " is given already, as something else");
        }
        var one = Toml.Table.open(Kind.HEADER, key.at());
        array.items().add(one);
        return one;
    }

    /** {@code [path]}: a table of which at most tables within it were named before. */
    Toml.Table opened(List<Key> path, int start) throws Malformed {
        Toml.Table table = holder(path);
        Key key = path.getLast();
        Toml found = table.values().get(key.name());
        if (found != null && !(found instanceof Toml.Table inner && inner.kind() == Kind.IMPLIED)) {
            throw new Malformed(key.at(), key.name() + " is given twice");
        }
        var made =
                found instanceof Toml.Table inner
                        ? new Toml.Table(inner.values(), inner.places(), Kind.HEADER, start)
                        : Toml.Table.open(Kind.HEADER, start);
        table.put(key.name(), made, key.at());
        return made;
    }

    private Toml.Table holder(List<Key> path) throws Malformed {
        Toml.Table table = root;
        for (Key key : path.subList(0, path.size() - 1)) {
            Toml found = table.values().get(key.name());
            table =
                    found instanceof Toml.Array array
                                    && array.tables()
                                    && array.items().getLast() instanceof Toml.Table last
                            ? last
                            : inner(table, key, Kind.IMPLIED);
        }
        return table;
    }

    /** The table of this name, which is made if there is none. */
    static Toml.Table inner(Toml.Table table, Key key, Kind kind) throws Malformed {
        Toml found = table.values().get(key.name());
        if (found instanceof Toml.Table inner && inner.kind() != Kind.INLINE) {
            return inner;
        }
        if (found != null) {
            throw new Malformed(key.at(), key.name() + " is no table that can be added to");
        }
        var made = Toml.Table.open(kind, key.at());
        table.put(key.name(), made, key.at());
        return made;
    }
}
