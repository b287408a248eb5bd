using System.CommandLine;
using ReportPipeline.Statistics.GroupSequential;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats spending</c>.</summary>
internal static class SpendingCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("spending",
            "Lan–DeMets boundaries of a group-sequential design at looks that the protocol declares.",
            "--fractions 0.5,1 --alpha 0.05 --function obrien-fleming",
            hasIntervals: false);
        var fractions = method.Add(new Option<string>("--fractions") { Description = "Information fractions of the looks, rising, at most 1.", Required = true });
        var alpha = method.Add(MethodOptions.Number("--alpha", "The type I error.", 0.05, ("strictly between 0 and 1", value => value is > 0 and < 1)));
        var function = method.Choice("--function", "The spending function.",
            ("obrien-fleming", SpendingFunction.OBrienFlemingType), ("pocock", SpendingFunction.PocockType));
        var sides = method.Choice("--sides", "Two-sided and symmetric, or one-sided.", ("2", true), ("1", false));
        return method.Runs((call, result) =>
        {
            var looks = NumberList.Of(call, fractions, "above 0 and at most 1", number => number is > 0 and <= 1);
            if (looks.Zip(looks.Skip(1)).Any(pair => pair.First >= pair.Second))
                throw new StatsInputException("--fractions must rise from look to look.");
            var design = call.Get(sides)
                ? AlphaSpending.TwoSided(looks, call.Get(alpha), call.Get(function))
                : AlphaSpending.OneSided(looks, call.Get(alpha), call.Get(function));
            result.Text("method", design.Method);
            result.Number("alpha", design.Alpha);
            result.List("looks", design.Looks, look =>
            {
                result.Number("informationFraction", look.InformationFraction);
                result.Number("cumulativeAlpha", look.CumulativeAlpha);
                result.Number("criticalValue", look.CriticalValue);
                result.Number("nominalP", look.NominalP);
            });
        });
    }
}
