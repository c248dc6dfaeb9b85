package dev.countersign.policy.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.standard.AddOperator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The part of CEL that rules can use: what gives a truth about texts, lists of texts, whole numbers
 * and times. Loading this class takes a moment; a policy without expressions never does.
 */
final class Language {
    private static final int MOST_DEPTH = 48;
    private static final int MOST_ITERATIONS = 5_000;

    /** By the names of the type checker. No other kinds of numbers, no bytes, maps, conversions. */
    private static final Set<String> KEPT =
            Set.of(
                    """
                    logical_and logical_or logical_not conditional not_strictly_false
                    size_list list_size
                    add_string contains_string starts_with_string ends_with_string matches matches_string
                    size_string string_size
                    add_int64 subtract_int64 multiply_int64 divide_int64 modulo_int64 negate_int64
                    less_int64 less_equals_int64 greater_int64 greater_equals_int64
                    less_duration less_equals_duration greater_duration greater_equals_duration
                    less_timestamp less_equals_timestamp greater_timestamp greater_equals_timestamp
                    string_to_duration string_to_timestamp add_duration_duration
                    add_duration_timestamp add_timestamp_duration subtract_duration_duration
                    subtract_timestamp_duration subtract_timestamp_timestamp
                    duration_to_hours duration_to_minutes duration_to_seconds duration_to_milliseconds
                    timestamp_to_year timestamp_to_year_with_tz
                    timestamp_to_month timestamp_to_month_with_tz
                    timestamp_to_day_of_year timestamp_to_day_of_year_with_tz
                    timestamp_to_day_of_month timestamp_to_day_of_month_with_tz
                    timestamp_to_day_of_month_1_based timestamp_to_day_of_month_1_based_with_tz
                    timestamp_to_day_of_week timestamp_to_day_of_week_with_tz
                    timestamp_to_hours timestamp_to_hours_with_tz
                    timestamp_to_minutes timestamp_to_minutes_with_tz
                    timestamp_to_seconds timestamp_to_seconds_with_tz
                    timestamp_to_milliseconds timestamp_to_milliseconds_with_tz
                    """
                            .split("\\s+"));

    /** Those that {@link TextFunctions} replaces. */
    private static final Set<StandardFunction> OWN =
            EnumSet.of(
                    StandardFunction.EQUALS,
                    StandardFunction.NOT_EQUALS,
                    StandardFunction.IN,
                    StandardFunction.CONTAINS,
                    StandardFunction.STARTS_WITH,
                    StandardFunction.ENDS_WITH,
                    StandardFunction.MATCHES,
                    StandardFunction.SIZE);

    /** What {@code ==} compares. */
    static final List<CelType> COMPARED =
            List.of(
                    SimpleType.STRING,
                    SimpleType.INT,
                    SimpleType.BOOL,
                    SimpleType.TIMESTAMP,
                    SimpleType.DURATION);

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(Expression.MOST_CHARACTERS)
                    .maxParseRecursionDepth(MOST_DEPTH)
                    .comprehensionMaxIterations(MOST_ITERATIONS)
                    .build();

    static final CelCompiler COMPILER = compiler();

    static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .setStandardFunctions(withoutThoseOfText())
                    .addFunctionBindings(TextFunctions.bindings())
                    .build();

    private Language() {}

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardEnvironmentEnabled(false)
                        .setStandardDeclarations(
                                CelStandardDeclarations.newBuilder()
                                        .filterFunctions(
                                                (function, overload) ->
                                                        KEPT.contains(
                                                                overload.celOverloadDecl()
                                                                        .overloadId()))
                                        .filterIdentifiers(identifier -> false)
                                        .build())
                        .setStandardMacros(CelStandardMacro.ALL, CelStandardMacro.EXISTS)
                        .setResultType(SimpleType.BOOL);
        builder.addFunctionDeclarations(
                comparison(Operator.EQUALS), comparison(Operator.NOT_EQUALS), membership());
        for (Variable variable : Variable.values()) {
            builder.addVar(variable.id(), type(variable.kind()));
        }
        return builder.build();
    }

    /** Lists are not compared: they have no order. */
    private static CelFunctionDecl comparison(Operator operator) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator.getFunction(),
                COMPARED.stream()
                        .map(
                                type ->
                                        CelOverloadDecl.newGlobalOverload(
                                                operator.name().toLowerCase(Locale.ROOT)
                                                        + "_"
                                                        + type.name(),
                                                SimpleType.BOOL,
                                                type,
                                                type))
                        .toList());
    }

    private static CelFunctionDecl membership() {
        return CelFunctionDecl.newFunctionDeclaration(
                Operator.IN.getFunction(),
                CelOverloadDecl.newGlobalOverload(
                        "in_texts",
                        SimpleType.BOOL,
                        SimpleType.STRING,
                        ListType.create(SimpleType.STRING)),
                CelOverloadDecl.newGlobalOverload(
                        "in_numbers",
                        SimpleType.BOOL,
                        SimpleType.INT,
                        ListType.create(SimpleType.INT)));
    }

    private static CelType type(Variable.Kind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case NUMBER -> SimpleType.INT;
            case TRUTH -> SimpleType.BOOL;
            case MOMENT -> SimpleType.TIMESTAMP;
            case SPAN -> SimpleType.DURATION;
        };
    }

    private static CelStandardFunctions withoutThoseOfText() {
        return CelStandardFunctions.newBuilder()
                .filterFunctions(
                        (function, overload) ->
                                !OWN.contains(function)
                                        && overload != AddOperator.AddOverload.ADD_STRING)
                .build();
    }
}
