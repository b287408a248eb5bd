using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ReportPipeline.Cli.Stats.Csv;

namespace ReportPipeline.Cli.Stats;

/// <summary>An option that names a column.</summary>
internal sealed record ColumnOption(Option<string?> Option, ColumnKind Kind);

/// <summary>An option that names several columns, separated by commas.</summary>
internal sealed record ColumnsOption(Option<string?> Option, ColumnKind Kind);

/// <summary>An option with a fixed set of values, each by its name on the command line.</summary>
internal sealed record ChoiceOption<T>(Option<string> Option, IReadOnlyDictionary<string, T> Values);

/// <summary>Options that read the same in every culture.</summary>
internal static class MethodOptions
{
    /// <param name="name">The option.</param>
    /// <param name="description">What it means.</param>
    /// <param name="otherwise">Its value when it is not given.</param>
    /// <param name="allowed">What is allowed, as a sentence for the error, and the rule itself.</param>
    public static Option<double> Number(
        string name, string description, double otherwise, (string Text, Func<double, bool> Holds) allowed) => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result => Parse(result, allowed),
        };

    public static Option<double> Level() => Number(
        "--level", "Coverage of the confidence intervals.", 0.95, ("strictly between 0 and 1", level => level is > 0 and < 1));

    public static bool TryParse(string token, out double number) =>
        double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static double Parse(ArgumentResult result, (string Text, Func<double, bool> Holds) allowed)
    {
        if (result.Tokens.Count == 1 && TryParse(result.Tokens[0].Value, out var number) && allowed.Holds(number)) return number;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} takes a number {allowed.Text}.");
        return 0;
    }
}
