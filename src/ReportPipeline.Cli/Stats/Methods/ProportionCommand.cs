using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Proportions;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats proportion</c>.</summary>
internal static class ProportionCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("proportion",
            "Events out of subjects with an exact (Clopper–Pearson) or a score (Wilson) interval: of everyone and, with --group, of each group.",
            "--events 24 --subjects 26 --interval clopper-pearson");
        var @event = method.Column("--event", ColumnKind.Event, "Column of the events: 1 yes, 0 no.", required: false);
        var group = method.Column("--group", ColumnKind.Category, "Column of the groups.", required: false);
        var events = method.Add(Count("--events", "The number of events, instead of a file."));
        var subjects = method.Add(Count("--subjects", "The number of subjects, instead of a file."));
        var interval = method.Choice<Func<long, long, double, ConfidenceInterval>>("--interval", "The interval.",
            ("clopper-pearson", Proportion.ClopperPearson), ("wilson", Proportion.Wilson));
        return method.Runs((call, result) =>
        {
            var of = new Interval(call.Get(interval), call.Level);
            if (call.Get(events) is { } count && call.Get(subjects) is { } size && !call.HasData && !call.Has(@event) && !call.Has(group))
            {
                if (count > size) throw new StatsInputException("--events is at most --subjects.");
                result.Header("proportion", size);
                of.Write(result, count, size);
            }
            else if (call.Has(@event) && call.Get(events) is null && call.Get(subjects) is null)
            {
                Write(result, of, call.Read(@event, group));
            }
            else
            {
                throw new StatsInputException("Give either --data with --event, or --events with --subjects.");
            }
        });
    }

    private static void Write(ResultWriter result, Interval of, CsvColumn?[] columns)
    {
        result.Header("proportion", columns[0]!.Rows);
        of.Write(result, (long)columns[0]!.Numbers.Sum(), columns[0]!.Rows);
        if (columns[1] is not { } groups) return;
        var parts = columns[0]!.SplitBy(groups);
        result.List("groups", Enumerable.Range(0, parts.Length), group =>
        {
            result.Text("group", groups.Labels[group]);
            result.Count("n", parts[group].Length);
            of.Write(result, (long)parts[group].Sum(), parts[group].Length);
        });
    }

    private static Option<long?> Count(string name, string description)
    {
        var option = new Option<long?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() < 0) result.AddError($"{name} is at least 0.");
        });
        return option;
    }

    private sealed record Interval(Func<long, long, double, ConfidenceInterval> Of, double Level)
    {
        public void Write(ResultWriter result, long events, long subjects)
        {
            var interval = Of(events, subjects, Level);
            result.Count("events", events);
            result.Number("estimate", Proportion.Estimate(events, subjects));
            result.Bounds(interval);
            result.Text("intervalMethod", interval.Method);
            result.Number("level", Level);
        }
    }
}
