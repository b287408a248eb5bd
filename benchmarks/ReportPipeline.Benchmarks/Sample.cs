namespace ReportPipeline.Benchmarks;

/// <summary>A made-up trial of two arms with three covariates; the same size gives the same subjects.</summary>
/// <param name="Time">Days to event or censoring, continuous.</param>
/// <param name="Day">The same in whole days, rounded up.</param>
/// <param name="Event">Whether the event was observed.</param>
/// <param name="Arm">0 or 1.</param>
/// <param name="Covariates">Arm, a standard normal covariate and a uniform one.</param>
internal sealed record Sample(double[] Time, double[] Day, bool[] Event, int[] Arm, double[][] Covariates)
{
    private const int Seed = 20200115;

    /// <summary>A score from 1 to 400 that has nothing to do with the arm: the uniform covariate in whole numbers.</summary>
    public double[] Score { get; } = new double[Time.Length];

    public int Subjects => Time.Length;

    public static Sample Of(int subjects)
    {
        var random = new Random(Seed);
        var sample = new Sample(
            new double[subjects], new double[subjects], new bool[subjects], new int[subjects],
            [new double[subjects], new double[subjects], new double[subjects]]);
        for (var i = 0; i < subjects; i++) sample.Draw(i, random);
        return sample;
    }

    /// <summary>The columns as doubles one after the other, as R's <c>readBin</c> takes them.</summary>
    public void WriteTo(Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        double[][] columns = [Time, Day, Array.ConvertAll(Event, value => value ? 1.0 : 0), .. Covariates];
        foreach (var column in columns)
        {
            foreach (var value in column) writer.Write(value);
        }
    }

    // Exponential times with a mean of 200 days, hazard ratio .8 for the arm; censoring by a uniform time in 400 days.
    private void Draw(int i, Random random)
    {
        Arm[i] = random.Next(2);
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var uniform = random.NextDouble();
        (Covariates[0][i], Covariates[1][i], Covariates[2][i]) = (Arm[i], normal, uniform);
        Score[i] = Math.Ceiling(400 * uniform);
        var hazard = Math.Exp((Math.Log(0.8) * Arm[i]) + (0.3 * normal) - (0.5 * uniform)) / 200;
        var death = -Math.Log(1 - random.NextDouble()) / hazard;
        var censoring = 400 * random.NextDouble();
        Event[i] = death <= censoring;
        Time[i] = Math.Min(death, censoring);
        Day[i] = Math.Ceiling(Time[i]);
    }
}
