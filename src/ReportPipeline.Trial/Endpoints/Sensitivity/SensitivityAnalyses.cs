using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>The analyses that look again at what other endpoints compared.</summary>
internal static class SensitivityAnalyses
{
    public static void Run(EndpointDefinition endpoint, AnalysisContext context)
    {
        switch (endpoint)
        {
            case TestPanelEndpoint panel:
                TestPanel.Analyse(panel, context);
                break;
            case SiteStratifiedEndpoint stratified:
                SiteStratification.Analyse(stratified, context);
                break;
            case WeightedProportionEndpoint weighted:
                WeightedProportions.Analyse(weighted, context);
                break;
            case FragilityEndpoint fragility:
                FragilityOfResults.Analyse(fragility, context);
                break;
            case MissingOutcomesEndpoint missing:
                MissingOutcomes.Analyse(missing, context);
                break;
            case EValueEndpoint eValue:
                EValues.Analyse(eValue, context);
                break;
            case MultiplicityEndpoint multiplicity:
                Multiplicity.Analyse(multiplicity, context);
                break;
            case StoppingRuleEndpoint stopping:
                StoppingRule.Analyse(stopping, context);
                break;
            case RestrictedMeanEndpoint restricted:
                RestrictedMeans.Analyse(restricted, context);
                break;
            default:
                throw new InvalidOperationException($"No sensitivity analysis exists for endpoint type {endpoint.GetType().Name}.");
        }

        NotResolved.AnalyseSources(endpoint, context);
    }
}
