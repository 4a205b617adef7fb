package dev.sweepbook.diff;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scenario of the old side for each of the new. By four rules, each on what the one before left:
 *
 * <ol>
 *   <li>the same inputs: every axis and the name of the sweep, whatever the number;
 *   <li>the same inputs but for the axes on which everything left had one value and now has another, as where a fixed
 *       value was edited;
 *   <li>the same but for one further axis, where as many are left on either side: one by one in the order of their
 *       numbers, a same number first;
 *   <li>the same number in the same sweep, with at most three inputs that differ: rows somebody edited. Not where
 *       scenarios found so far have other numbers than before, since numbers then say nothing.
 * </ol>
 *
 * The name of the sweep counts where one of the sides has several.
 */
final class Matching {
    private static final int MOST_DIFFERENT = 3;
    private static final Object ANY = new Object();

    private final List<Entry> old;
    private final List<Entry> now;
    private final boolean byName;
    private final int[] partner;
    private final boolean[] taken;
    private long paired;

    Matching(List<Entry> old, List<Entry> now) {
        this.old = old;
        this.now = now;
        this.byName = sweeps(old).size() > 1 || sweeps(now).size() > 1;
        this.partner = new int[now.size()];
        this.taken = new boolean[old.size()];
        Arrays.fill(partner, -1);
        sameInputs();
        if (left().length > 0 && leftOld().length > 0) {
            allButOne();
        }
        if (!isRenumbered()) {
            sameNumber();
        }
    }

