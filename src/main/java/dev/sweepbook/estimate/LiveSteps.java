package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Formulas;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The formulas of a formula set, gathered from beside the arithmetic. */
public final class LiveSteps {
    private LiveSteps() {}

    /**
     * The steps of a formula set.
     *
     * @param formulas the formula set
     * @return the steps by name
     */
    public static Map<String, LiveStep> of(Formulas formulas) {
        Map<String, LiveStep> steps = new TreeMap<>();
        for (Class<?> owner : FormulaSets.liveClassesOf(formulas)) {
            add(owner, "", List.of(), steps);
            Arrays.stream(owner.getDeclaredConstructors())
                    .sorted(Comparator.comparing(Object::toString))
                    .forEach(made -> add(made, "", List.of(), steps));
            for (Method method : owner.getDeclaredMethods()) {
                Equation equation = method.getAnnotation(Equation.class);
                add(method, method.getName(), equation == null ? List.of() : List.of(equation.gives()), steps);
            }
        }
        return steps;
    }

    private static void add(AnnotatedElement where, String own, List<Figure> figures, Map<String, LiveStep> steps) {
        for (Live live : where.getAnnotationsByType(Live.class)) {
            boolean named = !live.name().isEmpty();
            List<Figure> gives = new ArrayList<>(List.of(live.gives()));
            if (gives.isEmpty() && !named) {
                gives.addAll(figures);
            }
            String name = named ? live.name() : own;
            LiveStep before = steps.put(name, new LiveStep(name, live.is(), live.level(), gives));
            if (before != null) {
                throw new IllegalStateException("two live formulas are named " + name);
            }
        }
    }
}
