package dev.sweepbook.load;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.catalog.ModelFields;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.load.Definition.Kind;
import dev.sweepbook.load.DefinitionFolders.Folder;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.ModelVariants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks ids up, nearest first: the scenario file, the folders of definitions, what ships. */
final class Definitions implements References {
    private static final int LONGEST_CHAIN = 32;

    private final Catalog shipped;
    private final List<DefinitionLayer> layers = new ArrayList<>();
    private final Problems problems;
    private final Set<Definition> beingMade = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Definition, Reading<Accelerator>> devices = new IdentityHashMap<>();
    private final IdentityHashMap<Definition, Reading<Model>> models = new IdentityHashMap<>();
    private final Map<String, Reading<ModelArchitecture>> modelsFound = new HashMap<>();
    private final Map<String, Reading<Accelerator>> devicesFound = new HashMap<>();
    private final Map<String, ModelFields> fieldsById = new HashMap<>();
    private final Map<String, Map<String, Object>> definitionsById = new HashMap<>();
    private final Map<String, Accelerator> ownDevices = new LinkedHashMap<>();
    private final Map<String, Model> ownModels = new LinkedHashMap<>();
    private final Set<Loaded.Input> inputs = new LinkedHashSet<>();
    private final DefinitionRemarks remarks;
    private final CalibrationFiles calibrations;

    private record Model(ModelFields fields, ArchitectureReader.Made made) {}

    Definitions(Catalog shipped, List<Folder> folders, Problems problems) {
        this.shipped = shipped;
        this.problems = problems;
        this.calibrations = new CalibrationFiles(folders, problems);
        this.remarks = new DefinitionRemarks(layers);
        layers.add(new DefinitionLayer());
        for (Folder folder : folders) {
            layers.add(folder.layer());
            folder.problems().forEach(problems::addAll);
        }
    }

    /** Takes a device that a workbook defines. */
    void own(Accelerator device) {
        ownDevices.put(device.id(), device);
    }

    /** Takes a model that a workbook defines. */
    void own(ModelFields fields, ArchitectureReader.Made made) {
        ownModels.put(fields.id(), new Model(fields, made));
    }

    /** Takes note of a definition of a workbook that was reported, so that its uses are not reported too. */
    void ownIsFaulty(Kind kind, String id) {
        if (kind == Kind.MODEL) {
            modelsFound.put(id, new Reading.Reported<>());
        } else {
            devicesFound.put(id, new Reading.Reported<>());
        }
    }

    /** The device an id stands for outside the scenario file, or null. */
    @Nullable
    Accelerator knownDevice(String id) {
        return isKnown(Kind.HARDWARE, id) && device(id, 1) instanceof Reading.Good<Accelerator> good
                ? good.value()
                : null;
    }

    /** The fields of the model an id stands for outside the scenario file; empty where there is none. */
    Map<String, Object> knownFields(String id) {
        return isKnown(Kind.MODEL, id) && model(id, 1) instanceof Reading.Good<Model> good
                ? good.value().made().definition()
                : Map.of();
    }

    private boolean isKnown(Kind kind, String id) {
        return layers.stream().skip(1).anyMatch(layer -> layer.find(kind, id) != null) || ships(kind, id);
    }

    private boolean ships(Kind kind, String id) {
        return (kind == Kind.MODEL ? shipped.modelIds() : shipped.hardwareIds()).contains(id);
    }

    /** Adds a definition of the scenario file itself. */
    void define(Definition definition) {
        layers.get(0).add(definition, problems);
    }

    /** Reports what is wrong with a definition nobody can name. */
    void checkNameless(Definition definition) {
        if (definition.kind() == Kind.MODEL) {
            makeModel(definition, 0, problems);
        } else {
            makeDevice(definition, 0, problems);
        }
    }

    /** Makes every definition of the scenario file, used or not, so that each fault is reported. */
    void makeAll() {
        for (Kind kind : Kind.values()) {
            for (String id : List.copyOf(layers.get(0).ids(kind))) {
                Definition definition = layers.get(0).find(kind, id);
                if (definition != null && kind == Kind.MODEL) {
                    make(definition, 0);
                } else if (definition != null) {
                    makeDevice(definition, 0);
                }
            }
        }
    }

