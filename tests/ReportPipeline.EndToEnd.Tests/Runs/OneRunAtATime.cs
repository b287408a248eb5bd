namespace ReportPipeline.Tests.Runs;

/// <summary>
/// Runs keep both cores busy, so their classes take turns. Each has an Azurite of its own: the more blobs one has, the slower it answers.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneRunAtATime
{
    public const string Name = "One run at a time";
}
