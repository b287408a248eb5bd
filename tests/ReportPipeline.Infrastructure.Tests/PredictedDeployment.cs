using System.Collections.Concurrent;
using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>
/// What a deployment would create: the compiled template with its parameters put in, every loop unrolled and every
/// condition decided (<c>bicep snapshot</c>). What only Azure knows stays an ARM expression in square brackets.
/// </summary>
internal sealed class PredictedDeployment
{
    // Every test asks for one of a few predictions; each takes the compiler seconds.
    private static readonly ConcurrentDictionary<(string Stage, string Extra), Lazy<Task<PredictedDeployment>>> Known = new();

    private PredictedDeployment(JsonElement snapshot)
    {
        Resources = [.. snapshot.GetProperty("predictedResources").EnumerateArray()];
        Outputs = snapshot.GetProperty("outputs");
    }

    public IReadOnlyList<JsonElement> Resources { get; }

    public JsonElement Outputs { get; }

    /// <param name="stage">The parameter file, "test" or "production".</param>
    /// <param name="extra">Lines to add to that file, for what neither file chooses.</param>
    public static Task<PredictedDeployment> Of(string stage, string extra = "") =>
        Known.GetOrAdd((stage, extra), key => new(() => Predict(key.Stage, key.Extra))).Value;

    public IReadOnlyList<JsonElement> OfType(string type) =>
        [.. Resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    public JsonElement Single(string type) => OfType(type).ShouldHaveSingleItem();

    /// <summary>The account with the trial's record, as against the host's own.</summary>
    public JsonElement TrialStorageAccount() => OfType("Microsoft.Storage/storageAccounts")
        .Single(account => NameOf(account) == Outputs.GetProperty("trialStorageAccountName").GetString());

    /// <summary>The last segment of a resource's name.</summary>
    public static string NameOf(JsonElement resource) => resource.GetProperty("name").GetString()!.Split('/')[^1];

    private static async Task<PredictedDeployment> Predict(string stage, string extra)
    {
        using var folder = new TemporaryFolder();
        var parameters = Path.Combine(folder.CopyInfrastructure(), "parameters", $"{stage}.bicepparam");
        await File.AppendAllTextAsync(parameters, $"\n{extra}\n");
        var run = await Bicep.Run(
            "snapshot", parameters, "--mode", "overwrite", "--resource-group", "trial", "--location", "westeurope",
            "--subscription-id", Guid.Empty.ToString(), "--tenant-id", Guid.Empty.ToString());
        run.ExitCode.ShouldBe(0, run.Errors);

        var snapshot = await File.ReadAllBytesAsync(Path.ChangeExtension(parameters, ".snapshot.json"));
        using var document = JsonDocument.Parse(snapshot);
        document.RootElement.GetProperty("diagnostics").GetArrayLength().ShouldBe(0);
        return new PredictedDeployment(document.RootElement.Clone());
    }
}