    @Override
    public Reading<ModelArchitecture> model(String written) {
        String id = DefinitionLayer.composed(written);
        Reading<ModelArchitecture> known = modelsFound.get(id);
        if (known == null) {
            remarkUse(Kind.MODEL, id);
            known = model(id, 0).then(model -> {
                fieldsById.put(id, model.fields());
                definitionsById.put(id, model.made().definition());
                remarks.notes(id, model.made().notes());
                return Reading.good(model.made().model());
            });
            modelsFound.put(id, known);
        }
        return known;
    }

    @Override
    public Reading<Accelerator> hardware(String written) {
        String id = DefinitionLayer.composed(written);
        Reading<Accelerator> known = devicesFound.get(id);
        if (known == null) {
            remarkUse(Kind.HARDWARE, id);
            known = device(id, 0);
            devicesFound.put(id, known);
        }
        return known;
    }

    @Override
    public Reading<String> calibration(String name) {
        return calibrations
                .find(name)
                .then(known -> Reading.good(known.calibration().name()));
    }

    private Reading<Model> model(String id, int from) {
        Model own = from == 0 ? ownModels.get(id) : null;
        if (own != null) {
            return Reading.good(own);
        }
        for (int layer = from; layer < layers.size(); layer++) {
            Definition definition = layers.get(layer).find(Kind.MODEL, id);
            if (definition != null) {
                return make(definition, layer);
            }
        }
        return shipped.model(id)
                .map(fields -> ArchitectureReader.read(fields) instanceof ArchitectureReader.Made made
                        ? Reading.good(new Model(fields, made))
                        : Reading.<Model>bad("model " + Shown.quoted(id) + " is not available yet"))
                .orElseGet(() -> unknown(Kind.MODEL, id));
    }

    private Reading<Accelerator> device(String id, int from) {
        Accelerator own = from == 0 ? ownDevices.get(id) : null;
        if (own != null) {
            return Reading.good(own);
        }
        for (int layer = from; layer < layers.size(); layer++) {
            Definition definition = layers.get(layer).find(Kind.HARDWARE, id);
            if (definition != null) {
                return makeDevice(definition, layer);
            }
        }
        return shipped.hardware(id).map(Reading::good).orElseGet(() -> unknown(Kind.HARDWARE, id));
    }

    private <T> Reading<T> unknown(Kind kind, String id) {
        List<String> known = new ArrayList<>();
        layers.forEach(layer -> known.addAll(layer.ids(kind)));
        known.addAll((kind == Kind.MODEL ? ownModels : ownDevices).keySet());
        known.addAll(kind == Kind.MODEL ? shipped.modelIds() : shipped.hardwareIds());
        String hint = Nearest.hint(id, known);
        return Reading.bad("there is no " + kind.singular + " " + Shown.quoted(id)
                + (hint.isEmpty() ? "; see `sweepbook catalog " + kind.key + "`" : hint));
    }

    private Reading<Model> make(Definition definition, int layer) {
        Reading<Model> made = models.get(definition);
        if (made == null) {
            Problems found = new Problems(definition.file().shown());
            made = loops(definition, found) ? new Reading.Reported<>() : makeModel(definition, layer, found);
            models.put(definition, made);
            finish(definition, layer, found);
        }
        return made;
    }

    private Reading<Model> makeModel(Definition definition, int layer, Problems found) {
        ModelDefinitions maker = new ModelDefinitions(found, new AxisValues(this));
        Extension extension = extension(definition, layer, found);
        Model base = extension == null
                ? null
                : model(extension.id(), extension.layer()).orReport(found, extension.place(), "extends");
        beingMade.remove(definition);
        ConfigFile config = ConfigFiles.of(definition, found);
        boolean rests = definition.fields().entry("extends") != null
                || definition.fields().entry("config") != null
                || definition.config() != null;
        ModelFields under = base == null ? read(definition, config, found) : base.fields();
        if (found.count() > 0 || (rests && under == null)) {
            maker.fields(definition.fields());
            return new Reading.Reported<>();
        }
        ModelFields fields = maker.merged(definition, under, config);
        ArchitectureReader.Made made = fields == null ? null : maker.architecture(definition, fields, config);
        return fields == null || made == null ? new Reading.Reported<>() : Reading.good(new Model(fields, made));
    }

