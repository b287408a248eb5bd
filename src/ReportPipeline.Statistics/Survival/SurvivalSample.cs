namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Right-censored times of a sample, sorted once and shared by every estimator: one column each for time, event, group and
/// stratum.
/// </summary>
/// <remarks>
/// Times within √ε of each other (absolutely, or relative to the mean |time|) are tied, as in R's <c>survival</c>
/// (<c>timefix</c>). A row whose time is not a finite number is missing: it is left out and counted in
/// <see cref="Missing"/>.
/// </remarks>
public sealed class SurvivalSample
{
    private SurvivalSample(double[] time, bool[] @event, int[] row, (Coding Group, Coding Stratum) codings)
    {
        Time = time;
        Event = @event;
        Row = row;
        (Group, Stratum) = codings;
    }

    /// <summary>Subjects with a time.</summary>
    public int Subjects => Time.Length;

    /// <summary>Subjects whose event was observed.</summary>
    public int Events { get; private init; }

    /// <summary>Rows left out because their time is missing.</summary>
    public int Missing { get; private init; }

    /// <summary>The group labels that occur, ascending; a single 0 when no groups were given.</summary>
    public IReadOnlyList<int> Groups => Group.Labels;

    /// <summary>The stratum labels that occur, ascending; a single 0 when no strata were given.</summary>
    public IReadOnlyList<int> Strata => Stratum.Labels;

    internal double[] Time { get; }

    internal bool[] Event { get; }

    /// <summary>The input row of each sorted position.</summary>
    internal int[] Row { get; }

    internal int InputRows => Subjects + Missing;

    internal Coding Group { get; }

    internal Coding Stratum { get; }

    /// <param name="times">Time to event or censoring, in any unit; not finite means missing.</param>
    /// <param name="events">Whether the event was observed (the opposite of CDISC's CNSR).</param>
    /// <param name="groups">A whole-number label per row, or empty for one group.</param>
    /// <param name="strata">A whole-number label per row, or empty for one stratum.</param>
    public static SurvivalSample Create(
        ReadOnlySpan<double> times,
        ReadOnlySpan<bool> events,
        ReadOnlySpan<int> groups = default,
        ReadOnlySpan<int> strata = default)
    {
        if (events.Length != times.Length || (!groups.IsEmpty && groups.Length != times.Length)
            || (!strata.IsEmpty && strata.Length != times.Length))
            throw new ArgumentException("Times, events, groups and strata need one value per row.");
        var (present, rows) = Present(times);
        var sorted = TimeOrder.Sort(present, rows);
        var sortedEvents = new bool[rows.Length];
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            sortedEvents[i] = events[rows[i]];
            if (sortedEvents[i]) count++;
        }

        var codings = (Coding.Create(groups, rows), Coding.Create(strata, rows));
        return new SurvivalSample(sorted, sortedEvents, rows, codings)
        {
            Events = count,
            Missing = times.Length - rows.Length,
        };
    }

    /// <summary>The same sample with events and censorings exchanged, for the reverse Kaplan–Meier estimate.</summary>
    internal SurvivalSample Reversed() =>
        new(Time, Array.ConvertAll(Event, observed => !observed), Row, (Group, Stratum))
        {
            Events = Subjects - Events,
            Missing = Missing,
        };

    private static (double[] Times, int[] Rows) Present(ReadOnlySpan<double> times)
    {
        var present = 0;
        foreach (var time in times)
        {
            if (double.IsFinite(time)) present++;
        }

        var kept = new double[present];
        var rows = new int[present];
        var next = 0;
        for (var row = 0; row < times.Length; row++)
        {
            if (!double.IsFinite(times[row])) continue;
            kept[next] = times[row];
            rows[next++] = row;
        }

        return (kept, rows);
    }
}
