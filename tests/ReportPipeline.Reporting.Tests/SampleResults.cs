using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests;

/// <summary>
/// Result rows set by hand from the published figures of the first trial, so that what a document must print is known without
/// running an analysis. Deaths are placed on invented days.
/// </summary>
internal static class SampleResults
{
    public static readonly TrialProtocol Protocol = LoadProtocol();

    public static ReportRequest Request(string language = "en", Audience audience = Audience.Closed) =>
        new() { Protocol = Protocol, Results = All(), Language = language, Audience = audience };

    public static AnalysisResults Of(IEnumerable<AnalysisResult> rows) => new()
    {
        Identity = new RunIdentity(
            RunId: "3f9a0c1b2d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d8e",
            LedgerSequence: 7,
            LedgerHead: "a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d8e9f0",
            SnapshotId: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
            DataCutOff: new DateTimeOffset(2026, 11, 22, 6, 30, 0, TimeSpan.Zero),
            ProtocolId: Protocol.Id,
            ProtocolVersion: Protocol.Version,
            ProtocolHash: "9988776655443322110099887766554433221100998877665544332211009988",
            SoftwareVersion: "0.1.0",
            BundleCount: 311),
        Rows = [.. rows],
        SourceSets = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty,
        SourceVersions = ImmutableSortedDictionary<string, Trial.Dataset.Facts.SourceReference>.Empty,
    };

    public static AnalysisResults All() => Of(Rows());

    /// <summary>A row from its id; the parts of the id fill the other members.</summary>
    public static AnalysisResult Row(string id, ResultValue value, string? method = null, string? convention = null)
    {
        string[] parts = id.Split('/');
        return new AnalysisResult
        {
            Analysis = parts[0],
            AnalysisSet = parts[1],
            Group = parts[2],
            Variable = parts[3],
            Level = parts.Length > 5 ? string.Join('/', parts[4..^1]) : null,
            Statistic = parts[^1],
            Value = value,
            Method = method,
            Convention = convention,
            Sources = "s1",
        };
    }

    public static AnalysisResult Row(string id, double value, string? method = null, string? convention = null) =>
        Row(id, new NumberValue(value), method, convention);

    private static IEnumerable<AnalysisResult> Rows() =>
        [.. Populations(), .. Flow(), .. Enrolment(), .. Baseline(), .. Proportions(), .. Survival(), .. Incidence(), .. Grades(), .. Quality()];

    private static IEnumerable<AnalysisResult> Populations()
    {
        foreach ((string set, int experimental, int control) in new[] { ("full", 26, 18), ("per-protocol", 24, 18), ("safety", 26, 18) })
        {
            yield return Row($"POP/{set}/MSC/subjects/N", experimental);
            yield return Row($"POP/{set}/CONTROL/subjects/N", control);
            yield return Row($"POP/{set}/total/subjects/N", experimental + control);
        }
    }

    private static IEnumerable<AnalysisResult> Flow()
    {
        yield return Row("F1A/full/total/enrolled/n", 44);
        foreach ((string variable, int experimental, int control) in new[]
            { ("allocated", 26, 18), ("received-treatment", 26, 0), ("discontinued-treatment", 0, 0), ("died", 2, 6), ("completed-follow-up", 24, 12), ("lost-to-follow-up", 0, 0) })
        {
            yield return Row($"F1A/full/MSC/{variable}/n", experimental);
            yield return Row($"F1A/full/CONTROL/{variable}/n", control);
            yield return Row($"F1A/full/total/{variable}/n", experimental + control);
        }

        foreach ((string set, int excluded) in new[] { ("full", 0), ("per-protocol", 2), ("safety", 0) })
        {
            yield return Row($"F1A/{set}/MSC/analysed/n", 26 - excluded);
            yield return Row($"F1A/{set}/CONTROL/analysed/n", 18);
            yield return Row($"F1A/{set}/total/analysed/n", 44 - excluded);
            yield return Row($"F1A/{set}/MSC/excluded/n", excluded);
            yield return Row($"F1A/{set}/CONTROL/excluded/n", 0);
            yield return Row($"F1A/{set}/total/excluded/n", excluded);
        }

        foreach (string group in (string[])["MSC", "total"])
        {
            yield return Row($"F1A/per-protocol/{group}/excluded/1/en/reason", new TextValue("Violated an exclusion criterion"));
            yield return Row($"F1A/per-protocol/{group}/excluded/1/zh-Hans/reason", new TextValue("违反排除标准"));
            yield return Row($"F1A/per-protocol/{group}/excluded/1/n", 2);
        }
    }

    private static IEnumerable<AnalysisResult> Enrolment()
    {
        int[,] counts = { { 12, 8, 10, 6 }, { 4, 2, 0, 2 } }; // site × (severe MSC, severe control, critical MSC, critical control)
        string[] sites = ["renmin-wuhan", "first-affiliated-zhejiang", "all-sites"];
        for (int site = 0; site < 3; site++)
        {
            int At(int column) => site < 2 ? counts[site, column] : counts[0, column] + counts[1, column];
            foreach ((string group, int severe, int critical) in new[] { ("MSC", At(0), At(2)), ("CONTROL", At(1), At(3)), ("total", At(0) + At(1), At(2) + At(3)) })
            {
                yield return Row($"T1/full/{group}/{sites[site]}/SEVERE/n", severe);
                yield return Row($"T1/full/{group}/{sites[site]}/CRITICAL/n", critical);
                yield return Row($"T1/full/{group}/{sites[site]}/n", severe + critical);
            }
        }
    }

