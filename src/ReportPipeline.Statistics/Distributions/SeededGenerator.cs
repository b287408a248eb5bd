namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// A random number generator whose numbers depend on the seed alone, on every machine and framework version: SplitMix64.
/// Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators" (2014).
/// </summary>
internal sealed class SeededGenerator(long seed)
{
    private ulong state = (ulong)seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var bits = state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number in [0, 1) on the grid of 2⁻⁵³.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer in [0, bound); the bias is below 2⁻³² for the bounds in use.</summary>
    public int NextBelow(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);
}
