package dev.sweepbook.sweep;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression of the small grammar of scenario files: numbers, text, names, arithmetic, comparisons,
 * {@code and or not in}, {@code min max ceil floor}.
 */
public interface Expression {
    /**
     * The expression as it was written.
     *
     * @return its text
     */
    String text();

    /**
     * The names it reads.
     *
     * @return names as written, in order of first use
     */
    Set<String> names();

    /**
     * Whether the condition holds.
     *
     * @param values gives a {@link Double}, a {@link String}, or null for a name that has no value
     * @return whether it holds; a comparison with an empty value does not
     */
    boolean holds(Values values);

    /** Values of names. */
    @FunctionalInterface
    interface Values {
        /**
         * The value of a name.
         *
         * @param name one of {@link Expression#names()}
         * @return a {@link Double}, a {@link String} or null
         */
        @Nullable
        Object get(String name);
    }
}
