package dev.sweepbook.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Messages without the places of this machine: ledger, index and notifications are shared. */
final class Shortened {
    private final List<String> prefixes;

    Shortened(Request request, List<InputFile> files) {
        Set<String> found = new TreeSet<>();
        add(found, request.output());
        add(found, request.workbooks().templates());
        request.definitions().forEach(folder -> add(found, folder));
        files.forEach(file -> add(found, file.root()));
        prefixes = new ArrayList<>(found);
        prefixes.sort(Comparator.comparing(String::length).reversed());
    }

    private static void add(Set<String> found, Path folder) {
        for (Path form :
                List.of(folder, folder.toAbsolutePath(), folder.toAbsolutePath().normalize())) {
            String text = FileNames.shown(form);
            if (!text.isEmpty() && !text.equals("/")) {
                found.add(text + "/");
            }
        }
    }

    String text(String message) {
        String text = message;
        for (String prefix : prefixes) {
            if (prefix.startsWith("/")) {
                String folder = prefix.substring(0, prefix.length() - 1);
                String name = folder.substring(folder.lastIndexOf('/') + 1);
                text = text.replace(prefix, "").replace(folder, name);
            } else if (text.startsWith(prefix)) {
                text = text.replace(prefix, "");
            } else {
                text = text.replace(" " + prefix, " ");
            }
        }
        return text;
    }
}
