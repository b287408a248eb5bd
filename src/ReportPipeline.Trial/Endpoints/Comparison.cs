using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>A P value of the protocol's analyses with the data behind it, kept so that the sensitivity analyses test the same data.</summary>
/// <param name="Place">Where the P value stands.</param>
/// <param name="Test">The protocol's own test.</param>
public sealed record Comparison(ResultPlace Place, TestResult Test, ComparedData Data)
{
    /// <summary>The data of a comparison of two proportions.</summary>
    /// <exception cref="InvalidOperationException">It compares something else.</exception>
    public TwoProportions Proportions() => Data is ComparedCounts { Table.IsTwoByTwo: true } counts
        ? TwoProportions.Of(counts.Table)
        : throw new InvalidOperationException($"{Place.Analysis} compares no two proportions.");
}

/// <summary>What a test of two groups takes.</summary>
public abstract record ComparedData;

/// <summary>Counts with the groups in rows, the experimental arm first.</summary>
/// <param name="Sites">The same counts site by site, in the protocol's order; empty for more than two columns.</param>
public sealed record ComparedCounts(ContingencyTable Table, ImmutableArray<ContingencyTable> Sites) : ComparedData;

/// <summary>One number per subject and the site that it comes from.</summary>
public sealed record ComparedSamples(ComparedSample First, ComparedSample Second) : ComparedData;

/// <param name="Sites">Site ids, one per value.</param>
public sealed record ComparedSample(double[] Values, string[] Sites);

/// <summary>Differences within subjects.</summary>
public sealed record ComparedPairs(double[] Differences) : ComparedData;

/// <summary>Times to an event, group 0 the experimental arm.</summary>
/// <param name="Sites">Position of the site in the protocol, one per time.</param>
public sealed record ComparedTimes(double[] Days, bool[] Events, int[] Groups, int[] Sites) : ComparedData;

/// <summary>A hazard model whose first covariate is the arm.</summary>
public sealed record ComparedHazards(CoxData Data, CoxOptions Options) : ComparedData;
