package dev.sweepbook.estimate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The arithmetic of a method as a formula of a workbook, so that a cell can be worked out again after an edit. It stands
 * beside the Java that computes the same; a test holds the two equal.
 *
 * <p>The text is a formula of Excel 2007 in which names that begin in lower case stand for something read: an input, the
 * step of that name, a column of a table ({@code o_times}: every operator), or, with the name of a level before a dot
 * ({@code stages.total}), a step of that level in all rows of the scenario. Undefined is {@code NA()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.CONSTRUCTOR})
@Repeatable(Live.Several.class)
public @interface Live {
    /**
     * The step's name.
     *
     * @return the name; empty for that of the method
     */
    String name() default "";

    /**
     * The formula.
     *
     * @return the text, without the equals sign
     */
    String is();

    /**
     * What the step is worked out for.
     *
     * @return the level
     */
    Level level() default Level.SCENARIO;

    /**
     * The figures it comes to.
     *
     * @return the figures; none for those of the method's equation, where the name is the method's
     */
    Figure[] gives() default {};

    /** What a step is worked out for, once each. */
    enum Level {
        /** A scenario. */
        SCENARIO,
        /** A pipeline stage of a scenario. */
        STAGE,
        /** Sequences of a scenario that run together, and a pipeline stage they pass. */
        RUN
    }

    /** Several formulas beside one piece of arithmetic. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE, ElementType.CONSTRUCTOR})
    @interface Several {
        /**
         * The formulas.
         *
         * @return the formulas
         */
        Live[] value();
    }
}
