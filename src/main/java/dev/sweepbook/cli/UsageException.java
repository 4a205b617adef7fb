package dev.sweepbook.cli;

/** The command was asked for something that does not exist. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    static UsageException notYet(String name) {
        return new UsageException(name + " is not available yet");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
