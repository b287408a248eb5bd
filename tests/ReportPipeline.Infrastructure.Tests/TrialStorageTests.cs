using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>The stored record is what the design's storage table asks for.</summary>
public sealed class TrialStorageTests
{
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";

    // Written down from the design page, not read from the template.
    private static readonly string[] Archives = ["bundles", "claims", "ledger", "snapshots", "results", "reports", "audit"];
    private static readonly string[] Working = ["arrivals", "rejected", "keys", "leases"];

    public static TheoryData<string> Stages => ["test", "production"];

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task Accounts_All_TakeNoKeysNoOldProtocolAndNoAnonymousReader(string stage)
    {
        var accounts = (await PredictedDeployment.Of(stage)).OfType("Microsoft.Storage/storageAccounts");

        accounts.Count.ShouldBe(2);
        foreach (var properties in accounts.Select(account => account.GetProperty("properties")))
        {
            properties.GetProperty("allowSharedKeyAccess").GetBoolean().ShouldBeFalse();
            properties.GetProperty("allowBlobPublicAccess").GetBoolean().ShouldBeFalse();
            properties.GetProperty("isLocalUserEnabled").GetBoolean().ShouldBeFalse();
            properties.GetProperty("supportsHttpsTrafficOnly").GetBoolean().ShouldBeTrue();
            properties.GetProperty("minimumTlsVersion").GetString().ShouldBe("TLS1_2");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task BlobServices_All_KeepVersions(string stage)
    {
        var services = (await PredictedDeployment.Of(stage)).OfType("Microsoft.Storage/storageAccounts/blobServices");

        services.Count.ShouldBe(2);
        services.ShouldAllBe(service => service.GetProperty("properties").GetProperty("isVersioningEnabled").GetBoolean());
    }

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task Containers_OfTheTrial_AreThoseOfTheDesign(string stage)
    {
        var containers = TrialContainers(await PredictedDeployment.Of(stage));

        containers.Select(PredictedDeployment.NameOf).ShouldBe([.. Archives, .. Working], ignoreOrder: true);
        containers.ShouldAllBe(container =>
            container.GetProperty("properties").GetProperty("publicAccess").GetString() == "None");
    }

    [SkippableTheory]
    [InlineData("test", 1)]
    [InlineData("production", 9132)]
    public async Task ImmutabilityPolicies_OfTheArchives_HoldForTheRetention(string stage, int days)
    {
        var policies = (await PredictedDeployment.Of(stage)).OfType($"{Container}/immutabilityPolicies");

        policies.Select(policy => policy.GetProperty("name").GetString()!.Split('/')[2]).ShouldBe(Archives, ignoreOrder: true);
        foreach (var properties in policies.Select(policy => policy.GetProperty("properties")))
        {
            properties.GetProperty("immutabilityPeriodSinceCreationInDays").GetInt32().ShouldBe(days);
            properties.GetProperty("allowProtectedAppendWrites").GetBoolean().ShouldBeFalse();
        }
    }

    [SkippableFact]
    public async Task ImmutabilityPolicies_OnceLocked_AreLeftAlone()
    {
        var deployment = await PredictedDeployment.Of("production", "param immutabilityLocked = true");

        deployment.OfType($"{Container}/immutabilityPolicies").ShouldBeEmpty();
        TrialContainers(deployment).Count.ShouldBe(Archives.Length + Working.Length);
    }

    [SkippableFact]
    public async Task Lifecycle_OnlyRejected_IsDeletedWithItsVersions()
    {
        var policy = (await PredictedDeployment.Of("production")).Single("Microsoft.Storage/storageAccounts/managementPolicies");

        var rule = policy.GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray().Single();
        var definition = rule.GetProperty("definition");
        definition.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray()
            .Select(prefix => prefix.GetString()).ShouldBe(["rejected/"]);
        foreach (var kind in new[] { "baseBlob", "version" })
        {
            definition.GetProperty("actions").GetProperty(kind).GetProperty("delete")
                .GetProperty("daysAfterCreationGreaterThan").GetInt32().ShouldBe(30);
        }
    }

    [SkippableTheory]
    [InlineData("test", "Enabled")]
    [InlineData("production", "Disabled")]
    public async Task PublicNetworkAccess_ByStage_IsAsChosen(string stage, string expected)
    {
        var deployment = await PredictedDeployment.Of(stage);

        deployment.OfType("Microsoft.Storage/storageAccounts").Append(deployment.Single("Microsoft.KeyVault/vaults"))
            .Select(resource => resource.GetProperty("properties").GetProperty("publicNetworkAccess").GetString())
            .ShouldBe([expected, expected, expected]);
    }

    private static List<JsonElement> TrialContainers(PredictedDeployment deployment)
    {
        var account = deployment.TrialStorageAccount().GetProperty("name").GetString()!;
        return [.. deployment.OfType(Container)
            .Where(container => container.GetProperty("name").GetString()!.StartsWith($"{account}/", StringComparison.Ordinal))];
    }
}
