package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Carries a refusal through readers that know only I/O faults. */
final class RefusedStream extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Refused refused;

    RefusedStream(Refused refused) {
        super(refused.getMessage());
        this.refused = refused;
    }

    /** The refusal that a fault, or what it was caused by, carries; null where it carries none. */
    static @Nullable Refused in(@Nullable Throwable fault) {
        Throwable at = fault;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (at instanceof RefusedStream stream) {
                return stream.refused;
            }
            at = at.getCause();
        }
        return null;
    }
}
