package dev.countersign.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.countersign.policy.language.DidYouMean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a parsed expression before its types are checked: the names in it, and what a rule cannot
 * use of CEL. What is found here is said in the words of the policy language.
 */
final class Review {
    /** Together with the bound on repetitions this bounds what an expression costs. */
    static final int MOST_PARTS = 300;

    private static final Set<String> REPEATING = Set.of("exists", "all");
    private static final List<String> FUNCTIONS = functions();

    private final CelAbstractSyntaxTree tree;
    private final List<ExpressionError> errors = new ArrayList<>();
    private final Set<Variable> variables = EnumSet.noneOf(Variable.class);
    private final Constants constants = new Constants(this::wrong);
    private final Deque<String> locals = new ArrayDeque<>();
    private int parts;

    Review(CelAbstractSyntaxTree tree) {
        this.tree = tree;
        read(tree.getExpr());
        if (parts > MOST_PARTS) {
            wrong(tree.getExpr(), "the expression is too long: more than " + MOST_PARTS + " parts");
        }
    }

    private static List<String> functions() {
        var all = new ArrayList<>(Constants.PARTS_OF_TIME);
        all.addAll(REPEATING);
        all.addAll(
                List.of(
                        "contains",
                        "startsWith",
                        "endsWith",
                        "matches",
                        "size",
                        "timestamp",
                        "duration"));
        return List.copyOf(all);
    }

    List<ExpressionError> errors() {
        return errors;
    }

    /** What the expression asks about. */
    Set<Variable> variables() {
        return variables;
    }

    Constants constants() {
        return constants;
    }

    private void wrong(CelExpr part, String message) {
        errors.add(new ExpressionError(at(part), message));
    }

    private int at(CelExpr part) {
        return tree.getSource().getPositionsMap().getOrDefault(part.id(), 0);
    }

    private void read(CelExpr part) {
        parts++;
        switch (part.getKind()) {
            case CONSTANT -> constant(part);
            case IDENT -> name(part, part.ident().name());
            case SELECT -> select(part, part.select());
            case CALL -> call(part, part.call());
            case LIST -> part.list().elements().forEach(this::read);
            case COMPREHENSION -> comprehension(part.comprehension());
            case STRUCT, MAP -> wrong(part, "maps are not supported in expressions");
            case NOT_SET -> {}
        }
    }

    private void constant(CelExpr part) {
        switch (part.constant().getKind()) {
            case STRING_VALUE, INT64_VALUE, BOOLEAN_VALUE -> {}
            default ->
                    wrong(part, "a constant in an expression is a text, a whole number or a truth");
        }
    }

    private void name(CelExpr part, String name) {
        if (locals.contains(name)) {
            return;
        }
        Variable.byId(name).ifPresentOrElse(variables::add, () -> unknownName(part, name));
    }

    private void unknownName(CelExpr part, String name) {
        List<String> fields = Variable.fieldsOf(name);
        if (fields.isEmpty()) {
            wrong(part, "unknown name \"" + name + "\"" + hint(name, Variable.owners()));
        } else {
            wrong(
                    part,
                    "\""
                            + name
                            + "\" has fields; write for example "
                            + name
                            + "."
                            + fields.getFirst());
        }
    }

    private void select(CelExpr part, CelSelect select) {
        if (select.operand().getKind() != Kind.IDENT
                || locals.contains(select.operand().ident().name())) {
            read(select.operand());
            return;
        }
        String owner = select.operand().ident().name();
        List<String> fields = Variable.fieldsOf(owner);
        Variable.byId(owner + "." + select.field()).ifPresent(variables::add);
        if (fields.isEmpty()) {
            name(select.operand(), owner);
        } else if (!fields.contains(select.field())) {
            errors.add(
                    new ExpressionError(
                            at(part) + 1,
                            "unknown field \""
                                    + select.field()
                                    + "\" in "
                                    + owner
                                    + hint(select.field(), fields)));
        }
    }

    private static String hint(String word, List<String> known) {
        return DidYouMean.hint(word, known);
    }

    private void call(CelExpr part, CelCall call) {
        String function = call.function();
        if (!isUsable(part, function)) {
            return;
        }
        call.target().ifPresent(this::read);
        call.args().forEach(this::read);
        constants.read(part, call);
        if (function.equals(Operator.IN.getFunction())) {
            member(call.args().getFirst(), call.args().getLast());
        }
    }

    private void member(CelExpr word, CelExpr list) {
        if (Constants.isText(word) && list.getKind() == Kind.SELECT) {
            CelSelect select = list.select();
            String owner = select.operand().identOrDefault().name();
            Variable.byId(owner + "." + select.field())
                    .filter(variables::contains)
                    .flatMap(variable -> Vocabulary.wrong(word.constant().stringValue(), variable))
                    .ifPresent(message -> wrong(word, message));
        }
    }

    private boolean isUsable(CelExpr part, String function) {
        if (function.equals(Operator.INDEX.getFunction())) {
            wrong(part, "a list has no order; ask with in, exists or all");
        } else if (!Character.isLetter(function.charAt(0))) {
            return true;
        } else if (function.equals("has")) {
            wrong(
                    part,
                    "has() is not needed: every field is there, and what nobody told counts as not known");
        } else if (REPEATING.contains(function)) {
            wrong(part, function + " is written list." + function + "(x, condition about x)");
        } else if (!FUNCTIONS.contains(function)) {
            wrong(part, "unknown function \"" + function + "\"" + hint(function, FUNCTIONS));
        } else {
            return true;
        }
        return false;
    }

    private void comprehension(CelComprehension loop) {
        read(loop.iterRange());
        read(loop.accuInit());
        locals.push(loop.accuVar());
        locals.push(loop.iterVar());
        read(loop.loopCondition());
        read(loop.loopStep());
        locals.pop();
        read(loop.result());
        locals.pop();
    }
}
