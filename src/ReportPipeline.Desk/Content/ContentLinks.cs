using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Shell;

namespace ReportPipeline.Desk.Content;

/// <summary>Where the numbers and references of one edition of one report lead.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Edition"><c>open</c> or <c>closed</c>.</param>
/// <param name="Outline">Pages and numbers.</param>
public sealed record ContentLinks(string Run, string Edition, ReportOutline Outline)
{
    public string Report => $"{DeskAddress.Reports}/{Uri.EscapeDataString(Run)}/{Edition}";

    public string Section(string key) => $"{Report}/section/{Uri.EscapeDataString(key)}";

    public string Result(string id) => DeskAddress.With($"{Report}/result", ("id", id));

    public string Target(ReportTarget target) => $"{Section(target.Section)}#{target.Anchor}";

    public string Proof(string site, string bundle) => DeskAddress.With($"{Report}/proof", ("site", site), ("bundle", bundle));

    public string Changes => $"{Report}/changes";

    public string Verify => $"{Report}/verify";

    public string Sign => $"{Report}/sign";

    public string Document(string language) => DeskAddress.With($"{Report}/document", ("language", language));
}
