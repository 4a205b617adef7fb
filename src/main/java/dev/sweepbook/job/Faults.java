package dev.sweepbook.job;

import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Why the system refused, in words. */
final class Faults {
    private Faults() {}

    static String reason(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        } else if (fault instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (fault instanceof FileAlreadyExistsException || fault instanceof NotDirectoryException) {
            return "a file stands where the folder should be";
        } else if (fault instanceof DirectoryNotEmptyException) {
            return "a folder stands in its place";
        }
        String said = fault instanceof FileSystemException system ? system.getReason() : fault.getMessage();
        if ("Not a directory".equals(said)) {
            return "a file stands where the folder should be";
        }
        return said == null || said.isBlank() ? fault.getClass().getSimpleName() : lowerFirst(Shown.escaped(said));
    }

    /** The place, the reason and the remedy. */
    static String cannotBeWritten(Path place, IOException fault) {
        return FileNames.shown(place) + ": cannot be written: " + reason(fault) + "; " + remedy(fault);
    }

    /** The same where somebody removed the folder while it was written to. */
    static String folderRemoved(Path place) {
        return FileNames.shown(place) + ": cannot be written: its folder was removed meanwhile; run again, or name"
                + " another folder with --output";
    }

    /** What the user can do about an output that cannot be written. */
    static String remedy(IOException fault) {
        String reason = reason(fault).toLowerCase(Locale.ROOT);
        if (reason.contains("no space") || reason.contains("quota") || reason.contains("too large")) {
            return "make room, or name another folder with --output";
        } else if (reason.contains("name too long")) {
            return "give the scenario file a shorter name";
        } else if (reason.contains("in its place") || reason.contains("is a directory")) {
            return "move the folder away, or name another with --output";
        }
        return "name a folder that can be written with --output";
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
