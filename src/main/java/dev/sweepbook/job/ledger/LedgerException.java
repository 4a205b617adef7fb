package dev.sweepbook.job.ledger;

import java.io.IOException;

/** The ledger cannot be read or written; the message says why. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean unavailable;

    LedgerException(String message, Throwable cause, boolean unavailable) {
        super(message, cause);
        this.unavailable = unavailable;
    }

    /**
     * Whether this machine cannot keep a ledger at all, as opposed to a disk that fails.
     *
     * @return whether SQLite could not be loaded
     */
    public boolean isUnavailable() {
        return unavailable;
    }
}
