using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>The function app acts under one identity, with the least it can do its work with, and no secret anywhere.</summary>
public sealed class AccessTests
{
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    public static TheoryData<string> Stages => ["test", "production"];

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task RoleAssignments_All_AreTheIdentitys(string stage)
    {
        var assignments = (await PredictedDeployment.Of(stage)).OfType("Microsoft.Authorization/roleAssignments");

        assignments.Count.ShouldBe(14);
        foreach (var properties in assignments.Select(assignment => assignment.GetProperty("properties")))
        {
            var principal = properties.GetProperty("principalId").GetString()!;
            principal.ShouldContain("'identity-{0}'");
            principal.ShouldEndWith(".outputs.principalId.value]");
            properties.GetProperty("principalType").GetString().ShouldBe("ServicePrincipal");
        }
    }

    [SkippableFact]
    public async Task RoleAssignments_PerScope_AreTheLeastNeeded()
    {
        var deployment = await PredictedDeployment.Of("test");
        var recordWriter = PredictedDeployment.NameOf(deployment.Single("Microsoft.Authorization/roleDefinitions"));
        var trial = PredictedDeployment.NameOf(deployment.TrialStorageAccount());
        var host = deployment.Outputs.GetProperty("hostStorageAccountName").GetString();
        var vault = deployment.Outputs.GetProperty("keyVaultName").GetString();

        var granted = deployment.OfType("Microsoft.Authorization/roleAssignments").Select(Grant);

        string[] containers = ["bundles", "claims", "arrivals", "rejected", "ledger", "snapshots", "results", "reports", "audit", "keys", "leases"];
        granted.ShouldBe(
        [
            .. containers.Select(name =>
                $"{recordWriter} on Microsoft.Storage/storageAccounts/{trial}/blobServices/default/containers/{name}"),
            $"{StorageBlobDataOwner} on Microsoft.Storage/storageAccounts/{host}",
            $"{KeyVaultSecretsUser} on Microsoft.KeyVault/vaults/{vault}",
            $"{MonitoringMetricsPublisher} on Microsoft.Insights/components/appi-msc-test",
        ], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task RecordWriter_Permissions_CannotDelete()
    {
        var role = (await PredictedDeployment.Of("test")).Single("Microsoft.Authorization/roleDefinitions");

        var permissions = role.GetProperty("properties").GetProperty("permissions").EnumerateArray().Single();
        Strings(permissions, "actions").ShouldBe(["Microsoft.Storage/storageAccounts/blobServices/containers/read"]);
        Strings(permissions, "dataActions").ShouldBe(
        [
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
        ]);
    }

    [SkippableTheory]
    [InlineData("test")]
    [InlineData("production")]
    public async Task Vault_ByStage_CannotBePurgedAndHoldsNoSecretFromATemplate(string stage)
    {
        var deployment = await PredictedDeployment.Of(stage);

        deployment.OfType("Microsoft.KeyVault/vaults/secrets").ShouldBeEmpty();
        var vault = deployment.Single("Microsoft.KeyVault/vaults").GetProperty("properties");
        vault.GetProperty("enablePurgeProtection").GetBoolean().ShouldBeTrue();
        vault.GetProperty("enableRbacAuthorization").GetBoolean().ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Template_Compiled_ListsNoKeysAndGivesOutNone()
    {
        var run = await Bicep.Run("build", Repository.PathOf("infra", "main.bicep"), "--stdout", "--no-restore");

        string[] secretFunctions = ["listKeys(", "listSecrets(", "listAccountSas(", "listServiceSas(", "AccountKey=", "SharedAccessSignature"];
        foreach (var function in secretFunctions)
            run.Output.ShouldNotContain(function, Case.Insensitive);
        using var template = JsonDocument.Parse(run.Output);
        template.RootElement.GetProperty("outputs").EnumerateObject().Select(output => output.Name).ShouldBe(
            ["functionAppName", "functionAppAddress", "trialStorageAccountName", "hostStorageAccountName", "keyVaultName"],
            ignoreOrder: true);
    }

    private static string Grant(JsonElement assignment)
    {
        var role = assignment.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.Split('/')[^1];
        var scope = assignment.GetProperty("id").GetString()!
            .Split("/resourceGroups/trial/providers/")[1]
            .Split("/providers/Microsoft.Authorization/")[0];
        return $"{role} on {scope}";
    }

    private static IEnumerable<string?> Strings(JsonElement owner, string property) =>
        owner.GetProperty(property).EnumerateArray().Select(item => item.GetString());
}
