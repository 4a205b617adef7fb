package dev.sweepbook.load;

import dev.sweepbook.load.Definition.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a reader should know of the definitions that were used: which hide others, what they note, what is a workbook's. */
final class DefinitionRemarks {
    private static final int NAMED = 5;

    private final List<DefinitionLayer> layers;
    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> ofWorkbook = new LinkedHashSet<>();

    /** Remarks on definitions of layers, the nearest first. */
    DefinitionRemarks(List<DefinitionLayer> layers) {
        this.layers = layers;
    }

    /** Takes note that what a workbook defines was used. */
    void useOfWorkbook(String id) {
        ofWorkbook.add(Shown.plain(id));
    }

    /** Takes note that a definition was used, which may hide one of a layer further away or one that ships. */
    void use(Kind kind, String id, boolean ships) {
        Definition used = null;
        for (DefinitionLayer layer : layers) {
            Definition found = layer.find(kind, id);
            if (used != null && found != null) {
                hides(used, found.file().input().path());
                return;
            }
            used = used == null ? found : used;
        }
        if (used != null && ships) {
            hides(used, "the shipped catalogue");
        }
    }

    private void hides(Definition used, String hidden) {
        told.add(used.kind().singular + " " + Shown.plain(used.id()) + " is the one defined in "
                + Shown.plain(used.file().input().path()) + ", which hides that of " + hidden);
    }

    /** Takes what was noted where a model was made. */
    void notes(String model, List<String> notes) {
        notes.forEach(note -> told.add("model " + Shown.plain(model) + ": " + note));
    }

    /** What was noted, and which ids hide others. */
    Set<String> told() {
        return told;
    }

    /** What a workbook defines, in one sentence; none where nothing of it was used. */
    List<String> ofWorkbook() {
        if (ofWorkbook.isEmpty()) {
            return List.of();
        }
        int more = ofWorkbook.size() - NAMED;
        String named = String.join(", ", ofWorkbook.stream().limit(NAMED).toList());
        return List.of(
                "as the workbook defines them: " + named + (more > 0 ? " and " + Shown.count(more) + " more" : ""));
    }
}
