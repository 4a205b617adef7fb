package dev.sweepbook;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.sweepbook.estimate.Equation;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.FormulaSets;
import dev.sweepbook.scenario.Formulas;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code equations.md}: every equation of every formula set, from the annotations on the methods that work them. */
final class EquationsDocument {
    private static final String HEAD = """
            # Equations

            Every equation of every formula set, as the annotations of the methods say that work it. Made by

            ```
            mvn -q test -Dtest=EquationsDocumentTest -Dgolden=write
            ```

            and held to the code by the same test without `-Dgolden`. An equation's id is its class and method in
            `src/main/java/dev/sweepbook/estimate`; FORMULAS.md is the document the equations were built from, whose sources stand
            at the end. `explain FILE --scenario N` shows them at work on one scenario.

            Symbols: L layers, d hidden size, h query heads, g key-value heads, e head size, v value head size, f MLP width, V
            vocabulary, E experts, k experts a token, m expert width, q and kv ranks of latent attention, n and r its head sizes without
            and with positions; B sequences, s prompt tokens, p of them cached, o output tokens, c context, w window; N tensor-parallel
            degree, PP stages, EP expert-parallel degree, D devices of a replica; b bytes a value (b_w weights, b_kv cache, b_a
            activations), P parameters; F peak FLOP/s, W memory bytes/s, C link bytes/s of one device in one direction, α latency of a
            message, t0 launch of a collective, η what of a peak rate is reached, ω overlap; q price of a device-hour, u utilization.
            """;
    private static final String SOURCES = """

            ## Sources

            Transformer Inference Performance Arithmetic (2020) and its revision of 30 March 2022, kipply.com; Pope et al. 2022 (arXiv
            2211.05102); Shoeybi et al. 2019 (1909.08053), the two all-reduces of a layer; NCCL, bus bandwidth; DeepSeek-V2 and V3
            reports (2405.04434, 2412.19437); Erdil 2025 (2506.04645), experts hit and communication; Narayanan et al. 2021
            (2104.04473), the pipeline's bubble; DeepEP, dispatch and combine; the JAX scaling book, chapter 7.
            """;

    private EquationsDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Formulas set : Formulas.values()) {
            append(set, text);
        }
        return text.append(SOURCES).toString();
    }

    private static void append(Formulas set, StringBuilder text) {
        text.append("\n## ")
                .append(set.id())
                .append("\n\n| id | equation | unit | source | column |\n|---|---|---|---|---|\n");
        for (Method method : equations(set)) {
            Equation equation = method.getAnnotation(Equation.class);
            List<String> columns = Arrays.stream(equation.gives())
                    .map(figure -> "`" + figure.id() + "`")
                    .toList();
            text.append("| `%s.%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            method.getDeclaringClass().getSimpleName(),
                            method.getName(),
                            cell(equation.says()),
                            cell(equation.unit()),
                            cell(equation.source()),
                            String.join(", ", columns)));
        }
        Set<Figure> empty = EnumSet.allOf(Figure.class);
        empty.removeAll(FormulaSets.equations(set).keySet());
        if (!empty.isEmpty()) {
            text.append("\nLeft empty:\n\n");
            empty.forEach(figure -> text.append("- `").append(figure.id()).append("`\n"));
        }
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }

    /** Those that fill columns first, in the columns' order; then what they are made of. */
    static List<Method> equations(Formulas set) {
        Set<Class<?>> classes = new LinkedHashSet<>(FormulaSets.classesOf(set));
        if (set == Formulas.ROOFLINE) {
            classes.addAll(ofNoSet());
        }
        List<Method> methods = new ArrayList<>();
        classes.forEach(owner -> methods.addAll(annotated(owner)));
        methods.sort(Comparator.comparingInt(EquationsDocument::firstColumn)
                .thenComparing(method -> method.getDeclaringClass().getSimpleName())
                .thenComparing(Method::getName));
        return methods;
    }

    private static int firstColumn(Method method) {
        return Arrays.stream(method.getAnnotation(Equation.class).gives())
                .mapToInt(Figure::ordinal)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** Classes that no set lists: the roofline's figures are made of their equations. */
    private static Set<Class<?>> ofNoSet() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (JavaClass found : new ClassFileImporter().importPackages("dev.sweepbook.estimate")) {
            if (!annotated(found.reflect()).isEmpty()) {
                classes.add(found.reflect());
            }
        }
        for (Formulas set : Formulas.values()) {
            FormulaSets.classesOf(set).forEach(classes::remove);
        }
        return classes;
    }

    private static List<Method> annotated(Class<?> owner) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Equation.class))
                .toList();
    }
}
