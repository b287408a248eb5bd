namespace ReportPipeline.Cli.Client;

/// <summary>The function app answered with something else than was asked for.</summary>
public sealed class PipelineClientException(string path, int status, string body)
    : Exception($"{path} answered {status}: {body}");
