namespace ReportPipeline.Cli.Stats;

/// <summary>The user's file or options cannot be used as asked; the message says where and why, without quoting a cell.</summary>
internal sealed class StatsInputException(string message) : Exception(message);
