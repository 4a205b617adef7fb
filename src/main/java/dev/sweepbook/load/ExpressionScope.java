package dev.sweepbook.load;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The names an expression may read. */
interface ExpressionScope {
    /** What a name stands for. */
    enum Type {
        NUMBER,
        TEXT
    }

    /** The type of a name, or null where the name is unknown. */
    @Nullable
    Type type(String name);

    /** Every name, for telling the nearest to a misspelt one. */
    Collection<String> names();

    /** Why a text can never be the value of a name, or null. */
    @Nullable
    String textFault(String name, String text);

    /** What an unknown name is told to be. */
    default String unknown() {
        return "names no axis of this sweep";
    }
}
