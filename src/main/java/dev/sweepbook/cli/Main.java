package dev.sweepbook.cli;

/** The command. */
public final class Main {
    private Main() {}

    /**
     * Runs.
     *
     * @param args the words after the command
     */
    public static void main(String[] args) {
        System.out.println("x");
    }
}
