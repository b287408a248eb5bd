namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// The rows of a Cox regression by stratum and time, with centred and scaled covariates side by side, so that one backward
/// scan reads memory in order.
/// </summary>
internal sealed class CoxDesign
{
    private CoxDesign(int[] positions, int[] stratumStarts, SurvivalSample sample, int covariates)
    {
        Count = positions.Length;
        Covariates = covariates;
        StratumStarts = stratumStarts;
        Row = Array.ConvertAll(positions, position => sample.Row[position]);
        Time = Array.ConvertAll(positions, position => sample.Time[position]);
        Event = Array.ConvertAll(positions, position => sample.Event[position]);
        Centre = new double[covariates];
        Scale = new double[covariates];
        X = new double[Count * covariates];
        EventTotals = new double[covariates];
    }

    private CoxDesign(CoxDesign all, int[] columns)
    {
        (Count, Covariates, Events, StratumStarts) = (all.Count, columns.Length, all.Events, all.StratumStarts);
        (Row, Time, Event, Weight) = (all.Row, all.Time, all.Event, all.Weight);
        Centre = Array.ConvertAll(columns, column => all.Centre[column]);
        Scale = Array.ConvertAll(columns, column => all.Scale[column]);
        EventTotals = Array.ConvertAll(columns, column => all.EventTotals[column]);
        X = new double[Count * Covariates];
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Covariates; j++) X[(i * Covariates) + j] = all.XOf(i)[columns[j]];
        }
    }

    public int Count { get; }

    public int Covariates { get; }

    public int Events { get; private set; }

    public int[] StratumStarts { get; }

    /// <summary>The input row of each row here.</summary>
    public int[] Row { get; }

    public double[] Time { get; }

    public bool[] Event { get; }

    /// <summary>Row-major, centred on the mean and divided by the mean absolute deviation.</summary>
    public double[] X { get; }

    public double[]? Weight { get; private set; }

    public double[] Centre { get; }

    /// <summary>What a column was divided by; 0 when the column does not vary.</summary>
    public double[] Scale { get; }

    /// <summary>Σ w x over the events: the part of the score that no coefficient changes.</summary>
    public double[] EventTotals { get; }

    public static CoxDesign Create(CoxData data)
    {
        Validate(data);
        var (positions, starts) = CompleteRows(data);
        var design = new CoxDesign(positions, starts, data.Sample, data.Covariates.Count);
        for (var j = 0; j < design.Covariates; j++) design.Standardise(j, data.Covariates[j].Values);
        if (data.Weights is { } weights) design.Weight = Array.ConvertAll(design.Row, row => weights[row]);
        design.AddUpEvents();
        return design;
    }

    /// <summary>The same rows with some of the columns.</summary>
    public CoxDesign Select(int[] columns) => columns.Length == Covariates ? this : new CoxDesign(this, columns);

    public ReadOnlySpan<double> XOf(int row) => X.AsSpan(row * Covariates, Covariates);

    public double WeightOf(int row) => Weight is null ? 1 : Weight[row];

    private static void Validate(CoxData data)
    {
        if (data.Covariates.Count == 0) throw new ArgumentException("A Cox regression needs a covariate.");
        var rows = data.Sample.InputRows;
        if (data.Covariates.Any(covariate => covariate.Values.Length != rows)
            || (data.Weights is { } weights && weights.Length != rows))
            throw new ArgumentException("Covariates and weights need one value per row of the sample.");
    }

    private static (int[] Positions, int[] Starts) CompleteRows(CoxData data)
    {
        var (positions, starts) = data.Sample.Stratum.Partition(data.Sample.Subjects);
        if (IncompleteRows(data) is not { } incomplete) return (positions, starts);
        var kept = 0;
        for (var (stratum, i) = (0, 0); stratum < starts.Length - 1; stratum++)
        {
            starts[stratum] = kept;
            for (; i < positions.Length && data.Sample.Stratum.CodeAt(positions[i]) == stratum; i++)
            {
                if (!incomplete[data.Sample.Row[positions[i]]]) positions[kept++] = positions[i];
            }
        }

        starts[^1] = kept;
        return (positions[..kept], starts);
    }

    // By column and in the order of the input: a million rows are read in order, not by chance.
    private static bool[]? IncompleteRows(CoxData data)
    {
        bool[]? incomplete = null;
        foreach (var covariate in data.Covariates) MarkWhere(covariate.Values, double.IsFinite, ref incomplete);
        if (data.Weights is not null)
            MarkWhere(data.Weights, weight => weight > 0 && double.IsFinite(weight), ref incomplete);
        return incomplete;
    }

    private static void MarkWhere(double[] values, Func<double, bool> isPresent, ref bool[]? incomplete)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (!isPresent(values[row])) (incomplete ??= new bool[values.Length])[row] = true;
        }
    }

    private void Standardise(int column, double[] values)
    {
        var sum = 0.0;
        for (int i = 0, at = column; i < Count; i++, at += Covariates)
        {
            X[at] = values[Row[i]];
            sum += X[at];
        }

        Centre[column] = Count == 0 ? 0 : sum / Count;
        var deviation = 0.0;
        for (var at = column; at < X.Length; at += Covariates)
        {
            X[at] -= Centre[column];
            deviation += Math.Abs(X[at]);
        }

        // Round-off of a constant column is not variation.
        var scale = Count == 0 ? 0 : deviation / Count;
        Scale[column] = scale > 1e-13 * Math.Abs(Centre[column]) ? scale : 0;
        for (var at = column; at < X.Length; at += Covariates) X[at] = Scale[column] > 0 ? X[at] / scale : 0;
    }

    private void AddUpEvents()
    {
        for (var i = 0; i < Count; i++)
        {
            if (!Event[i]) continue;
            Events++;
            for (var j = 0; j < Covariates; j++) EventTotals[j] += WeightOf(i) * X[(i * Covariates) + j];
        }
    }
}
