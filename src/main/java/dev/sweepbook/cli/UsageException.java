package dev.sweepbook.cli;

/** Says what is wrong with how the command was called. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }

    static UsageException notYet(String name) {
        return new UsageException(name + " is not available yet");
    }
}
