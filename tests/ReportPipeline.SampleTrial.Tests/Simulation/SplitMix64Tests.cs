using CsCheck;
using ReportPipeline.SampleTrial.Simulation;

namespace ReportPipeline.SampleTrial.Tests.Simulation;

public sealed class SplitMix64Tests
{
    // From the reference implementation in C by S. Vigna (prng.di.unimi.it/splitmix64.c), seed 1234567.
    [Fact]
    public void NextUInt64_ReferenceSeed_ReferenceNumbers()
    {
        var random = new SplitMix64(1234567);
        new[] { random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64() }
            .ShouldBe([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL]);
    }

    [Fact]
    public void Between_AnySeed_StaysInRange() => Gen.ULong.Select(Gen.Int[-1000, 1000], Gen.Int[0, 1000]).Sample((seed, low, width) =>
    {
        var value = new SplitMix64(seed).Between(low, low + width);
        return low <= value && value <= low + width;
    });
}
