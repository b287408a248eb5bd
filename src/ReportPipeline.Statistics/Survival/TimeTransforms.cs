namespace ReportPipeline.Statistics.Survival;

/// <summary>g(t) for every row of a design, less its mean over the events; strata and weights play no part in g.</summary>
internal static class TimeTransforms
{
    public static double[] Of(CoxDesign design, TimeTransform transform)
    {
        var values = transform switch
        {
            TimeTransform.KaplanMeier => Distribution(design),
            TimeTransform.Rank => Ranks(design),
            TimeTransform.Log => Array.ConvertAll(design.Time, Math.Log),
            _ => (double[])design.Time.Clone(),
        };
        var mean = 0.0;
        for (var row = 0; row < values.Length; row++)
        {
            if (design.Event[row]) mean += values[row] / design.Events;
        }

        return Array.ConvertAll(values, value => value - mean);
    }

    private static double[] Distribution(CoxDesign design)
    {
        var (time, @event) = ((double[])design.Time.Clone(), (bool[])design.Event.Clone());
        Array.Sort(time, @event);
        var steps = KaplanMeier.Curve(time, @event, KaplanMeierOptions.Default).Value.Steps;
        var before = new Dictionary<double, double>(steps.Count);
        var survival = 1.0;
        foreach (var step in steps)
        {
            before[step.Time] = 1 - survival;
            survival = step.Survival;
        }

        return Array.ConvertAll(design.Time, time => before[time]);
    }

    private static double[] Ranks(CoxDesign design)
    {
        var sorted = (double[])design.Time.Clone();
        Array.Sort(sorted);
        var ranks = new Dictionary<double, double>();
        for (var i = 0; i < sorted.Length;)
        {
            var start = i;
            while (i < sorted.Length && sorted[i] == sorted[start]) i++;
            ranks[sorted[start]] = (start + 1 + i) / 2.0;
        }

        return Array.ConvertAll(design.Time, time => ranks[time]);
    }
}
