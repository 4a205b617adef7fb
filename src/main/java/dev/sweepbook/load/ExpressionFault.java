package dev.sweepbook.load;

import java.io.Serial;

/** Says why a text is no expression. */
final class ExpressionFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ExpressionFault(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