    private static Set<String> sweeps(List<Entry> entries) {
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.asked().sweep()));
        return names;
    }

    /** Place of the old scenario that goes with a new one, or -1. */
    int partner(int place) {
        return partner[place];
    }

    boolean isTaken(int place) {
        return taken[place];
    }

    /** Pairs whose inputs differ. */
    long paired() {
        return paired;
    }

    private String sweep(Entry entry) {
        return byName ? entry.asked().sweep() : "";
    }

    private void pair(int oldPlace, int newPlace) {
        partner[newPlace] = oldPlace;
        taken[oldPlace] = true;
    }

    /** Most files keep their order: what stands at the same place is looked at before anything is looked up. */
    private void sameInputs() {
        for (int i = 0; i < now.size() && i < old.size(); i++) {
            if (new InputKey(old.get(i), sweep(old.get(i))).equals(new InputKey(now.get(i), sweep(now.get(i))))) {
                pair(i, i);
            }
        }
        Map<InputKey, Deque<Integer>> byKey = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            if (!taken[i]) {
                byKey.computeIfAbsent(new InputKey(old.get(i), sweep(old.get(i))), key -> new ArrayDeque<>(1))
                        .add(i);
            }
        }
        for (int i = 0; i < now.size() && !byKey.isEmpty(); i++) {
            Deque<Integer> found = partner[i] >= 0 ? null : byKey.get(new InputKey(now.get(i), sweep(now.get(i))));
            if (found != null && !found.isEmpty()) {
                pair(found.remove(), i);
            }
        }
    }

    /** New ones without a partner. */
    private int[] left() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] < 0) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] leftOld() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The axes on which what is left differs at all; models and devices come last, they are hardest to mistake. */
    private List<AxisKey> differing(int[] oldLeft, int[] newLeft) {
        Set<AxisKey> keys = new LinkedHashSet<>(Arrays.asList(Axis.values()));
        keys.remove(Axis.MODEL);
        keys.remove(Axis.HARDWARE);
        Set<AxisKey> fields = new TreeSet<>(Comparator.comparing(AxisKey::id));
        for (int place : oldLeft) {
            fields.addAll(old.get(place).asked().fields().keySet());
        }
        for (int place : newLeft) {
            fields.addAll(now.get(place).asked().fields().keySet());
        }
        keys.addAll(fields);
        keys.add(Axis.HARDWARE);
        keys.add(Axis.MODEL);
        List<AxisKey> differing = new ArrayList<>();
        for (AxisKey key : keys) {
            Set<@Nullable Object> before = new HashSet<>();
            Set<@Nullable Object> after = new HashSet<>();
            for (int place : oldLeft) {
                before.add(old.get(place).value(key));
            }
            for (int place : newLeft) {
                after.add(now.get(place).value(key));
            }
            if (!before.equals(after) || before.size() > 1) {
                differing.add(key);
            }
        }
        return differing;
    }

    /** What is left of both sides with the same inputs but one. */
    private static final class Group {
        final List<Integer> old = new ArrayList<>();
        final List<Integer> now = new ArrayList<>();
    }

    private void allButOne() {
        List<AxisKey> keys = differing(leftOld(), left());
        List<AxisKey> everywhere = keys.stream().filter(this::isMoved).toList();
        keys.removeAll(everywhere);
        if (!everywhere.isEmpty()) {
            groups(null, keys).forEach(this::pairAll);
        }
        for (AxisKey key : keys) {
            groups(key, keys).stream()
                    .filter(group -> group.old.size() == group.now.size())
                    .forEach(this::pairAll);
        }
    }

    /** Whether all that is left had one value on an axis and now has another. */
    private boolean isMoved(AxisKey key) {
        Object before = old.get(leftOld()[0]).value(key);
        Object after = now.get(left()[0]).value(key);
        return !Objects.equals(before, after)
                && Arrays.stream(leftOld())
                        .allMatch(place -> Objects.equals(before, old.get(place).value(key)))
                && Arrays.stream(left())
                        .allMatch(place -> Objects.equals(after, now.get(place).value(key)));
    }

    private Collection<Group> groups(@Nullable AxisKey left, List<AxisKey> keys) {
        Map<List<@Nullable Object>, Group> groups = new LinkedHashMap<>();
        for (int place : leftOld()) {
            groups.computeIfAbsent(without(left, keys, old.get(place)), k -> new Group())
                    .old
                    .add(place);
        }
        for (int place : left()) {
            groups.computeIfAbsent(without(left, keys, now.get(place)), k -> new Group())
                    .now
                    .add(place);
        }
        return groups.values();
    }

    private boolean isRenumbered() {
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0 && old.get(partner[i]).number() != now.get(i).number()) {
                return true;
            }
        }
        return false;
    }

    /** Only the axes that tell what is left apart: the others are the same for all of it. */
    private List<@Nullable Object> without(@Nullable AxisKey left, List<AxisKey> keys, Entry entry) {
        List<@Nullable Object> values = new ArrayList<>(keys.size() + 1);
        values.add(sweep(entry));
        for (AxisKey key : keys) {
            values.add(key.equals(left) ? ANY : entry.value(key));
        }
        return values;
    }

    private void pairAll(Group group) {
        Map<Long, Integer> byNumber = new HashMap<>();
        group.old.forEach(place -> byNumber.put(old.get(place).number(), place));
        List<Integer> rest = new ArrayList<>();
        for (int place : group.now) {
            Integer same = byNumber.remove(now.get(place).number());
            if (same == null) {
                rest.add(place);
            } else {
                pair(same, place);
                paired++;
            }
        }
        group.old.removeIf(place -> taken[place]);
        for (int i = 0; i < rest.size() && i < group.old.size(); i++) {
            pair(group.old.get(i), rest.get(i));
            paired++;
        }
    }

    private void sameNumber() {
        Map<Long, Integer> byNumber = new HashMap<>();
        for (int place : leftOld()) {
            byNumber.put(old.get(place).number(), place);
        }
        for (int place : left()) {
            Entry entry = now.get(place);
            Integer same = byNumber.get(entry.number());
            if (same != null
                    && sweep(entry).equals(sweep(old.get(same)))
                    && differences(old.get(same), entry) <= MOST_DIFFERENT) {
                pair(same, place);
                paired++;
            }
        }
    }

    private static int differences(Entry a, Entry b) {
        Set<AxisKey> keys = new HashSet<>(Arrays.asList(Axis.values()));
        keys.addAll(a.asked().fields().keySet());
        keys.addAll(b.asked().fields().keySet());
        return (int) keys.stream()
                .filter(key -> !Objects.equals(a.value(key), b.value(key)))
                .count();
    }
}
