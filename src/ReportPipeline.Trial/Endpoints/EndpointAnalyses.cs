using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Endpoints.Sensitivity;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Runs every analysis that the protocol asks for on all processors, each into a table of its own: first what reads nothing but the dataset,
/// then what varies the comparisons of others. The tables are put together in the protocol's order, so that no byte of the results depends on
/// how many processors there were.
/// </summary>
public static class EndpointAnalyses
{
    public static AnalysisResults Run(TrialProtocol protocol, DecisionList decisions, TrialDataset dataset, RunIdentity identity)
    {
        var context = new AnalysisContext(protocol, decisions, dataset, new ResultTable()) { DataCutOff = identity.DataCutOff };
        Analysis[] analyses =
        [
            new(Populations.Analyse),
            new(own => DataQuality.Analyse(own, identity)),
            .. protocol.Endpoints.Select(endpoint => new Analysis(own => Analyse(endpoint, own)) { LooksAtOthers = LooksAtOthers(endpoint) }),
            new(SubjectProfiles.Analyse),
            new(own => SeriousEvents.Analyse(own, identity.DataCutOff)),
            new(Deaths.Analyse),
            new(SnapshotChanges.Analyse),
            new(AuditRows.Analyse),
        ];
        var contexts = Array.ConvertAll(analyses, _ => context.WithOwnTable());
        InParallel(analyses, contexts, lookingAtOthers: false);
        ShowWhatCameBefore(analyses, contexts);
        InParallel(analyses, contexts, lookingAtOthers: true);
        for (var index = 0; index < contexts.Length; index++)
        {
            context.Table.Append(contexts[index].Table);
            contexts[index] = context; // a large trial's rows need not stand in memory twice
        }

        return context.Table.ToResults(identity, dataset.SourceVersions);
    }

    /// <summary>Whether the endpoint varies what endpoints before it have compared.</summary>
    internal static bool LooksAtOthers(EndpointDefinition endpoint) =>
        endpoint is SensitivityEndpoint or MultiplicityEndpoint or WeightedProportionEndpoint or StoppingRuleEndpoint or RestrictedMeanEndpoint;

    private static void ShowWhatCameBefore(Analysis[] analyses, AnalysisContext[] contexts)
    {
        var compared = new List<Comparison>();
        for (var index = 0; index < analyses.Length; index++)
        {
            if (analyses[index].LooksAtOthers)
            {
                contexts[index].Comparisons.AddRange(compared);
            }
            else
            {
                compared.AddRange(contexts[index].Comparisons);
            }
        }
    }

    // From the last to the first: the audit and the listings, which take long, do not begin when all else is done.
    private static void InParallel(Analysis[] analyses, AnalysisContext[] contexts, bool lookingAtOthers)
    {
        try
        {
            var indexes = Enumerable.Range(0, analyses.Length).Where(index => analyses[index].LooksAtOthers == lookingAtOthers).Reverse();
            var oneByOne = Partitioner.Create(indexes, EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index => analyses[index].Run(contexts[index]));
        }
        catch (AggregateException faults)
        {
            // One fault is told as it would be without the other threads.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private sealed record Analysis(Action<AnalysisContext> Run)
    {
        public bool LooksAtOthers { get; init; }
    }

    internal static void Analyse(EndpointDefinition endpoint, AnalysisContext context)
    {
        switch (endpoint)
        {
            case SubjectFlowEndpoint flow:
                SubjectFlow.Analyse(flow, context);
                break;
            case EnrolmentEndpoint enrolment:
                Enrolment.Analyse(enrolment, context);
                break;
            case BaselineEndpoint baseline:
                BaselineCharacteristics.Analyse(baseline, context);
                break;
            case ProportionEndpoint proportion:
                ProportionComparison.Analyse(proportion, context);
                break;
            case TimeToEventEndpoint timeToEvent:
                SurvivalOverTime.Analyse(timeToEvent, context);
                break;
            case AdverseEventIncidenceEndpoint incidence:
                AdverseEventIncidence.Analyse(incidence, context);
                break;
            case AdverseEventGradeEndpoint grades:
                AdverseEventsByGrade.Analyse(grades, context);
                break;
            case FindingsOverTimeEndpoint findings:
                FindingsOverTime.Analyse(findings, context);
                break;
            case ConcomitantTreatmentEndpoint treatments:
                ConcomitantTreatments.Analyse(treatments, context);
                break;
            case CoxEndpoint cox:
                ProportionalHazardsByStratum.Analyse(cox, context);
                break;
            case DurationEndpoint duration:
                Durations.Analyse(duration, context);
                break;
            case CategoryEndpoint category:
                CategoryComparison.Analyse(category, context);
                break;
            case BeforeAfterEndpoint pairs:
                BeforeAfter.Analyse(pairs, context);
                break;
            case MeasurementsOverTimeEndpoint measurements:
                MeasurementsOverTime.Analyse(measurements, context);
                break;
            case LaboratoryShiftEndpoint shifts:
                LaboratoryShifts.Analyse(shifts, context);
                break;
            case ListingEndpoint listing:
                Listings.Analyse(listing, context);
                break;
            case ExposureEndpoint exposure:
                Exposure.Analyse(exposure, context);
                break;
            case ScheduleEndpoint schedule:
                ScheduleOfAssessments.Analyse(schedule, context);
                break;
            case EligibilityEndpoint eligibility:
                Eligibility.Analyse(eligibility, context);
                break;
            case AncovaEndpoint ancova:
                CovarianceAnalysis.Analyse(ancova, context);
                break;
            case UnresolvedEndpoint unresolved:
                NotResolved.Analyse(unresolved, context);
                break;
            case var other when LooksAtOthers(other):
                SensitivityAnalyses.Run(endpoint, context);
                break;
            default:
                throw new InvalidOperationException($"No analysis exists for endpoint type {endpoint.GetType().Name}.");
        }
    }
}
