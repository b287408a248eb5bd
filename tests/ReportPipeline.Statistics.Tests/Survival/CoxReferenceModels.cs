using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Statistics.Tests.Survival;

/// <summary>The models that <c>survival-reference.R</c> fits.</summary>
internal static class CoxReferenceModels
{
    public static CoxData Data(string name) => name switch
    {
        "gehan" => Model(ReferenceTable.Gehan, [], "treated"),
        "lung" => Model(ReferenceTable.Lung, [], "sex", "age"),
        "ovarian" => Model(ReferenceTable.Ovarian, [], "rx", "age"),
        "tied" => Model(ReferenceTable.Tied, [], "arm", "age", "score"),
        "tiedStratified" => Model(ReferenceTable.Tied, ReferenceTable.Tied.Whole("stratum"), "arm", "age", "score"),
        _ => Data("tiedStratified") with { Weights = ReferenceTable.Tied["weight"] },
    };

    public static CoxData Model(double[] times, bool[] events, params (string Name, double[] Values)[] covariates) =>
        new(SurvivalSample.Create(times, events), [.. covariates.Select(c => new CoxCovariate(c.Name, c.Values))]);

    private static CoxData Model(ReferenceTable table, int[] strata, params string[] covariates) => new(
        SurvivalSample.Create(table.Time, table.Events, strata: strata),
        [.. covariates.Select(name => new CoxCovariate(name, table[name]))]);
}
