package dev.countersign.policy.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Lists such as {@code not: {paths: {all_within: ["build/**"]}}}: what is in the folder is
 * excepted, the folder itself is not, so {@code rm -rf build} is still held.
 */
final class FolderItself {
    private static final String BENEATH = "/**";

    private final Document document;

    FolderItself(Document document) {
        this.document = document;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        document.at("rules")
                .filter(FolderItself::isAboutFolders)
                .forEach(rule -> inspect(rule, findings));
        return findings;
    }

    /** Only a folder that is deleted is named itself; other effects are about files. */
    private static boolean isAboutFolders(Node rule) {
        return Document.value(rule, "match")
                .flatMap(match -> Document.value(match, "effect"))
                .flatMap(Document::items)
                .flatMap(node -> Document.text(node).stream())
                .anyMatch(effect -> effect.startsWith("fs."));
    }

    private void inspect(Node rule, List<Finding> findings) {
        Stream.concat(
                        Document.value(rule, "except").flatMap(Document::items),
                        Document.value(rule, "match")
                                .flatMap(match -> Document.value(match, "not"))
                                .flatMap(Document::items))
                .flatMap(exempt -> Document.value(exempt, "paths"))
                .flatMap(FolderItself::lists)
                .forEach(list -> inspectList(list, findings));
    }

    private static Stream<SequenceNode> lists(Node paths) {
        Stream<Node> lists =
                paths instanceof MappingNode
                        ? Stream.of("any", "all", "all_within")
                                .flatMap(key -> Document.value(paths, key))
                        : Stream.of(paths);
        return lists.filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast);
    }

    private void inspectList(SequenceNode list, List<Finding> findings) {
        Set<String> listed =
                Document.items(list)
                        .flatMap(item -> Document.text(item).stream())
                        .collect(Collectors.toSet());
        for (Node item : list.getValue()) {
            Document.text(item)
                    .filter(text -> text.endsWith(BENEATH) && text.length() > BENEATH.length())
                    .map(text -> text.substring(0, text.length() - BENEATH.length()))
                    .filter(folder -> !listed.contains(folder) && !folder.endsWith("*"))
                    .ifPresent(folder -> findings.add(finding(item, folder)));
        }
    }

    private Finding finding(Node item, String folder) {
        int at = document.start(item);
        return new Finding(
                Check.FOLDER_ITSELF,
                document.source(item),
                "\"%s/**\" is what lies in %s; add \"%s\" if deleting the folder itself is meant as well"
                        .formatted(folder, folder, folder),
                Removal.isInFlow(document, item)
                        ? java.util.Optional.of(
                                Fix.opens(
                                        "add \"" + folder + "\"",
                                        new Edit(at, at, "\"" + folder + "\", ")))
                        : java.util.Optional.empty());
    }
}
