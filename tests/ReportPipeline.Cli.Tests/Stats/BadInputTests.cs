namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>What cannot be used is named by row and column on the error stream: exit code 2 and not a word of output.</summary>
public class BadInputTests
{
    private const string Good = "t,e,g,x\n5,1,a,1.5\n6,0,b,2\n7,1,a,3\n";

    [Theory]
    [InlineData("7,1,a,3", "NA,1,a,3", "\"t\": missing value")]
    [InlineData("7,1,a,3", ".,1,a,3", "\"t\": missing value")]
    [InlineData("7,1,a,3", "7,,a,3", "\"e\": missing value")]
    [InlineData("7,1,a,3", "7,1,,3", "\"g\": missing value")]
    [InlineData("7,1,a,3", "7,1,NA,3", "\"g\": missing value")]
    [InlineData("7,1,a,3", "7,1,a, ", "\"x\": missing value")]
    [InlineData("7,1,a,3", "seven,1,a,3", "\"t\": not a number")]
    [InlineData("7,1,a,3", "7,1,a,three", "\"x\": not a number")]
    [InlineData("7,1,a,3", "\"7,5\",1,a,3", "\"t\": not a number")]
    [InlineData("7,1,a,3", "1e999,1,a,3", "\"t\": not a finite number")]
    [InlineData("7,1,a,3", "-7,1,a,3", "\"t\": a negative time")]
    [InlineData("7,1,a,3", "7,2,a,3", "\"e\": an event is 1 (observed) or 0 (censored)")]
    [InlineData("7,1,a,3", "7,0.5,a,3", "\"e\": an event")]
    [InlineData("7,1,a,3", "7,yes,a,3", "\"e\": not a number")]
    [InlineData("7,1,a,3", "7,1,a", "\"x\": the row ends before this column")]
    [InlineData("7,1,a,3", "7,1,a,3,9", "\"x\": more cells follow than the header has columns")]
    [InlineData("7,1,a,3", "7,1,\"a,3", "\"g\": a quoted cell is never closed")]
    [InlineData("7,1,a,3", "7,1,\"a\"b,3", "\"g\": a quote where none belongs")]
    [InlineData("7,1,a,3", "7,1,a\"b,3", "\"g\": a quote where none belongs")]
    public void Cox_BadCell_NamesRowAndColumn(string row, string bad, string message) =>
        Refused(Good.Replace(row, bad), "cox --time t --event e --covariates x --strata g", "line 4 (row 3 of the data), column " + message);

    [Fact]
    public void Cox_NumberInATextCovariate_NamesRowAndColumn() =>
        Refused(Good.Replace("6,0,b", "6,0,1"), "cox --time t --event e --covariates g", "line 3 (row 2 of the data), column \"g\"");

    [Fact]
    public void Km_LinesInsideQuotes_AreCountedInTheLineButNotInTheRow() =>
        Refused("t,e,note\n5,1,\"two\nlines\"\nx,0,\n", "km --time t --event e", "line 4 (row 2 of the data), column \"t\"");