    private static IEnumerable<AnalysisResult> Baseline()
    {
        foreach ((string group, double[] age) in new[]
            { ("MSC", new[] { 58.3077, 12.4867, 57.5, 49, 68, 35, 82 }), ("CONTROL", [61.1111, 11.0338, 64, 53, 69, 40, 78]), ("total", [59.4545, 11.8773, 60, 51, 68, 35, 82]) })
        {
            string[] statistics = ["mean", "sd", "median", "q1", "q3", "min", "max"];
            for (int index = 0; index < statistics.Length; index++)
            {
                yield return Row($"T2/full/{group}/AGE/{statistics[index]}", age[index]);
            }

            yield return Row($"T2/full/{group}/AGE/missing", 0);
        }

        foreach ((string variable, string level, int experimental, int control) in new[]
            { ("SEX", "MALE", 17, 13), ("SEX", "FEMALE", 9, 5), ("SEVERITY", "SEVERE", 16, 10), ("SEVERITY", "CRITICAL", 10, 8) })
        {
            foreach ((string group, int n, int of) in new[] { ("MSC", experimental, 26), ("CONTROL", control, 18), ("total", experimental + control, 44) })
            {
                yield return Row($"T2/full/{group}/{variable}/{level}/n", n);
                yield return Row($"T2/full/{group}/{variable}/{level}/percent", 100.0 * n / of);
                if (level is "MALE" or "SEVERE")
                {
                    yield return Row($"T2/full/{group}/{variable}/missing", 0);
                }
            }

            yield return Row($"T2/full/MSC:CONTROL/{variable}/{level}/standardised-difference/estimate", 0.12);
        }

        yield return Row("T2/full/MSC:CONTROL/AGE/standardised-difference/estimate", -0.2378);
        yield return Row("T2/full/MSC:CONTROL/AGE/p", 0.4479, "Welch's t test");
        yield return Row("T2/full/MSC:CONTROL/SEX/p", 0.632101, "Pearson's χ² test, uncorrected");
        yield return Row("T2/full/MSC:CONTROL/SEVERITY/p", 0.691470, "Pearson's χ² test, uncorrected");
    }

    private static IEnumerable<AnalysisResult> Proportions() => new (string Id, string Set, int A, int OfA, int B, int OfB, double P)[]
    {
        ("T4", "full", 24, 26, 12, 18, 0.047772),
        ("T4", "per-protocol", 23, 24, 12, 18, 0.030523),
        ("S-ANY", "safety", 20, 26, 18, 18, 0.066802),
        ("S-HYPERTENSION", "safety", 2, 26, 6, 18, 0.047772),
    }.SelectMany(row => Proportion(row.Id, row.Set, (row.A, row.OfA), (row.B, row.OfB), row.P));

    private static IEnumerable<AnalysisResult> Proportion(string id, string set, (int N, int Of) a, (int N, int Of) b, double p)
    {
        foreach ((string group, int n, int of) in new[] { ("MSC", a.N, a.Of), ("CONTROL", b.N, b.Of), ("total", a.N + b.N, a.Of + b.Of) })
        {
            string prefix = $"{id}/{set}/{group}/outcome";
            yield return Row($"{prefix}/n", n);
            yield return Row($"{prefix}/N", of);
            yield return Row($"{prefix}/percent", 100.0 * n / of);
            yield return Row($"{prefix}/lower", 100.0 * n / of * 0.81, null, "95 % interval, Clopper–Pearson");
            yield return Row($"{prefix}/upper", Math.Min(100, 100.0 * n / of * 1.07), null, "95 % interval, Clopper–Pearson");
        }

        string comparison = $"{id}/{set}/MSC:CONTROL/outcome";
        yield return Row($"{comparison}/p", p, "Fisher's exact test, two-sided");
        yield return Row($"{comparison}/risk-difference/estimate", (100.0 * a.N / a.Of) - (100.0 * b.N / b.Of));
        yield return Row($"{comparison}/risk-difference/lower", 1.2);
        yield return Row($"{comparison}/risk-difference/upper", 50.3);
        yield return b.N == b.Of
            ? Row($"{comparison}/odds-ratio/estimate", new NotEstimableValue("every control subject has the outcome"))
            : Row($"{comparison}/odds-ratio/estimate", 6);
        yield return Row($"{comparison}/odds-ratio/lower", 0.89);
        yield return Row($"{comparison}/odds-ratio/upper", 68.2);
    }

