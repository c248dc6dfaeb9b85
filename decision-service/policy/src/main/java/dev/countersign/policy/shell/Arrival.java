package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where copied, linked and moved files arrive when they are put into a folder. */
final class Arrival {
    private final Call call;

    Arrival(Call call) {
        this.call = call;
    }

    void report() {
        List<String> operands = call.operands();
        List<String> folders = new ArrayList<>(call.usage().values("target-directory"));
        boolean named = !folders.isEmpty();
        if (!named && operands.size() > 1 && mayBeFolder(operands)) {
            folders.add(operands.getLast());
        }
        List<String> sources =
                named ? operands : operands.subList(0, Math.max(0, operands.size() - 1));
        for (String folder : folders) {
            sources.forEach(source -> put(source, folder));
        }
        if (call.program().equals("mv")) {
            List<String> targets =
                    named ? folders : operands.stream().skip(sources.size()).toList();
            targets.stream()
                    .filter(this::leavesProject)
                    .forEach(target -> sources.forEach(this::gone));
        }
    }

    /** What is moved out of the project is no longer in it, even if it could be had back. */
    private boolean leavesProject(String target) {
        String cwd = call.environment().cwd();
        return !cwd.isEmpty() && !Place.isWithin(Place.resolve(target, cwd), cwd);
    }

    private void gone(String source) {
        String cwd = call.environment().cwd();
        boolean file = source.substring(source.lastIndexOf('/') + 1).indexOf('.') > 0;
        if (!file && Place.isWithin(Place.resolve(source, cwd), cwd)) {
            add(source, Access.DELETE_TREE);
        }
    }

    private static boolean mayBeFolder(List<String> operands) {
        String target = operands.getLast();
        String last = target.substring(target.lastIndexOf('/') + 1);
        return operands.size() > 2
                || last.isEmpty()
                || last.equals(".")
                || last.equals("..")
                || last.indexOf('.') < 0;
    }

    private void put(String source, String folder) {
        String plain = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
        String name = plain.substring(plain.lastIndexOf('/') + 1);
        if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
            add(folder + "/" + name, Access.CREATE);
        } else {
            add(folder + "/", Access.CREATE);
        }
    }

    private void add(String path, Access access) {
        Place place = Place.of(path, call.environment().cwd());
        call.walker()
                .gathering()
                .add(new Fact.FileAccess(place, access, Optional.empty(), call.invoker().reach()));
    }
}