    private @Nullable ModelFields read(Definition definition, @Nullable ConfigFile config, Problems found) {
        if (config == null) {
            return null;
        }
        inputs.add(config.source().input());
        Problems ofFile = new Problems(config.source().shown());
        Map<String, Object> fields = config.fields(ofFile);
        found.addAll(ofFile);
        return fields == null ? null : new ModelFields(definition.id(), fields, Provenance.NONE);
    }

    private Reading<Accelerator> makeDevice(Definition definition, int layer) {
        Reading<Accelerator> made = devices.get(definition);
        if (made == null) {
            Problems found = new Problems(definition.file().shown());
            made = loops(definition, found) ? new Reading.Reported<>() : makeDevice(definition, layer, found);
            devices.put(definition, made);
            finish(definition, layer, found);
        }
        return made;
    }

    private Reading<Accelerator> makeDevice(Definition definition, int layer, Problems found) {
        DeviceDefinitions maker = new DeviceDefinitions(found, new AxisValues(this));
        Extension extension = extension(definition, layer, found);
        Accelerator base = extension == null
                ? null
                : device(extension.id(), extension.layer()).orReport(found, extension.place(), "extends");
        beingMade.remove(definition);
        if (definition.fields().entry("extends") != null && base == null) {
            maker.numbers(definition.fields());
            return new Reading.Reported<>();
        }
        Accelerator device = maker.device(definition, base);
        return device == null ? new Reading.Reported<>() : Reading.good(device);
    }

    private boolean loops(Definition definition, Problems found) {
        String shown = Shown.quoted(definition.id());
        if (!beingMade.add(definition)) {
            found.add(definition.place(), "extends: " + shown + " extends itself in a circle");
            return true;
        } else if (beingMade.size() > LONGEST_CHAIN) {
            beingMade.remove(definition);
            found.add(
                    definition.place(),
                    "extends: " + shown + " is more than " + LONGEST_CHAIN + " definitions away from what it is for");
            return true;
        }
        return false;
    }

    private void finish(Definition definition, int layer, Problems found) {
        problems.addAll(found);
        if (layer > 0) {
            inputs.add(definition.file().input());
        }
    }

    private record Extension(String id, int layer, Place place) {}

    private static @Nullable Extension extension(Definition definition, int layer, Problems found) {
        YamlNode node = definition.fields().get("extends");
        YamlNode.TextNode text = node == null ? null : new Nodes(found).text(node, "extends");
        if (text == null) {
            return null;
        }
        String id = DefinitionLayer.composed(text.text());
        return new Extension(id, id.equals(definition.id()) ? layer + 1 : layer, text.place());
    }

    private void remarkUse(Kind kind, String id) {
        if ((kind == Kind.MODEL ? ownModels : ownDevices).containsKey(id)) {
            remarks.useOfWorkbook(id);
        } else {
            remarks.use(kind, id, ships(kind, id));
        }
    }

    /** Files of definitions that were used. */
    List<Loaded.Input> inputs() {
        Set<Loaded.Input> all = new LinkedHashSet<>(inputs);
        all.addAll(calibrations.inputs());
        return List.copyOf(all);
    }

    /** Ids that hide others, and what a workbook defines. */
    List<String> remarks() {
        Set<String> all = new LinkedHashSet<>(remarks.told());
        all.addAll(calibrations.remarks());
        all.addAll(remarks.ofWorkbook());
        return List.copyOf(all);
    }

    /** The calibrations scenarios may name: what ships, and those of the user's that were named. */
    Map<String, Calibration> calibrations() {
        return calibrations.known();
    }

    /** Makes models with swept fields of the models found here. */
    ModelVariants variants() {
        return new KnownModels(fieldsById, definitionsById);
    }
}
