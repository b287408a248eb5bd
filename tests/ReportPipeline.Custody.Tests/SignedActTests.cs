using System.Text;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Custody.Tests;

public sealed class SignedActTests
{
    private static readonly SigningKey Key = SigningKey.Create();

    private static readonly Act Rejection = new(
        "run-1", ActMeaning.Rejected, new ActingPerson("李伟", "li", "committee.sign"),
        new DateTimeOffset(2020, 5, 1, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 5, 1, 8, 5, 0, TimeSpan.Zero),
        [new ActedDocument("run-1/closed.en.docx", new string('a', 64))], "Table 3 \"contradicts\" the listing.");

    [Fact]
    public void Read_WhatWasStored_IsTheSameActAndVerifies()
    {
        var read = SignedAct.Read(SignedAct.Sign(Rejection, Key).ToBytes());

        (read.Act with { Documents = Rejection.Documents }).ShouldBe(Rejection);
        read.Act.Documents.ShouldBe(Rejection.Documents);
        read.Verify(Key.Verification).ShouldBeTrue();
        read.Verify(SigningKey.Create().Verification).ShouldBeFalse();
    }

    [Theory]
    [InlineData("rejected", "approved")]
    [InlineData("李伟", "张三")]
    [InlineData("aaaaaaaa", "aaaaaaab")]
    [InlineData("08:05:00", "08:06:00")]
    [InlineData("contradicts", "supports")]
    public void Verify_AnythingInTheStatementChanged_IsFalse(string what, string with)
    {
        var text = Encoding.UTF8.GetString(SignedAct.Sign(Rejection, Key).ToBytes());
        text.ShouldContain(what);

        SignedAct.Read(Encoding.UTF8.GetBytes(text.Replace(what, with, StringComparison.Ordinal))).Verify(Key.Verification).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"statement":"{}","keyId":"","signature":""}""")]
    [InlineData("""{"statement":"null","keyId":"","signature":""}""")]
    public void Read_NoAct_IsBroken(string stored) =>
        Should.Throw<LedgerBrokenException>(() => SignedAct.Read(Encoding.UTF8.GetBytes(stored)));
}
