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
/// Runs every analysis that the protocol asks for. What reads nothing but the dataset runs on all processors, each analysis into a table of
/// its own; the tables are put together in the protocol's order, so that no byte of the results depends on how many processors there were.
/// </summary>
public static class EndpointAnalyses
{
    public static AnalysisResults Run(TrialProtocol protocol, DecisionList decisions, TrialDataset dataset, RunIdentity identity)
    {
        var context = new AnalysisContext(protocol, decisions, dataset, new ResultTable()) { DataCutOff = identity.DataCutOff };
        Action<AnalysisContext>?[] analyses =
        [
            Populations.Analyse,
            own => DataQuality.Analyse(own, identity),
            .. protocol.Endpoints.Select(endpoint => LooksAtOthers(endpoint) ? null : (Action<AnalysisContext>)(own => Analyse(endpoint, own))),
            SubjectProfiles.Analyse,
            own => SeriousEvents.Analyse(own, identity.DataCutOff),
            Deaths.Analyse,
            SnapshotChanges.Analyse,
            AuditRows.Analyse,
        ];
        var parts = InParallel(analyses, context);
        for (var index = 0; index < parts.Length; index++)
        {
            if (parts[index] is { } part)
            {
                context.Append(part);
                parts[index] = null;
            }
            else
            {
                Analyse(protocol.Endpoints[index - BeforeEndpoints], context);
            }
        }

        return context.Table.ToResults(identity, dataset.SourceVersions);
    }

    /// <summary>Analyses that stand before those of the endpoints.</summary>
    private const int BeforeEndpoints = 2;

    /// <summary>Whether the endpoint varies what endpoints before it have compared.</summary>
    internal static bool LooksAtOthers(EndpointDefinition endpoint) =>
        endpoint is SensitivityEndpoint or MultiplicityEndpoint or WeightedProportionEndpoint or StoppingRuleEndpoint or RestrictedMeanEndpoint;

    private static AnalysisContext?[] InParallel(Action<AnalysisContext>?[] analyses, AnalysisContext context)
    {
        var parts = new AnalysisContext?[analyses.Length];
        try
        {
            var oneByOne = Partitioner.Create(Enumerable.Range(0, analyses.Length).Where(index => analyses[index] is not null), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
            {
                var own = context.WithOwnTable();
                analyses[index]!(own);
                parts[index] = own;
            });
        }
        catch (AggregateException faults)
        {
            // One fault is told as it would be without the other threads.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        return parts;
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