    private static IEnumerable<AnalysisResult> Survival() =>
        [.. Curve("full", "MSC", 26, [9, 21]), .. Curve("full", "CONTROL", 18, [4, 7, 9, 12, 15, 22]),
         .. Curve("per-protocol", "MSC", 24, [21]), .. Curve("per-protocol", "CONTROL", 18, [4, 7, 9, 12, 15, 22]),
         Row("F2/full/MSC:CONTROL/log-rank/p", 0.0291, "log-rank test"), Row("F2/per-protocol/MSC:CONTROL/log-rank/p", 0.0163, "log-rank test")];

    private static IEnumerable<AnalysisResult> Curve(string set, string arm, int size, int[] deathDays)
    {
        int atRisk = size;
        foreach (int day in (int[])[0, .. deathDays, 30])
        {
            bool death = deathDays.Contains(day);
            yield return Row($"F2/{set}/{arm}/survival/{day}/at-risk", atRisk);
            atRisk -= death ? 1 : 0;
            yield return Row($"F2/{set}/{arm}/survival/{day}/survival", (double)atRisk / size, "Kaplan–Meier");
            yield return Row($"F2/{set}/{arm}/survival/{day}/censored", day == 30 ? atRisk : 0);
        }

        foreach (int day in (int[])[0, 5, 10, 15, 20, 25, 30])
        {
            yield return Row($"F2/{set}/{arm}/risk-table/{day}/at-risk", size - deathDays.Count(death => death < day));
        }

        if (arm == "MSC")
        {
            yield return Row($"F2/{set}/total/deaths/n", deathDays.Length + 6);
            yield return Row($"F2/{set}/total/deaths/N", size + 18);
        }

        yield return Row($"F2/{set}/{arm}/deaths/n", deathDays.Length);
        yield return Row($"F2/{set}/{arm}/deaths/N", size);
        yield return Row($"F2/{set}/{arm}/log-rank/observed", deathDays.Length);
        yield return Row($"F2/{set}/{arm}/log-rank/expected", deathDays.Length == 6 ? 2.95 : 5.05);
        foreach (string statistic in (string[])["estimate", "lower", "upper"])
        {
            yield return Row($"F2/{set}/{arm}/median/{statistic}", new NotEstimableValue("the median was not reached"));
        }
    }

    private static IEnumerable<AnalysisResult> Incidence() => new (string Level, int A, int B, double P)[]
    {
        ("any", 20, 18, 0.0668), ("BLOOD", 9, 8, 0.54), ("BLOOD/ANAEMIA", 5, 4, 1), ("BLOOD/LYMPHOPENIA", 4, 4, 0.70),
        ("LIVER", 8, 6, 0.9996), ("LIVER/ALT_INCREASED", 6, 5, 0.74), ("LIVER/HYPOALBUMINAEMIA", 2, 1, 1),
        ("CLINICAL", 7, 9, 0.21), ("CLINICAL/HYPERTENSION", 2, 6, 0.047772), ("CLINICAL/SHOCK_AE", 0, 3, 0.00062),
        ("LIPIDS", 3, 4, 0.42), ("LIPIDS/TRIGLYCERIDES_INCREASED", 3, 4, 0.42),
    }.SelectMany(row => IncidenceRows(row.Level, row.A, row.B, row.P));

    private static IEnumerable<AnalysisResult> IncidenceRows(string level, int a, int b, double p)
    {
        foreach ((string group, int n, int of) in new[] { ("MSC", a, 26), ("CONTROL", b, 18), ("total", a + b, 44) })
        {
            yield return Row($"T8/safety/{group}/{level}/n", n);
            yield return Row($"T8/safety/{group}/{level}/N", of);
            yield return Row($"T8/safety/{group}/{level}/percent", 100.0 * n / of);
            yield return Row($"T8/safety/{group}/{level}/events", level == "any" ? (group == "MSC" ? 56 : group == "CONTROL" ? 59 : 115) : n);
        }

        yield return Row($"T8/safety/MSC:CONTROL/{level}/p", p, "Fisher's exact test, two-sided");
    }

    private static IEnumerable<AnalysisResult> Grades()
    {
        foreach ((string group, int[] counts) in new[] { ("MSC", new[] { 40, 6, 3, 4, 3 }), ("CONTROL", [39, 5, 3, 7, 5]), ("total", [79, 11, 6, 11, 8]) })
        {
            for (int grade = 1; grade <= 5; grade++)
            {
                yield return Row(string.Create(CultureInfo.InvariantCulture, $"S5/safety/{group}/events/grade-{grade}/n"), counts[grade - 1]);
            }

            yield return Row($"S5/safety/{group}/events/grade-missing/n", 0);
            yield return Row($"S5/safety/{group}/events/grade-3-or-worse/n", counts[2..].Sum());
            yield return Row($"S5/safety/{group}/events/n", counts.Sum());
        }
    }

    private static IEnumerable<AnalysisResult> Quality() =>
        [Row("DQ/full/total/queries/renmin-wuhan/n", 2), Row("DQ/full/total/queries/first-affiliated-zhejiang/n", 1), Row("DQ/full/total/queries/n", 3)];

    private static TrialProtocol LoadProtocol()
    {
        ProtocolReading reading = ProtocolFile.Load(Path.Combine(ReportPipeline.Tests.Repository.Root, "protocols", "msc-covid19.json"));
        return reading.Protocol ?? throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Problems));
    }
}
