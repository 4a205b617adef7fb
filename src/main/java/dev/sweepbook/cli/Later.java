package dev.sweepbook.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commands and options the contract knows and this version does not serve. Each is refused as not available yet; a
 * name is taken out here when it comes.
 */
final class Later {
    private static final Set<String> COMMANDS =
            Set.of("calibrate", "accuracy", "diff", "history", "watch", "schedule", "merge");
    private static final Set<String> OPTIONS = Set.of(
            "--templates",
            "--rows",
            "--engine",
            "--master",
            "--shard",
            "--force",
            "--fail-on",
            "--keep",
            "--notify",
            "--wait",
            "--force-unlock",
            "--template");

    private Later() {}

    /** Why the words cannot be carried out yet, or null. */
    static @Nullable String refusal(String[] args) {
        for (String word : args) {
            if (word.equals("--")) {
                return null;
            }
            String option = word.startsWith("--") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (OPTIONS.contains(option)) {
                return option + " is not available yet";
            }
        }
        return args.length > 0 && COMMANDS.contains(args[0]) ? args[0] + " is not available yet" : null;
    }
}
