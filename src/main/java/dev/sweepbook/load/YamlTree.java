package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.ListNode;
import dev.sweepbook.load.YamlNode.MapNode;
import dev.sweepbook.load.YamlNode.RefusedNode;
import dev.sweepbook.load.YamlNode.TextNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;

/**
 * Builds located nodes from SnakeYAML's events. Events rather than composed nodes: they still tell tags and anchors
 * apart from what was written plainly, and their depth is counted here before anything recurses.
 */
final class YamlTree {
    private static final int DEEPEST = 32;

    private final Iterator<Event> events;
    private final Problems problems;
    private final Map<String, TextNode> anchored = new HashMap<>();
    private int depth;

    private YamlTree(Iterator<Event> events, Problems problems) {
        this.events = events;
        this.problems = problems;
    }

    /** The one document of a text, as far as it could be read; null where it could not. */
    static @Nullable YamlNode read(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // bytes were counted before
        Iterator<Event> events = new Yaml(options).parse(new StringReader(text)).iterator();
        try {
            return new YamlTree(events, problems).document();
        } catch (Unreadable e) {
            problems.add(e.place(), e.reason());
        } catch (MarkedYAMLException e) {
            YamlSyntax.report(e, text, problems);
        } catch (RuntimeException e) { // SnakeYAML lets odd escapes through as bare runtime exceptions
            problems.add(Place.FILE, "not valid YAML: " + Shown.plain(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private @Nullable YamlNode document() throws Unreadable {
        YamlNode root = null;
        boolean several = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent start) {
                if (root != null && !several) {
                    several = true;
                    problems.add(place(start), "a file holds one document; a second begins here");
                }
                if (start.getTags() != null && !start.getTags().isEmpty()) {
                    problems.add(place(start), "tags (%TAG) are not allowed");
                }
            } else if (event instanceof NodeEvent) {
                YamlNode node = node(event);
                root = root == null ? node : root;
            }
        }
        return root;
    }

    private YamlNode node(Event event) throws Unreadable {
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        refuseTagAndAnchor(event);
        if (event instanceof ScalarEvent scalar) {
            TextNode text = text(scalar);
            if (scalar.getAnchor() != null) {
                anchored.put(scalar.getAnchor(), text);
            }
            return text;
        }
        if (++depth > DEEPEST) {
            throw new Unreadable(place(event), "nested too deep: at most " + DEEPEST + " levels of lists and maps");
        }
        YamlNode node = event instanceof MappingStartEvent ? map(event) : list(event);
        depth--;
        return node;
    }

    private YamlNode alias(AliasEvent alias) {
        problems.add(
                place(alias),
                "aliases are not allowed, found " + Shown.quoted("*" + alias.getAnchor()) + "; write the value out");
        TextNode target = anchored.get(alias.getAnchor());
        return target == null
                ? new RefusedNode(place(alias))
                : new TextNode(place(alias), target.text(), target.quoted());
    }

    private void refuseTagAndAnchor(Event event) {
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            problems.add(
                    place(event), "anchors are not allowed, found " + Shown.quoted("&" + anchor) + "; leave it out");
        }
        Optional<String> tag = Optional.ofNullable(
                event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag());
        tag.ifPresent(name -> problems.add(
                place(event), "tags are not allowed, found " + Shown.quoted(written(name)) + "; leave it out"));
    }

    private static String written(String tag) {
        String yaml = "tag:yaml.org,2002:";
        return tag.startsWith(yaml) ? "!!" + tag.substring(yaml.length()) : tag;
    }

    private TextNode text(ScalarEvent scalar) {
        String text = scalar.getValue();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && Character.charCount(text.codePointAt(i)) == 1) {
                problems.add(place(scalar), "half a surrogate pair is no character, found " + Shown.quoted(text));
                break;
            }
            i += Character.charCount(text.codePointAt(i)) - 1;
        }
        return new TextNode(place(scalar), text, scalar.getScalarStyle() != ScalarStyle.PLAIN);
    }

    private YamlNode list(Event start) throws Unreadable {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event));
        }
        return new ListNode(place(start), items);
    }

    private YamlNode map(Event start) throws Unreadable {
        List<Entry> entries = new ArrayList<>();
        Map<String, Place> keys = new HashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            YamlNode key = node(event);
            YamlNode value = node(events.next());
            if (key instanceof TextNode text && mayBeKey(text)) {
                Place first = keys.putIfAbsent(text.text(), text.place());
                if (first == null) {
                    entries.add(new Entry(text.text(), text.place(), value));
                } else {
                    problems.add(text.place(), Shown.plain(text.text()) + ": is written twice, first at " + first);
                }
            } else if (!(key instanceof TextNode) && !(key instanceof RefusedNode)) {
                problems.add(key.place(), "a key must be text, was " + key.found());
            }
        }
        return new MapNode(place(start), entries);
    }

    private boolean mayBeKey(TextNode key) {
        if (key.isNull()) {
            problems.add(key.place(), "a key must be text, was " + key.found());
        } else if (key.text().equals("<<") && !key.quoted()) {
            problems.add(key.place(), "merge keys (<<) are not allowed; write the values out");
        } else {
            return true;
        }
        return false;
    }

    private static Place place(Event event) {
        return YamlSyntax.place(event.getStartMark());
    }
}
