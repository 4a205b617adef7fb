package dev.sweepbook.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** FORMULAS.md 1 and 2, the equations the source and its revision share, worked by hand. */
class SourceArithmeticTest {
    @Test
    void parametersOfThe52BModelWithAndWithoutEmbeddings() {
        assertThat(SourceArithmetic.embeddingParameters(65_536, 8192)).isEqualTo(536_870_912.0);
        assertThat(SourceArithmetic.parameters(64, 8192, 0)).isEqualTo(51_539_607_552.0);
        assertThat(SourceArithmetic.parameters(64, 8192, 536_870_912)).isEqualTo(52_076_478_464.0);
    }

    @Test
    void kvCacheOfThe52BModel() {
        assertThat(SourceArithmetic.kvBytesPerToken(64, 8192)).isEqualTo(2_097_152.0);
        assertThat(SourceArithmetic.kvBytesPerSequence(1000, 200, 2_097_152)).isEqualTo(2_516_582_400.0);
        assertThat(SourceArithmetic.kvBytes(8, 2_516_582_400.0)).isEqualTo(20_132_659_200.0);
        assertThat(SourceArithmetic.kvBytesPerDevice(20_132_659_200.0, 4)).isEqualTo(5_033_164_800.0);
        assertThat(SourceArithmetic.kvFlopsPerToken(64, 8192)).isEqualTo(17_179_869_184.0);
    }

    @Test
    void theCacheSavesTwoHundredTermsNotTwoHundredAndOne() {
        // erratum 1: 1000 + … + 1199 = 219,900, times 55.06368205 µs
        assertThat(EverySet.kvRecomputeSavedSeconds(1000, 200, 17_179_869_184.0, 312e12))
                .isCloseTo(12.1085, within(5e-5));
        // two terms by hand: (3 + 4) · 10 / 5
        assertThat(EverySet.kvRecomputeSavedSeconds(3, 2, 10, 5)).isEqualTo(14);
    }

    @Test
    void weightsOfThe52BModel() {
        assertThat(SourceArithmetic.weightBytes(52_076_478_464.0)).isEqualTo(104_152_956_928.0);
        assertThat(SourceArithmetic.weightBytesPerDevice(104_152_956_928.0, 4)).isEqualTo(26_038_239_232.0);
    }

    @Test
    void tokensThatFitOnThreeAndFourDevices() {
        // erratum 2: (120e9 − 104,152,956,928) / 2,097,152 = 7,556.4; (160e9 − …) = 26,629.9
        assertThat(SourceArithmetic.kvTokenCapacity(3, 40e9, 104_152_956_928.0, 2_097_152))
                .isEqualTo(7_556);
        assertThat(SourceArithmetic.kvTokenCapacity(4, 40e9, 104_152_956_928.0, 2_097_152))
                .isEqualTo(26_629);
        assertThat(SourceArithmetic.kvTokenCapacity(2, 40e9, 104_152_956_928.0, 2_097_152))
                .isZero();
        assertThat(SourceArithmetic.maxBatchSize(26_629, 1000, 200)).isEqualTo(22);
    }

    @Test
    void memoryNeededAndFree() {
        assertThat(SourceArithmetic.memoryBytes(100, 30)).isEqualTo(130);
        assertThat(SourceArithmetic.memoryBytesPerDevice(130, 4)).isEqualTo(32.5);
        assertThat(SourceArithmetic.freeBytes(4, 40, 130)).isEqualTo(30);
        assertThat(SourceArithmetic.freeBytes(3, 40, 130)).isEqualTo(-10);
    }

    @Test
    void fewestDevicesHoldExactlyWhatIsNeeded() {
        assertThat(SourceArithmetic.minDevices(80e9, 40e9)).isEqualTo(2);
        assertThat(SourceArithmetic.minDevices(80e9 + 1, 40e9)).isEqualTo(3);
        assertThat(SourceArithmetic.minDevices(1, 40e9)).isEqualTo(1);
    }

    @Test
    void memoryTimeOfGopherOnSixteen() {
        // 2 · 260e9 / (16 · 1.5e12)
        assertThat(SourceArithmetic.memorySeconds(260e9, 16, 1.5e12)).isCloseTo(0.0216666667, within(1e-10));
    }

    @Test
    void computeTimeOfGopherAtBatch512() {
        // 512 · 520e9 / (16 · 312e12)
        assertThat(SourceArithmetic.computeSeconds(512, 260e9, 16, 312e12)).isCloseTo(0.0533333333, within(1e-10));
    }

    @Test
    void theBatchThresholdIsTheRatioOfFlopsToBandwidth() {
        assertThat(SourceArithmetic.batchThreshold(312e12, 1.5e12)).isEqualTo(208);
        assertThat(SourceArithmetic.batchThreshold(312e12, 1555e9)).isCloseTo(200.643, within(1e-3));
        assertThat(EverySet.flopsPerByte(312e12, 2039e9)).isCloseTo(153.016, within(1e-3));
    }

    @Test
    void theCacheOutweighsTheWeightsFromABatchOn() {
        assertThat(SourceArithmetic.kvEqualsWeightsBatch(104_152_956_928.0, 2_516_582_400.0))
                .isCloseTo(41.3866, within(1e-4));
    }

    @Test
    void ratesFollowFromTheStep() {
        assertThat(SourceArithmetic.outputTokensPerSecond(512, 2, 0.08)).isEqualTo(12_800);
        assertThat(SourceArithmetic.outputTokensPerSecondPerDevice(12_800, 16, 2))
                .isEqualTo(400);
        assertThat(SourceArithmetic.outputTokensPerSecondPerUser(0.08)).isEqualTo(12.5);
    }

    @Test
    void utilizationsAreIdealOverActualTime() {
        assertThat(SourceArithmetic.modelFlopsUtilization(512, 260e9, 16, 312e12, 0.10666666666666667))
                .isCloseTo(0.5, within(1e-12));
        assertThat(SourceArithmetic.memoryBandwidthUtilization(260e9, 16, 1.5e12, 0.043333333333333335))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void flopsPerByteOfCommsOfEachStepOfALayer() {
        // A100: F/C = 312e12 / 300e9 = 1040; d/N = 8192/4
        assertThat(SourceArithmetic.deviceFlopsPerCommsByte(312e12, 300e9)).isEqualTo(1040);
        assertThat(SourceArithmetic.qkvFlopsPerCommsByte(8192, 4)).isEqualTo(6144);
        assertThat(SourceArithmetic.projectionFlopsPerCommsByte(8192, 4)).isEqualTo(2048);
        assertThat(SourceArithmetic.mlpFlopsPerCommsByte(8192, 4)).isEqualTo(8192);
        assertThat(SourceArithmetic.exactCommsValuesPerToken(64, 8192, 4)).isEqualTo(1_572_864.0);
        assertThat(SourceArithmetic.overheadSeconds()).isZero();
    }
}
