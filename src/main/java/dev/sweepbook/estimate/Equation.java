package dev.sweepbook.estimate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which equation a method computes. The parameters of the method are the quantities the equation reads, by name;
 * {@code explain}, the workbook's sheet {@code Equations} and {@code equations.md} are made from these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Equation {
    /**
     * The equation as text, in the symbols of FORMULAS.md.
     *
     * @return the right-hand side
     */
    String says();

    /**
     * Where it comes from.
     *
     * @return document and section
     */
    String source();

    /**
     * Symbol of the base unit of the result.
     *
     * @return the unit, empty for a bare number
     */
    String unit() default "";

    /**
     * The figures the result is written to; none for an intermediate step.
     *
     * @return the figures
     */
    Figure[] gives() default {};
}
