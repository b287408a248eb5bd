using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using ReportPipeline.Custody.Manifests;

namespace ReportPipeline.Tests.Verification;

/// <summary>No number is overlooked: each one of a whole report is changed, all together and one by one.</summary>
public sealed partial class EveryNumberTests
{
    private static readonly int Digits = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 2_000 : 25;

    [Fact]
    public void Run_EveryNumberOfTheTextChanged_NamesEachWithItsResult()
    {
        var forged = ZipTool.ReplaceText(SealedReport.Document, "word/document.xml", text => PrintedNumber().Replace(text, TurnDigits));
        var named = SealedReport.Check(forged).Changes.Where(change => change.Kind == ChangeKind.NumberChanged).ToDictionary(change => (change.Part, change.Where!));

        var printed = SealedReport.Manifest.Contents.Numbers
            .Where(number => number.Part == "word/document.xml" && !number.Where.Contains("alternative text") && number.Text.Any(char.IsAsciiDigit)).ToList();
        printed.Count.ShouldBeGreaterThan(1000);
        foreach (var number in printed)
        {
            var change = named[(number.Part, number.Where)];
            (change.Result, change.Expected, change.Found).ShouldBe((number.Result, number.Text, Turned(number.Text)));
        }
    }

    [Fact]
    public void Run_EveryNumberOfTheChartsChanged_NamesEachWithItsResult()
    {
        var forged = ZipTool.Pack(ZipTool.Unpack(SealedReport.Document).Select(part => part.Key.StartsWith("word/charts/chart", StringComparison.Ordinal)
            ? KeyValuePair.Create(part.Key, Encoding.UTF8.GetBytes(PlottedValue().Replace(Encoding.UTF8.GetString(part.Value), TurnDigits)))
            : part));
        var named = SealedReport.Check(forged).Changes.Select(change => (change.Part, change.Where)).ToHashSet();

        var plotted = SealedReport.Manifest.Contents.Numbers.Where(number => number.Part.StartsWith("word/charts/", StringComparison.Ordinal)).ToList();
        plotted.Count.ShouldBeGreaterThan(20);
        plotted.ShouldAllBe(number => named.Contains(new ValueTuple<string, string?>(number.Part, number.Where)));
    }

    /// <summary>Any digit of any part: text, properties, header, styles, layout.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    public void Run_AnyOneDigitChanged_IsFoundAndItsPartNamed()
    {
        var parts = ZipTool.Unpack(SealedReport.Document).Where(part => part.Value.Any(value => char.IsAsciiDigit((char)value))).ToList();
        var spots = from part in Gen.Int[0, parts.Count - 1]
                    from at in Gen.Int[0, int.MaxValue]
                    from turn in Gen.Int[1, 9]
                    select (Part: parts[part].Key, At: at, Turn: turn);
        spots.Sample(
            spot =>
            {
                var forged = ZipTool.Replace(SealedReport.Document, spot.Part, content => TurnOneDigit(content, spot.At, spot.Turn));
                var findings = SealedReport.Check(forged);
                return !findings.IsAuthentic && (findings.Problems.Count > 0 || findings.Changes.Any(change => change.Part == spot.Part));
            },
            seed: "0000KOIPeX5c",
            iter: Digits,
            threads: 1);
    }

    private static byte[] TurnOneDigit(byte[] content, int at, int turn)
    {
        var digits = Enumerable.Range(0, content.Length).Where(index => char.IsAsciiDigit((char)content[index])).ToList();
        var changed = content.ToArray();
        var index = digits[at % digits.Count];
        changed[index] = (byte)('0' + ((changed[index] - '0' + turn) % 10));
        return changed;
    }

    private static string TurnDigits(Match match) => match.Groups[1].Value + Turned(match.Groups[2].Value) + match.Groups[3].Value;

    private static string Turned(string text) => string.Concat(text.Select(character => char.IsAsciiDigit(character) ? (char)('0' + ((character - '0' + 1) % 10)) : character));

    [GeneratedRegex("(<w:sdtContent><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)([^<]*)(</w:t></w:r></w:sdtContent>)")]
    private static partial Regex PrintedNumber();

    [GeneratedRegex("(<c:v>)([^<]*)(</c:v>)")]
    private static partial Regex PlottedValue();
}
