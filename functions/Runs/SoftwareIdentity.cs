using System.Reflection;
using System.Security.Cryptography;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Reporting;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Trial.Endpoints;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Identifies the code that makes numbers and documents: the version and a hash over the module ids of its assemblies, which
/// change with every change of their source (builds are deterministic). Stored facts and runs of other code are never taken up.
/// </summary>
internal static class SoftwareIdentity
{
    public static string Version { get; } = Identify(
        typeof(SoftwareIdentity), typeof(BundleIntake), typeof(ClinicalReport), typeof(EndpointAnalyses), typeof(KaplanMeier));

    private static string Identify(params ReadOnlySpan<Type> types)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var type in types)
        {
            hash.AppendData(type.Module.ModuleVersionId.ToByteArray());
        }

        var version = typeof(SoftwareIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return $"{version}+{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6))}";
    }
}
