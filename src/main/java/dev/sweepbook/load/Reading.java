package dev.sweepbook.load;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a piece of text: a value, or the reason there is none. */
sealed interface Reading<T> {
    /** It is a value. */
    record Good<T>(T value) implements Reading<T> {}

    /** It is none; the reason is a rule, the value found and the remedy. */
    record Bad<T>(String reason) implements Reading<T> {}

    /** It is none, and what is wrong has been reported where it stands. */
    record Reported<T>() implements Reading<T> {}

    static <T> Reading<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Reading<T> bad(String reason) {
        return new Bad<>(reason);
    }

    /** The value, or null with the reason reported under the field's name. */
    default @Nullable T orReport(Problems problems, Place place, String field) {
        if (this instanceof Good<T> good) {
            return good.value();
        }
        if (this instanceof Bad<T> bad) {
            problems.add(place, field + ": " + bad.reason());
        }
        return null;
    }

    /** The value, or null with the reason told. */
    default @Nullable T or(Consumer<String> told) {
        if (this instanceof Bad<T> bad) {
            told.accept(bad.reason());
        }
        return this instanceof Good<T> good ? good.value() : null;
    }

    default <U> Reading<U> then(Function<T, Reading<U>> next) {
        if (this instanceof Good<T> good) {
            return next.apply(good.value());
        }
        return this instanceof Bad<T> bad ? new Bad<>(bad.reason()) : new Reported<>();
    }
}
