using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Endpoints.Sensitivity;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Runs every analysis that the protocol asks for, in its order.</summary>
public static class EndpointAnalyses
{
    public static AnalysisResults Run(TrialProtocol protocol, DecisionList decisions, TrialDataset dataset, RunIdentity identity)
    {
        var table = new ResultTable();
        var context = new AnalysisContext(protocol, decisions, dataset, table) { DataCutOff = identity.DataCutOff };
        Populations.Analyse(context);
        DataQuality.Analyse(context, identity);
        foreach (var endpoint in protocol.Endpoints)
        {
            Analyse(endpoint, context);
        }

        SubjectProfiles.Analyse(context);
        SeriousEvents.Analyse(context, identity.DataCutOff);
        Deaths.Analyse(context);
        SnapshotChanges.Analyse(context);
        AuditRows.Analyse(context);
        return table.ToResults(identity, dataset.SourceVersions);
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
            case SensitivityEndpoint or MultiplicityEndpoint or WeightedProportionEndpoint or StoppingRuleEndpoint or RestrictedMeanEndpoint:
                SensitivityAnalyses.Run(endpoint, context);
                break;
            default:
                throw new InvalidOperationException($"No analysis exists for endpoint type {endpoint.GetType().Name}.");
        }
    }
}
