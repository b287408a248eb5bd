namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), the generator of
/// Java's SplittableRandom. Own code, so that a seed means the same subjects on every runtime.
/// Reference: seed 1234567 gives 6457827717110365317, 3203168211198807973, 9817491932198370423.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>A stream of its own for one index: neighbouring indices share no numbers.</summary>
    public static SplitMix64 ForIndex(ulong seed, int index) =>
        new(new SplitMix64(seed ^ ((ulong)index * Golden)).NextUInt64());

    public ulong NextUInt64()
    {
        state += Golden;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on <paramref name="low"/>…<paramref name="high"/>, both inclusive.</summary>
    public int Between(int low, int high) => low + (int)(NextDouble() * (high - low + 1));

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>
    /// Roughly standard normal: twelve uniforms less six (Irwin–Hall), within ±6. Needs no logarithm, whose last bit may
    /// differ between platforms.
    /// </summary>
    public double NextNormal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += NextDouble();
        }

        return sum;
    }
}
