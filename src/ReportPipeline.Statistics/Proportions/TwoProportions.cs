using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Proportions;

/// <summary>Events out of subjects in two groups; effects compare the first with the second.</summary>
public sealed record TwoProportions
{
    /// <exception cref="ArgumentException">A count is negative or there are more events than subjects.</exception>
    public TwoProportions(long eventsFirst, long subjectsFirst, long eventsSecond, long subjectsSecond)
    {
        Proportion.Check(eventsFirst, subjectsFirst);
        Proportion.Check(eventsSecond, subjectsSecond);
        (EventsFirst, SubjectsFirst, EventsSecond, SubjectsSecond) = (eventsFirst, subjectsFirst, eventsSecond, subjectsSecond);
    }

    public long EventsFirst { get; }

    public long SubjectsFirst { get; }

    public long EventsSecond { get; }

    public long SubjectsSecond { get; }

    /// <summary>The counts of a 2×2 table: one row per group, events in the first column.</summary>
    public static TwoProportions Of(ContingencyTable table) => new(table[0, 0], table.RowTotals[0], table[1, 0], table.RowTotals[1]);

    /// <summary>The same counts as a table: one row per group, events in the first column.</summary>
    public ContingencyTable ToTable() => ContingencyTable.FromEvents(EventsFirst, SubjectsFirst, EventsSecond, SubjectsSecond);

    /// <summary>The same subjects counted by the opposite outcome.</summary>
    public TwoProportions Opposite() => new(SubjectsFirst - EventsFirst, SubjectsFirst, SubjectsSecond - EventsSecond, SubjectsSecond);

    /// <summary>These counts, or the opposite ones when fewer subjects have the opposite outcome.</summary>
    public TwoProportions OfRarerOutcome() => 2 * (EventsFirst + EventsSecond) <= SubjectsFirst + SubjectsSecond ? this : Opposite();

    internal bool HasEmptyGroup => SubjectsFirst == 0 || SubjectsSecond == 0;

    internal double First => (double)EventsFirst / SubjectsFirst;

    internal double Second => (double)EventsSecond / SubjectsSecond;
}

/// <summary>An effect measure with its interval.</summary>
/// <param name="Estimate">First group compared with second.</param>
/// <param name="Interval">On the scale of the estimate.</param>
public sealed record EffectEstimate(Estimable<double> Estimate, ConfidenceInterval Interval)
{
    internal static EffectEstimate NotEstimable(string reason, double level, string method)
    {
        var none = Estimable<double>.Not(reason);
        return new(none, new ConfidenceInterval(level, none, none, method));
    }
}
