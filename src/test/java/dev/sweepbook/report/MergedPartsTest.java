package dev.sweepbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of rows, added in parts: by hand, and against what is worked out of all at once. */
class MergedPartsTest {
    @Test
    void aSumIsTheSameInAnyOrder() {
        FixedSum sum = new FixedSum();
        for (double each : new double[] {0.5, -2.25, 1e6, -0.0, 0.75}) {
            sum.add(each);
        }
        assertThat(sum.value()).isEqualTo(999_999); // 0.5 − 2.25 + 0.75 = −1

        Random random = new Random(3);
        List<Double> terms = random.doubles(1000, -20, 20).boxed().toList();
        double expected = sum(terms).value();
        double plain = terms.stream().mapToDouble(Double::doubleValue).sum();
        assertThat(Math.abs(expected - plain)).isLessThan(1e-11);
        for (int round = 0; round < 50; round++) {
            List<Double> mixed = new ArrayList<>(terms);
            Collections.shuffle(mixed, random);
            int cut = random.nextInt(1000);
            FixedSum late = sum(mixed.subList(cut, 1000));
            late.add(sum(mixed.subList(0, cut)));
            assertThat(late.value()).isEqualTo(expected);
        }
    }

    private static FixedSum sum(List<Double> terms) {
        FixedSum sum = new FixedSum();
        terms.forEach(sum::add);
        return sum;
    }

    @Test
    void theFirstNumbersAreTheLowest() {
        Numbers early = numbers(3, 7, 1000);
        Numbers late = numbers(1, 2, 5, 8, 9, 10, 11, 12, 13);

        early.add(late);

        assertThat(early.count()).isEqualTo(12);
        assertThat(early.text()).isEqualTo("1; 2; 3; 5; 7; 8; 9; 10; …");
    }

    private static Numbers numbers(long... values) {
        Numbers numbers = new Numbers();
        for (long value : values) {
            numbers.add(value);
        }
        return numbers;
    }

    /** Of few speeds and throughputs, so that many are equal. */
    private record Place(int user, int device, long number) {
        boolean beats(Place other) {
            boolean asGood = user >= other.user && device >= other.device;
            boolean equal = user == other.user && device == other.device;
            return asGood && (!equal || number < other.number);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 5000})
    void aFrontierIsWhatNothingBeats(int values) {
        Random random = new Random(values);
        for (int round = 0; round < 20; round++) {
            List<Place> places = new ArrayList<>();
            for (int i = 1; i <= 400; i++) {
                places.add(new Place(random.nextInt(values), random.nextInt(values), i));
            }
            List<Long> expected = places.stream()
                    .filter(place -> places.stream().noneMatch(other -> other.beats(place)))
                    .sorted((a, b) -> Integer.compare(b.user(), a.user()))
                    .map(Place::number)
                    .toList();
            int cut = random.nextInt(400);
            Points both = points(places.subList(0, cut));
            both.add(points(places.subList(cut, 400)));
            assertThat(kept(points(places))).isEqualTo(expected);
            assertThat(kept(both)).isEqualTo(expected);
            assertThat(both.isFull()).isFalse();
        }
    }

    @Test
    void aFrontierThatHasNoRoomForAllSaysSo() {
        Points points = new Points();
        for (int i = 1; i <= Points.MOST + 2; i++) {
            assertThat(points.isFull()).isEqualTo(i == Points.MOST + 2);
            points.offer(i, -i, i);
        }
        assertThat(points.isFull()).isTrue();
        assertThat(points.size()).isEqualTo(Points.MOST);
        assertThat(points.number(0)).isEqualTo(Points.MOST + 2);
        assertThat(points.number(Points.MOST - 1)).isEqualTo(1);
    }

    private static Points points(List<Place> places) {
        Points points = new Points();
        places.forEach(place -> points.offer(place.user(), place.device(), place.number()));
        return points;
    }

    private static List<Long> kept(Points points) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            numbers.add(points.number(i));
        }
        return numbers;
    }

    @Test
    void ofEqualsTheEarlierLeads() {
        Ranking early = ranking(3, new double[] {5, 2, Double.NaN, 9}, 1);
        Ranking late = ranking(3, new double[] {2, 1, 9, 5}, 11);

        assertThat(early.numbers()).containsExactly(2L, 1L, 4L); // 2, 5, 9
        early.add(late);

        assertThat(early.numbers()).containsExactly(12L, 2L, 11L); // 1, 2, and 2 that came later
        assertThat(early.firstCost()).isEqualTo(1);
        assertThat(ranking(3, new double[] {7, 7}, 1).numbers()).containsExactly(1L, 2L);
        assertThat(ranking(1, new double[0], 1).isEmpty()).isTrue();
    }

    private static Ranking ranking(int length, double[] costs, long first) {
        SweepFile none = SampleSweeps.file("none", List.of(SampleSweeps.gopher()));
        Recall recall = new Recall(none, new Settings(none, List.of()));
        Ranking ranking = new Ranking(length, row -> 0, recall);
        for (int i = 0; i < costs.length; i++) {
            ranking.offer(costs[i], first + i);
        }
        return ranking;
    }
}
