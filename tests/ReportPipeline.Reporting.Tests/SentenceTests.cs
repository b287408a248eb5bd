using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Tests;

public sealed class SentenceTests
{
    // A bound brings its own sign: "P = >0.999" is no sentence, whether the blanks of the template may break or not.
    [Theory]
    [InlineData("P = {0}, exact.", ">0.999", "P >0.999, exact.")]
    [InlineData("P\u00a0=\u00a0{0}, exact.", "<0.001", "P\u00a0<0.001, exact.")]
    [InlineData("P\u00a0=\u00a0{0}, exact.", "0.048", "P\u00a0=\u00a00.048, exact.")]
    public void Fill_ABound_TakesThePlaceOfTheEqualsSign(string template, string value, string expected)
    {
        ImmutableArray<Inline> line = Sentence.Fill(template, new Printed("T4/full/MSC:CONTROL/outcome/p", value));

        line.PlainText().ShouldBe(expected);
    }

    [Theory]
    [InlineData("{0} in {1}")]
    [InlineData("{0} {1:day|days}")]
    public void Fill_PlaceWithoutValue_IsAnErrorOfTheVocabulary(string template) =>
        Should.Throw<FormatException>(() => Sentence.Fill(template, "2")).Message.ShouldContain("asks for value 1, but only 1 were given");

    [Theory]
    [InlineData("1", "1 death in 1 of 0 days")]
    [InlineData("0", "0 deaths in 1 of 0 days")]
    [InlineData("11", "11 deaths in 1 of 0 days")]
    [InlineData("NE", "NE deaths in 1 of 0 days")]
    public void Fill_WordOfANumber_IsSingularForOneAlone(string value, string expected)
    {
        const string template = "{0} {0:death|deaths} in {1} of {2} {2:day|days}";

        Sentence.Fill(template, new Printed("a", value), "1", "0").PlainText().ShouldBe(expected);
        Sentence.Plain(template, value, "1", "0").ShouldBe(expected);
    }
}
