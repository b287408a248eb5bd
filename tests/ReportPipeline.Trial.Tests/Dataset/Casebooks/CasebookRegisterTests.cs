using CsCheck;
using ReportPipeline.Trial.Dataset.Casebooks;

namespace ReportPipeline.Tests.Dataset.Casebooks;

public sealed class CasebookRegisterTests
{
    // Against a plain dictionary; few different anchors, so that later entries overrule earlier ones.
    [Fact]
    public void Find_AfterAnyRuns_IsTheLastEntry() => Gen.Select(Gen.ULong[0, 60], Gen.ULong).List[0, 30].List[0, 40].Sample(runs =>
    {
        var register = CasebookRegister.Empty;
        var expected = new Dictionary<ulong, ulong>();
        foreach (var run in runs.Select(entries => entries.DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Item2)))
        {
            register = register.With(run);
            foreach (var (anchor, casebook) in run)
            {
                expected[anchor] = casebook;
            }
        }

        return Enumerable.Range(0, 61).All(anchor => register.Find((ulong)anchor) == (expected.TryGetValue((ulong)anchor, out var casebook) ? casebook : null));
    });

    // A hundred runs of ten new anchors: log2(1000) is 10.
    [Fact]
    public void With_ManyRuns_KeepsFewSegments()
    {
        var register = CasebookRegister.Empty;
        for (var run = 0UL; run < 100; run++)
        {
            register = register.With(Enumerable.Range(0, 10).ToDictionary(index => (run * 10) + (ulong)index, _ => run));
        }

        register.Segments.Length.ShouldBeLessThanOrEqualTo(10);
        register.Segments.Sum(segment => segment.Count).ShouldBe(1000);
    }

    [Fact]
    public void Read_WrittenSegment_IsTheSame()
    {
        var segment = RegisterSegment.Of(new Dictionary<ulong, ulong> { [ulong.MaxValue] = 1, [0] = ulong.MaxValue, [5] = 7 });

        var read = RegisterSegment.Read(segment.ToBytes());

        (read.Count, read.Find(ulong.MaxValue), read.Find(0), read.Find(5), read.Find(6)).ShouldBe((3, 1, ulong.MaxValue, 7, null));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    public void BitsFor_Casebooks_DoublesTheVolumesWhenTheyAreFull(int casebooks, int bits) => CasebookVolume.BitsFor(casebooks).ShouldBe(bits);

    [Theory]
    [InlineData(0x8000_0000_0000_0000, 0, 0)]
    [InlineData(0x8000_0000_0000_0000, 1, 1)]
    [InlineData(0x4000_0000_0000_0000, 2, 1)]
    public void NumberOf_Casebook_IsItsLeadingBits(ulong casebook, int bits, int number) => CasebookVolume.NumberOf(casebook, bits).ShouldBe(number);
}
