using ReportPipeline.Cli.Qualification;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Tests;

namespace ReportPipeline.Cli.Tests;

/// <summary>Step IQ-03: a protocol passes only without a problem and without a warning, and the record says which it has.</summary>
public sealed class InstallationChecksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("installation-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_ProtocolAsShipped_PassesWithItsHash()
    {
        var step = Protocol(text => text);

        step.Passed.ShouldBeTrue();
        step.Found.ShouldStartWith("msc-covid19 ");
        step.Found.ShouldContain(", SHA-256 ");
        step.Found.ShouldNotContain(";");
    }

    [Fact]
    public void Run_EndpointThatNamesNothing_FailsWithTheWarning()
    {
        var step = Protocol(text => text.Replace("\"term\": \"HYPERTENSION\"", "\"term\": \"HICCUP\"", StringComparison.Ordinal));

        step.Passed.ShouldBeFalse();
        step.Found.ShouldStartWith("msc-covid19 ");
        step.Found.ShouldEndWith("; endpoint 'S-HYPERTENSION' is not estimable: $.endpoints[26].outcome.term: there is no adverse-event term 'HICCUP'.");
    }

    [Fact]
    public void Run_ProtocolThatCannotBeUsed_FailsWithEveryProblem()
    {
        var step = Protocol(text => text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\"colour\": 1, \"shape\": 2, "));

        step.Passed.ShouldBeFalse();
        step.Found.ShouldContain("colour");
        step.Found.ShouldContain("shape");
        step.Found.ShouldNotContain("SHA-256");
    }

    [Fact]
    public void Run_ProtocolThatIsNotThere_FailsAndNamesIt() =>
        InstallationChecks.Run(new QualificationOrder(folder, Path.Combine(folder, "nowhere.json"), SigningKey.Create()))
            .Single(step => step.Id == "IQ-03").Found.ShouldContain("'nowhere.json' does not exist");

    private QualificationStep Protocol(Func<string, string> change)
    {
        foreach (var shipped in Directory.EnumerateFiles(Repository.PathOf("protocols"), "*.json"))
            File.Copy(shipped, Path.Combine(folder, Path.GetFileName(shipped)));
        var file = Path.Combine(folder, "msc-covid19.json");
        File.WriteAllText(file, change(File.ReadAllText(file)));
        return InstallationChecks.Run(new QualificationOrder(folder, file, SigningKey.Create())).Single(step => step.Id == "IQ-03");
    }
}
