package dev.sweepbook.job;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why an engine cannot work, in words with the remedy. */
public final class EngineException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A reason.
     *
     * @param message what is wrong and what helps
     * @param cause what said so, or null
     */
    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * What is wrong and what helps.
     *
     * @return the message
     */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
