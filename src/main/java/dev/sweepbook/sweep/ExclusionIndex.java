package dev.sweepbook.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exclusions of a sweep, each worked out once for every combination of the axes it names, and looked up from then
 * on. A rule over more combinations than are worth keeping is worked out point by point.
 */
final class ExclusionIndex {
    private static final long KEPT_COMBINATIONS = 1L << 22;

    private final Sweep sweep;
    private final Map<AxisKey, Place> places = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    ExclusionIndex(Sweep sweep) {
        this.sweep = sweep;
        for (int axis = 0; axis < sweep.axes().size(); axis++) {
            List<AxisKey> keys = sweep.axes().get(axis).keys();
            for (int key = 0; key < keys.size(); key++) {
                places.put(keys.get(key), new Place(axis, key));
            }
        }
        for (Exclusion exclusion : sweep.exclusions()) {
            rules.add(new Rule(exclusion));
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    boolean keeps(int[] digits) {
        for (Rule rule : rules) {
            if (rule.drops(digits)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object value(AxisKey key, int[] digits) {
        Place place = places.get(key);
        Object stepped = place == null
                ? null
                : sweep.axes()
                        .get(place.axis())
                        .steps()
                        .get(digits[place.axis()])
                        .get(place.key());
        return stepped != null ? stepped : SweepDefaults.value(sweep, key);
    }

    private boolean matches(Exclusion exclusion, int[] digits) {
        if (exclusion instanceof Exclusion.Match match) {
            return match.anyOf().entrySet().stream()
                    .allMatch(entry -> isAnyOf(entry.getValue(), value(entry.getKey(), digits)));
        }
        Exclusion.Condition condition = (Exclusion.Condition) exclusion;
        return condition.expression().holds(name -> {
            AxisKey key = condition.keys().get(name);
            Object value = key == null ? null : value(key, digits);
            return value == null ? null : AxisText.plain(value);
        });
    }

    private static boolean isAnyOf(List<Object> candidates, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        Object plain = AxisText.plain(value);
        return candidates.stream()
                .anyMatch(candidate -> AxisText.plain(candidate).equals(plain));
    }

    private record Place(int axis, int key) {}

    private final class Rule {
        final Exclusion exclusion;
        final int[] axes;
        final @Nullable BitSet dropped;

        Rule(Exclusion exclusion) {
            this.exclusion = exclusion;
            this.axes = keysOf(exclusion).stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .mapToInt(Place::axis)
                    .distinct()
                    .sorted()
                    .toArray();
            long combinations = 1;
            for (int axis : axes) {
                combinations = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, combinations * sizeOf(axis));
            }
            this.dropped = combinations <= KEPT_COMBINATIONS ? workOut((int) combinations) : null;
        }

        private static Set<AxisKey> keysOf(Exclusion exclusion) {
            return exclusion instanceof Exclusion.Match match
                    ? match.anyOf().keySet()
                    : Set.copyOf(((Exclusion.Condition) exclusion).keys().values());
        }

        private long sizeOf(int axis) {
            return sweep.axes().get(axis).size();
        }

        private BitSet workOut(int combinations) {
            BitSet bits = new BitSet(combinations);
            int[] digits = new int[sweep.axes().size()];
            for (int combination = 0; combination < combinations; combination++) {
                int rest = combination;
                for (int i = axes.length - 1; i >= 0; i--) {
                    digits[axes[i]] = (int) (rest % sizeOf(axes[i]));
                    rest = (int) (rest / sizeOf(axes[i]));
                }
                bits.set(combination, matches(exclusion, digits));
            }
            return bits;
        }

        boolean drops(int[] digits) {
            if (dropped == null) {
                return matches(exclusion, digits);
            }
            int combination = 0;
            for (int axis : axes) {
                combination = (int) (combination * sizeOf(axis) + digits[axis]);
            }
            return dropped.get(combination);
        }
    }
}