    [Fact]
    public void Km_ALabelThatTurnsTheLine_IsMadeVisible()
    {
        // An escape sequence and an override from right to left: a terminal would hide or mirror what follows.
        var run = StatsRun.OnText("t,e,g\n5,1,a\u001B[31m\n6,1,b\u202E\n", "km --time t --event e --group g --format table");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("a\uFFFD[31m");
        run.Output.ShouldContain("b\uFFFD");
        run.Output.ShouldNotContain("\u001B");
        run.Output.ShouldNotContain("\u202E");
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "the file is empty")]
    [InlineData("t,e\n", "no row below the header")]
    [InlineData("time,e\n1,1\n", "no column \"t\"")]
    [InlineData("t,e,t\n1,1,1\n", "column \"t\" occurs 2 times")]
    [InlineData("t,\"e\n1,1\n", "line 1, column 2")]
    public void Km_BadFile_IsNamed(string text, string message) => Refused(text, "km --time t --event e", message);

    [Theory]
    [InlineData("km --time t --event e --level 95", "--level takes a number strictly between 0 and 1")]
    [InlineData("km --time t --event e --level 0,95", "--level")]
    [InlineData("km --time t --event e --transform logit", "logit")]
    [InlineData("km --time t --event e --unknown 1", "--unknown")]
    [InlineData("km --event e", "--time")]
    [InlineData("km --time t --event e --format xml", "xml")]
    [InlineData("logrank --time t --event e --group g --rho 1", "fleming-harrington")]
    [InlineData("logrank --time t --event e --group g --weights fleming-harrington --rho -1", "--rho takes a number")]
    [InlineData("cox --time t --event e --covariates ,", "has an empty name")]
    [InlineData("cox --time t --event e --covariates x,,y", "has an empty name")]
    [InlineData("logrank --time t --event e --group g --level 0.9", "--level")]
    [InlineData("cox --time t --event e --covariates x,x", "names a column twice")]
    [InlineData("ranksum --value x --group t", "holds 3 groups")]
    [InlineData("fisher --row g", "--table")]
    [InlineData("fisher --row g --column e --table 1,2;3,4", "either --table or --data")]
    public void Options_Wrong_AreNamed(string words, string message) => Refused(Good, words, message);

    [Theory]
    [InlineData("fisher --table 1,2;3,4 --method monte-carlo", "always summed exactly")]
    [InlineData("fisher --table 1,2;3,4 --seed 1", "always summed exactly")]
    [InlineData("fisher --table 1,2;3", "--table, row 2")]
    [InlineData("fisher --table 1,-2;3,4", "--table, row 1, column 2")]
    [InlineData("fisher --table 1,2;3,4.5", "--table, row 2, column 2")]
    [InlineData("chisq --table 1,2,3;4,5,6 --yates", "--yates")]
    [InlineData("km --time t --event e", "'--data' is required")]
    [InlineData("km --time t --event e --data no-such-file.csv", "no such file")]
    [InlineData("km --time t --event e --data no-such-folder/file.csv", "no such file")]
    [InlineData("median --data x.csv", "median")]
    [InlineData("", "Required command")]
    public void WithoutFile_Wrong_IsNamed(string words, string message) =>
        Check(StatsRun.Of(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)), message);

    [Fact]
    public void BadCell_ItsContent_IsNotRepeated() =>
        StatsRun.OnText(Good.Replace("7,1,a,3", "Doe,1,a,3"), "km --time t --event e").Error.ShouldNotContain("Doe");

    [Fact]
    public void UnusedColumns_MayHoldAnything() =>
        StatsRun.OnText(Good.Replace("1.5", "NA"), "km --time t --event e").ExitCode.ShouldBe(0);

    [Theory]
    [InlineData("\uFEFFt,e\r\n5,1\r\n6,0\r\n")]
    [InlineData("\"t\",\"e\"\n\"5\",\"1\"\n6,0")]
    [InlineData("e,t\n1,5\n0,6\n\n\n")]
    [InlineData("t , e\n 5,1\n6 ,0\n")]
    public void Km_WaysToWriteAFile_ReadTheSame(string text)
    {
        var steps = StatsRun.OnText(text, "km --time t --event e").Json.At("groups/0/steps");
        steps.GetArrayLength().ShouldBe(2);
        steps.Number("0/survival").ShouldBe(0.5);
    }

    [Fact]
    public void Groups_QuotedLabels_StandAsInTheFile()
    {
        const string Text = "t,e,g\n1,1,\"a \"\"b\"\", c\"\n2,1,Überlänge\n3,0,Überlänge\n";
        var groups = StatsRun.OnText(Text, "km --time t --event e --group g").Json.At("groups");
        groups.Text("0/group").ShouldBe("a \"b\", c");
        groups.Text("1/group").ShouldBe("Überlänge");
    }

    [Fact]
    public void Groups_Numbers_AreInNumericOrder()
    {
        var groups = StatsRun.OnText("t,e,g\n1,1,10\n2,1,9\n3,0,10\n", "logrank --time t --event e --group g").Json.At("groups");
        groups.EnumerateArray().Select(group => group.Text("group")).ShouldBe(["9", "10"]);
    }

    [Fact]
    public void Format_Table_IsAligned()
    {
        var run = StatsRun.OnText(Good, "logrank --time t --event e --group g --format table");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("chiSquare");
        run.Output.ShouldNotContain("{");
    }

    private static void Refused(string text, string words, string message) => Check(StatsRun.OnText(text, words), message);

    private static void Check(StatsRun run, string message)
    {
        run.Error.ShouldContain(message);
        run.Output.ShouldBe("");
        run.ExitCode.ShouldBe(2);
    }
}
