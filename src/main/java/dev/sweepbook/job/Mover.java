package dev.sweepbook.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How a finished file gets to its place. */
interface Mover {
    /** A rename, which the system does whole or not at all. */
    Mover OF_SYSTEM = new Mover() {
        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public boolean isHeld(IOException fault) {
            return File.separatorChar == '\\'
                    && (fault instanceof AccessDeniedException || fault instanceof FileSystemException);
        }
    };

    /** Puts a file in the place of another, or where there is none. */
    void move(Path from, Path to) throws IOException;

    /** Whether the system refused since a program has the other file open. */
    boolean isHeld(IOException fault);
}
