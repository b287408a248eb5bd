using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Proportions;

/// <summary>Which outcomes may be switched when fragility is counted.</summary>
public enum FragilityConvention
{
    /// <summary>
    /// Only in the group with fewer events (the first if equal): events are added to a significant result and taken from
    /// one that is not. Source: M. Walsh et al., Journal of Clinical Epidemiology 67 (2014); reverse: M. S. Khan (2020).
    /// </summary>
    Walsh,

    /// <summary>In either group, in one direction; the fewest switches count.</summary>
    EitherGroup,
}

/// <summary>How far a result is from changing sides.</summary>
/// <param name="Switches">The fewest subjects whose outcome has to switch; not estimable when no number does it.</param>
/// <param name="PValue">Fisher's two-sided P value of the counts as observed.</param>
/// <param name="PValueAfter">The same after the switches.</param>
/// <param name="Changed">The counts after the switches; null when there are none.</param>
public sealed record FragilityResult(
    Estimable<int> Switches, Estimable<double> PValue, Estimable<double> PValueAfter, TwoProportions? Changed);

/// <summary>
/// The fragility index: how many outcomes must switch for Fisher's two-sided P value to cross the significance level.
/// Significant means P &lt; level. Reference: 2/26 v 6/18 (P .047772) needs one, 3/26 v 6/18 (P .128).
/// </summary>
public static class FragilityIndex
{
    public static FragilityResult Of(TwoProportions groups, FragilityConvention convention, double significanceLevel = 0.05)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ConfidenceLevel.Check(significanceLevel);
        var observed = Fisher(groups);
        if (!observed.IsEstimable)
            return new(Estimable<int>.Not(observed.Reason!), observed, observed, null);
        var wasSignificant = observed.Value < significanceLevel;
        foreach (var (switches, changed) in Candidates(groups, convention, wasSignificant))
        {
            var p = Fisher(changed);
            // Counts without any variation left cannot be significant.
            if ((p.IsEstimable && p.Value < significanceLevel) != wasSignificant)
                return new(switches, observed, p, changed);
        }
        const string reason = "no number of switched outcomes moves the P value across the significance level";
        return new(Estimable<int>.Not(reason), observed, Estimable<double>.Not(reason), null);
    }

    /// <summary>All allowed changes, fewest switches first.</summary>
    private static IEnumerable<(int Switches, TwoProportions Changed)> Candidates(
        TwoProportions groups, FragilityConvention convention, bool wasSignificant)
    {
        var walshIsFirst = groups.EventsFirst <= groups.EventsSecond;
        (bool First, int Sign)[] directions = convention == FragilityConvention.Walsh
            ? [(walshIsFirst, wasSignificant ? 1 : -1)]
            : [(true, 1), (true, -1), (false, 1), (false, -1)];
        for (var switches = 1; switches <= Math.Max(groups.SubjectsFirst, groups.SubjectsSecond); switches++)
            foreach (var (first, sign) in directions)
            {
                var eventsFirst = groups.EventsFirst + (first ? sign * switches : 0);
                var eventsSecond = groups.EventsSecond + (first ? 0 : sign * switches);
                if (eventsFirst >= 0 && eventsFirst <= groups.SubjectsFirst && eventsSecond >= 0 && eventsSecond <= groups.SubjectsSecond)
                    yield return (switches, new(eventsFirst, groups.SubjectsFirst, eventsSecond, groups.SubjectsSecond));
            }
    }

    private static Estimable<double> Fisher(TwoProportions groups) => FisherExactTest.TwoSidedP(groups.ToTable());
}
