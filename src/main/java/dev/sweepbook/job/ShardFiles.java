package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ShardManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The outputs of shards that lie in some folders, by the place of their manifests. */
public final class ShardFiles {
    private final Map<String, List<ShardManifest>> byPlace;

    private ShardFiles(Map<String, List<ShardManifest>> byPlace) {
        this.byPlace = byPlace;
    }

    /**
     * Looks for shards.
     *
     * @param folders folders of shards, or folders that hold such
     * @return what was found
     * @throws IOException where a folder or a manifest cannot be read
     */
    public static ShardFiles find(List<Path> folders) throws IOException {
        Map<String, List<ShardManifest>> byPlace = new TreeMap<>();
        for (Path folder : folders) {
            List<Path> inside;
            try (Stream<Path> entries = Files.list(folder)) {
                inside = entries.filter(Division::isFolder).sorted().toList();
            }
            for (Path shard : inside.isEmpty() ? List.of(folder) : inside) {
                read(shard, byPlace);
            }
        }
        return new ShardFiles(byPlace);
    }

    private static void read(Path shard, Map<String, List<ShardManifest>> byPlace) throws IOException {
        List<Path> manifests;
        try (Stream<Path> files = Files.walk(shard)) {
            manifests = files.filter(file -> file.toString().endsWith(OutputPlan.MANIFEST))
                    .sorted()
                    .toList();
        }
        for (Path manifest : manifests) {
            String place = FileNames.text(shard.relativize(manifest));
            ShardManifest.read(manifest)
                    .ifPresent(found -> byPlace.computeIfAbsent(place, any -> new ArrayList<>())
                            .add(found));
        }
    }

    /**
     * Whether there is none.
     *
     * @return whether no manifest of a shard was found
     */
    public boolean isEmpty() {
        return byPlace.isEmpty();
    }

    /**
     * The formats the shards were asked for.
     *
     * @return the names, in order
     */
    public Set<String> formats() {
        Set<String> formats = new TreeSet<>();
        byPlace.values().forEach(shards -> shards.forEach(shard -> formats.addAll(shard.formats())));
        return formats;
    }

    /**
     * The columns the shards were asked for.
     *
     * @return their ids as the first shard has them; empty for all
     */
    public List<String> columns() {
        return byPlace.values().stream()
                .findFirst()
                .map(shards -> shards.get(0).columns())
                .orElse(List.of());
    }

    /** What is asked of the shards of one file. */
    record Wanted(String place, String key, String tool, Loaded loaded) {}

    /** The shards of a file in order. */
    List<ShardManifest> of(Wanted wanted) throws NotJoinedException {
        List<ShardManifest> found = byPlace.getOrDefault(wanted.place(), List.of());
        if (found.isEmpty()) {
            throw new NotJoinedException("no shard of it is in the folders given: run it with --shard 1/2, 2/2, …");
        }
        int count = found.get(0).count();
        ShardManifest[] parts = new ShardManifest[count];
        for (ShardManifest shard : found) {
            refuseForeign(shard, count, wanted);
            ShardManifest other = parts[shard.part() - 1];
            if (other != null && !other.outputs().equals(shard.outputs())) {
                throw new NotJoinedException(name(shard) + " stands twice and differs: " + FileNames.shown(other.file())
                        + " and " + FileNames.shown(shard.file()) + "; name one folder of it");
            }
            parts[shard.part() - 1] = shard;
        }
        for (int part = 1; part <= count; part++) {
            if (parts[part - 1] == null) {
                throw new NotJoinedException("shard " + part + " of " + count + " is missing: run it with --shard "
                        + part + "/" + count + ", or name its folder");
            }
        }
        return List.of(parts);
    }

    private static void refuseForeign(ShardManifest shard, int count, Wanted wanted) throws NotJoinedException {
        if (shard.count() != count || shard.part() < 1 || shard.part() > count) {
            throw new NotJoinedException(name(shard) + " belongs to another division, another is of " + count + ": "
                    + FileNames.shown(shard.file()) + "; name the folders of one division");
        } else if (!shard.tool().equals(wanted.tool())) {
            throw new NotJoinedException(name(shard) + " was made by " + shard.tool() + ", this is " + wanted.tool()
                    + ": make all shards and join them with one version");
        }
        for (Loaded.Input input : wanted.loaded().inputs()) {
            String sha256 = shard.inputs().get(input.path());
            if (!input.sha256().equals(sha256)) {
                throw new NotJoinedException(
                        name(shard) + " was made from another " + input.path() + " than the one here: run it again");
            }
        }
        if (!shard.key().equals(wanted.key())) {
            throw new NotJoinedException(name(shard)
                    + " was made with other options or definitions: run it again with those of the other shards");
        }
    }

    private static String name(ShardManifest shard) {
        return "shard " + shard.part() + " of " + shard.count();
    }

    /** The file of a format in each shard, each holding what its manifest says. */
    static List<Path> files(List<ShardManifest> shards, String ending) throws NotJoinedException {
        List<Path> files = new ArrayList<>();
        for (ShardManifest shard : shards) {
            String name = shard.outputs().keySet().stream()
                    .filter(output -> output.endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new NotJoinedException(
                            name(shard) + " holds no " + ending + " file: run it again with that --format"));
            Path file = shard.file().resolveSibling(name);
            if (!Hashes.isOf(file, shard.outputs().getOrDefault(name, ""))) {
                throw new NotJoinedException(FileNames.shown(file) + " of " + name(shard)
                        + " is not there or not what was written: copy it again, or run the shard again");
            }
            files.add(file);
        }
        return files;
    }

    /** Why the shards of a file cannot be joined, in words. */
    static final class NotJoinedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotJoinedException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
